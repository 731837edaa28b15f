import { beforeEach, describe, expect, it } from 'vitest';
import { settle } from '../../helpers/fake-clock.js';
import { ConnectionFixture, HOUR } from './connection-fixture.js';

describe('a connection after a sleep of the machine in which the monotonic clock stood still', () => {
  let fixture: ConnectionFixture;

  beforeEach(async () => {
    fixture = new ConnectionFixture();
    await fixture.join();
  });

  it('replaces the stream at the first check(), and is connected only when it has caught up', async () => {
    fixture.clock.standStill(8 * HOUR);
    const answer = fixture.network.hold('subscribe');
    fixture.connection.check(false);
    expect(fixture.statuses).toEqual(['catching-up']);
    answer.pass();
    await settle();
    expect(fixture.network.calls).toContain('subscribe t1');
    expect(fixture.network.calls.at(-1)).toMatch(/^fetch/);
    expect(fixture.statuses).toEqual(['catching-up', 'connected']);
  });

  it('requests the token that is due by the wall clock at once', async () => {
    fixture.clock.standStill(8 * HOUR);
    fixture.connection.check(false);
    await fixture.clock.advance(0);
    expect(fixture.network.calls).toContain('token');
  });

  it('notices the dead stream within seven seconds without check()', async () => {
    fixture.clock.standStill(8 * HOUR);
    await fixture.clock.advance(7_000);
    expect(fixture.statuses[0]).toBe('reconnecting: connection-lost');
  });

  it('fetches the history if the stream still has heartbeats', async () => {
    fixture.clock.standStill(8 * HOUR);
    fixture.network.stream.beat();
    expect(fixture.statuses).toEqual(['catching-up']);
    await fixture.clock.advance(1_000);
    expect(fixture.network.calls).toContain('fetch t1');
    expect(fixture.statuses).toEqual(['catching-up', 'connected']);
  });

  it('does nothing if the wall clock was set back', async () => {
    fixture.clock.standStill(-8 * HOUR);
    fixture.network.stream.beat();
    await fixture.clock.advance(20_000);
    expect(fixture.network.calls).toEqual([]);
    expect(fixture.statuses).toEqual([]);
  });
});
