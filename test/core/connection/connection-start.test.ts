import { beforeEach, describe, expect, it } from 'vitest';
import { settle } from '../../helpers/fake-clock.js';
import { fault } from '../../helpers/scripted-transport.js';
import { ConnectionFixture, HOUR } from './connection-fixture.js';

describe('a connection that starts', () => {
  let fixture: ConnectionFixture;

  beforeEach(() => {
    fixture = new ConnectionFixture();
  });

  it('requests one token, subscribes, fetches the history, then is connected', async () => {
    fixture.connection.connect();
    await settle();
    expect(fixture.network.calls).toEqual(['token', 'subscribe t1', 'fetch t1']);
    expect(fixture.statuses).toEqual(['connecting', 'catching-up', 'connected']);
    expect(fixture.events).toEqual(['history s1 s2']);
    expect(fixture.sendsThrough).toBe('t1');
    expect(fixture.faults).toEqual([]);
  });

  it('keeps live items until the history has come, and passes them on with it', async () => {
    const fetch = fixture.network.hold('fetch');
    fixture.connection.connect();
    await settle();
    fixture.network.stream.item(1);
    fixture.network.stream.item(2);
    expect(fixture.events).toEqual([]);
    expect(fixture.sendsThrough).toBeUndefined();
    fetch.pass();
    await settle();
    fixture.network.stream.item(3);
    expect(fixture.events).toEqual(['history s1 s2 +1 +2', 'item 3']);
  });

  it('fails if the token is refused, until connect() is called again', async () => {
    fixture.network.fail('token', fault('token-refused'));
    fixture.connection.connect();
    await fixture.clock.advance(HOUR);
    fixture.connection.resume();
    fixture.connection.check(true);
    await fixture.clock.advance(HOUR);
    expect(fixture.network.calls).toEqual(['token']);
    expect(fixture.statuses).toEqual(['connecting', 'failed: token-refused']);
    expect(fixture.faults).toEqual(['token-refused']);
    expect(fixture.clock.pending).toBe(0);
    fixture.connection.connect();
    await settle();
    expect(fixture.statuses.slice(2)).toEqual(['connecting', 'catching-up', 'connected']);
  });

  it.each([['<html>'], [{ authToken: 5 }]])(
    'fails if the token endpoint answers %j',
    async (answer) => {
      fixture.tokenBody = answer;
      fixture.connection.connect();
      await fixture.clock.advance(HOUR);
      expect(fixture.statuses).toEqual(['connecting', 'failed: token-invalid']);
      expect(fixture.network.calls).toEqual(['token']);
    },
  );

  it('fails if the token does not permit reading', async () => {
    fixture.network.fail('fetch', fault('not-permitted'));
    fixture.connection.connect();
    await fixture.clock.advance(HOUR);
    expect(fixture.statuses).toEqual(['connecting', 'catching-up', 'failed: not-permitted']);
    expect(fixture.network.open).toEqual([]);
    expect(fixture.clock.pending).toBe(0);
  });

  it('retries with growing delays while the token endpoint is down', async () => {
    fixture.network.breakDown('token', fault('token-unavailable'));
    fixture.connection.connect();
    expect(await fixture.timesOf('token', 50_000)).toEqual([
      250, 750, 1_750, 3_750, 7_750, 15_750, 30_750, 45_750,
    ]);
    expect(fixture.statuses).toEqual(['connecting', 'reconnecting: token-unavailable']);
    expect(fixture.faults).toEqual(['token-unavailable']);
    fixture.network.restore('token');
    await fixture.clock.advance(15_000);
    expect(fixture.statuses.slice(2)).toEqual(['catching-up', 'connected']);
  });

  it('waits as long as the token endpoint requests', async () => {
    fixture.network.fail('token', fault('token-rate-limited', 60_000));
    fixture.connection.connect();
    await fixture.clock.advance(59_999);
    expect(fixture.network.calls).toEqual(['token']);
    await fixture.clock.advance(1);
    expect(fixture.statuses.at(-1)).toBe('connected');
  });

  it('requests one token only while the service cannot be reached', async () => {
    fixture.network.fail('subscribe', fault('service-unavailable'), fault('service-unavailable'));
    fixture.connection.connect();
    await fixture.clock.advance(10_000);
    expect(fixture.network.calls.filter((call) => call === 'token')).toHaveLength(1);
    expect(fixture.statuses).toEqual([
      'connecting',
      'reconnecting: service-unavailable',
      'catching-up',
      'connected',
    ]);
  });

  it('is not connected before the history has come', async () => {
    fixture.network.breakDown('fetch', fault('service-unavailable'));
    fixture.connection.connect();
    await fixture.advanceWithHeartbeats(60_000);
    const behind = ['connecting', 'catching-up', 'catching-up: service-unavailable'];
    expect(fixture.statuses).toEqual(behind);
    expect(fixture.network.calls.filter((call) => !call.startsWith('fetch'))).toHaveLength(2);
    expect(fixture.faults).toEqual(['service-unavailable']);
    fixture.network.restore('fetch');
    await fixture.advanceWithHeartbeats(20_000);
    expect(fixture.statuses).toEqual([...behind, 'connected']);
  });

  it('passes on live items and allows sending after three seconds without the history', async () => {
    const fetch = fixture.network.hold('fetch');
    fixture.connection.connect();
    await settle();
    fixture.network.stream.item(1);
    await fixture.clock.advance(1_000);
    expect(fixture.events).toEqual([]);
    await fixture.clock.advance(2_000);
    fixture.network.stream.item(2);
    expect(fixture.events).toEqual(['item 1', 'item 2']);
    expect(fixture.sendsThrough).toBe('t1');
    expect(fixture.statuses).toEqual(['connecting', 'catching-up', 'catching-up: connection-slow']);
    fetch.pass();
    await settle();
    expect(fixture.events).toEqual(['item 1', 'item 2', 'history s1 s2']);
    expect(fixture.statuses.at(-1)).toBe('connected');
  });

  it('passes on live items and allows sending at once if the history cannot be fetched', async () => {
    fixture.network.breakDown('fetch', fault('quota-exceeded'));
    fixture.connection.connect();
    await settle();
    fixture.network.stream.item(1);
    expect(fixture.events).toEqual(['item 1']);
    expect(fixture.sendsThrough).toBe('t1');
  });

  it('keeps a bounded number of live items until the history comes', async () => {
    fixture.network.hold('fetch');
    fixture.connection.connect();
    await settle();
    for (let i = 1; i <= 5_000; i += 1) fixture.network.stream.item(i);
    expect(fixture.events).toHaveLength(5_000);
  });

  it('allows no sending after the stream has ended while the history was late', async () => {
    fixture.network.hold('fetch');
    fixture.connection.connect();
    await settle();
    fixture.network.stream.end();
    await fixture.clock.advance(100);
    expect(fixture.sendsThrough).toBeUndefined();
  });

  it('starts over at once on connect() while an attempt hangs', async () => {
    fixture.network.hold('subscribe');
    fixture.connection.connect();
    await settle();
    fixture.connection.connect();
    await settle();
    // It tries the current token and then the new one; neither waits for the other.
    expect(fixture.network.calls).toEqual([
      ...['token', 'subscribe t1'],
      ...['token', 'subscribe t1', 'fetch t1'],
      ...['subscribe t2', 'fetch t2'],
    ]);
    expect(fixture.statuses.slice(0, 3)).toEqual(['connecting', 'catching-up', 'connected']);
    expect(fixture.sendsThrough).toBe('t2');
  });

  it('opens another stream by itself if one stays half open for ten seconds', async () => {
    fixture.network.hold('subscribe');
    fixture.connection.connect();
    await fixture.clock.advance(10_250);
    expect(fixture.network.calls).toEqual(['token', 'subscribe t1', 'subscribe t1', 'fetch t1']);
    expect(fixture.network.open).toEqual([fixture.network.stream]);
  });
});
