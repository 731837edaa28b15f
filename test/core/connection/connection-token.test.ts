import { beforeEach, describe, expect, it } from 'vitest';
import { settle } from '../../helpers/fake-clock.js';
import { fault } from '../../helpers/scripted-transport.js';
import { ConnectionFixture, REFRESH } from './connection-fixture.js';

describe('a connection whose token is about to expire', () => {
  let fixture: ConnectionFixture;

  beforeEach(async () => {
    fixture = new ConnectionFixture();
    await fixture.join();
  });

  it('requests the next token in time, and opens the next stream before it closes the last', async () => {
    const [old] = fixture.network.open;
    await fixture.advanceWithHeartbeats(REFRESH - 1);
    expect(fixture.network.calls).toEqual([]);
    await fixture.clock.advance(1);
    expect(fixture.network.calls).toEqual(['token', 'subscribe t2', 'fetch t2']);
    expect(fixture.network.open).toHaveLength(2);
    expect(fixture.statuses).toEqual(['catching-up', 'connected']);
    expect(fixture.sendsThrough).toBe('t2');
    expect(fixture.events).toEqual(['history s1 s2']);
    old?.beat();
    old?.beat();
    expect(fixture.network.open).toEqual([fixture.network.stream]);
    fixture.clearRecords();
    await fixture.advanceWithHeartbeats(REFRESH);
    expect(fixture.network.calls).toEqual(['token', 'subscribe t3', 'fetch t3']);
  });

  it('reconnects and catches up with the old token while the token endpoint is down', async () => {
    fixture.network.breakDown('token', fault('token-unavailable', 600_000));
    await fixture.advanceWithHeartbeats(REFRESH + 1_000);
    fixture.clearRecords();
    fixture.network.stream.skip();
    await settle();
    expect(fixture.network.calls).toEqual(['fetch t1']);
    expect(fixture.statuses).toEqual(['catching-up', 'connected']);
    fixture.clearRecords();
    fixture.network.stream.end();
    await fixture.clock.advance(1_000);
    expect(fixture.network.calls).toEqual(['subscribe t1', 'fetch t1']);
    expect(fixture.statuses.at(-1)).toBe('connected');
  });

  it.each([
    ['is down', () => fixture.network.breakDown('token', fault('token-unavailable'))],
    ['answers with a web page', () => (fixture.tokenBody = '<html>')],
  ])('stays connected with the old token while the token endpoint %s', async (_, spoil) => {
    spoil();
    await fixture.advanceWithHeartbeats(REFRESH + 20_000);
    expect(fixture.statuses).toEqual([]);
    expect(fixture.sendsThrough).toBe('t1');
    expect(fixture.faults).toHaveLength(1);
    fixture.network.stream.item(1);
    expect(fixture.events).toEqual(['item 1']);
    fixture.tokenBody = undefined;
    fixture.network.restore('token');
    await fixture.advanceWithHeartbeats(20_000);
    expect(fixture.statuses).toEqual(['catching-up', 'connected']);
    expect(fixture.sendsThrough).toBe('t2');
  });

  it('fails when the next token is refused', async () => {
    fixture.network.fail('token', fault('token-refused'));
    await fixture.advanceWithHeartbeats(REFRESH);
    expect(fixture.statuses).toEqual(['failed: token-refused']);
    expect(fixture.network.open).toEqual([]);
    expect(fixture.sendsThrough).toBeUndefined();
    expect(fixture.clock.pending).toBe(0);
  });

  it('stays on the old stream while the next one cannot be opened', async () => {
    fixture.network.breakDown('subscribe', fault('service-unavailable'));
    await fixture.advanceWithHeartbeats(REFRESH + 10_000);
    expect(fixture.statuses).toEqual([]);
    expect(fixture.network.open).toHaveLength(1);
    expect(fixture.network.calls.filter((call) => call === 'token')).toHaveLength(1);
  });

  it('requests the next token in time after a pause and a lost stream, too', async () => {
    await fixture.advanceWithHeartbeats(50_000);
    fixture.connection.suspend();
    fixture.connection.resume();
    await fixture.advanceWithHeartbeats(50_000);
    fixture.network.stream.end();
    await fixture.advanceWithHeartbeats(REFRESH - 100_001);
    fixture.clearRecords();
    await fixture.advanceWithHeartbeats(1);
    expect(fixture.network.calls).toEqual(['token', 'subscribe t2', 'fetch t2']);
  });

  it('requests the token again after a pause that interrupted the request', async () => {
    fixture.network.hold('token');
    await fixture.advanceWithHeartbeats(REFRESH);
    fixture.connection.suspend();
    await fixture.clock.advance(20_000);
    fixture.clearRecords();
    fixture.connection.resume();
    await settle();
    expect(fixture.network.calls).toEqual([
      'token',
      'subscribe t1',
      'fetch t1',
      'subscribe t2',
      'fetch t2',
    ]);
  });
});
