import { beforeEach, describe, expect, it } from 'vitest';
import { settle } from '../../helpers/fake-clock.js';
import { fault } from '../../helpers/scripted-transport.js';
import { ConnectionFixture, REFRESH } from './connection-fixture.js';

describe('a connection', () => {
  let fixture: ConnectionFixture;

  beforeEach(async () => {
    fixture = new ConnectionFixture();
    await fixture.join();
  });

  it('changes to a new token without a pause when its source is renewed', async () => {
    fixture.source.renew();
    await settle();
    expect(fixture.network.calls).toEqual(['token', 'subscribe t2', 'fetch t2']);
    expect(fixture.statuses).toEqual(['catching-up', 'connected']);
  });

  it('changes to a new token without a pause on connect()', async () => {
    fixture.connection.connect();
    await settle();
    expect(fixture.network.calls).toEqual(['token', 'subscribe t2', 'fetch t2']);
    expect(fixture.statuses).toEqual(['catching-up', 'connected']);
  });

  it('uses the new token of connect() even if check() interrupts the request', async () => {
    fixture.network.stream.end();
    fixture.network.hold('subscribe');
    await fixture.clock.advance(250);
    const token = fixture.network.hold('token');
    fixture.connection.connect();
    fixture.connection.check(true);
    token.pass();
    await settle();
    expect(fixture.sendsThrough).toBe('t2');
  });

  it('fetches the history on check()', async () => {
    await fixture.clock.advance(1_000);
    fixture.connection.check(false);
    await settle();
    expect(fixture.network.calls).toEqual(['fetch t1']);
  });

  it.each([
    ['that may be dead', 1_000, true],
    ['that is overdue', 15_001, false],
  ])('replaces a stream %s on check()', async (_, quiet, distrusted) => {
    await fixture.clock.advance(quiet);
    fixture.connection.check(distrusted);
    await settle();
    expect(fixture.network.calls).toEqual(['subscribe t1', 'fetch t1']);
    expect(fixture.network.open).toEqual([fixture.network.stream]);
    expect(fixture.statuses).toEqual(['catching-up', 'connected']);
    expect(fixture.events).toEqual(['break', 'history s1 s2']);
  });

  it.each([true, false])('retries at once on check(%s)', async (distrusted) => {
    fixture.network.breakDown('subscribe', fault('service-unavailable'));
    fixture.network.stream.end();
    await fixture.clock.advance(40_000);
    fixture.network.restore('subscribe');
    fixture.clearRecords();
    fixture.connection.check(distrusted);
    await settle();
    expect(fixture.network.calls).toEqual(['subscribe t1', 'fetch t1']);
    expect(fixture.statuses.at(-1)).toBe('connected');
  });

  it('retries at once on check() even if the stream was lost while a fetch hung', async () => {
    fixture.network.hold('fetch');
    fixture.connection.check(true);
    await settle();
    fixture.network.stream.end();
    fixture.clearRecords();
    fixture.connection.check(true);
    await settle();
    expect(fixture.network.calls).toEqual(['subscribe t1', 'fetch t1']);
    expect(fixture.statuses.at(-1)).toBe('connected');
  });

  it('closes the stream on suspend(), and fetches the missed messages on resume()', async () => {
    fixture.connection.suspend();
    expect(fixture.network.open).toEqual([]);
    expect(fixture.clock.pending).toBe(0);
    expect(fixture.sendsThrough).toBeUndefined();
    fixture.connection.check(true);
    fixture.connection.suspend();
    await fixture.clock.advance(REFRESH / 2);
    expect(fixture.network.calls).toEqual([]);
    expect(fixture.events).toEqual(['break']);
    fixture.connection.resume();
    await settle();
    fixture.connection.resume();
    await settle();
    expect(fixture.statuses).toEqual(['disconnected', 'reconnecting', 'catching-up', 'connected']);
    expect(fixture.network.calls).toEqual(['subscribe t1', 'fetch t1']);
  });
});
