import { beforeEach, describe, expect, it } from 'vitest';
import { settle } from '../../helpers/fake-clock.js';
import { fault } from '../../helpers/scripted-transport.js';
import { ConnectionFixture } from './connection-fixture.js';

describe('a connection that loses its stream', () => {
  let fixture: ConnectionFixture;

  beforeEach(async () => {
    fixture = new ConnectionFixture();
    await fixture.join();
  });

  it('opens another after 250 ms with the same token, and fetches the missed messages', async () => {
    fixture.network.stream.end();
    expect(fixture.sendsThrough).toBeUndefined();
    await fixture.clock.advance(249);
    expect(fixture.network.calls).toEqual([]);
    await fixture.clock.advance(1);
    expect(fixture.network.calls).toEqual(['subscribe t1', 'fetch t1']);
    expect(fixture.statuses).toEqual(['reconnecting: connection-lost', 'catching-up', 'connected']);
    expect(fixture.events).toEqual(['break', 'history s1 s2']);
    expect(fixture.sendsThrough).toBe('t1');
    expect(fixture.faults).toEqual(['connection-lost']);
  });

  it('notices the loss by 30 seconds of silence, and closes the stream', async () => {
    const [silent] = fixture.network.open;
    await fixture.clock.advance(30_250);
    expect(silent?.closed).toBe(true);
    expect(fixture.statuses).toEqual(['reconnecting: connection-lost', 'catching-up', 'connected']);
  });

  it('requests a new token if the old one is no longer accepted', async () => {
    fixture.network.stream.end(fault('not-authenticated'));
    await fixture.clock.advance(250);
    expect(fixture.network.calls).toEqual(['token', 'subscribe t2', 'fetch t2']);
    expect(fixture.sendsThrough).toBe('t2');
  });

  it('passes on live items of the new stream before the history has come', async () => {
    fixture.network.stream.end();
    const fetch = fixture.network.hold('fetch');
    await fixture.clock.advance(250);
    fixture.network.stream.item(9);
    fetch.pass();
    await settle();
    expect(fixture.events).toEqual(['break', 'item 9', 'history s1 s2']);
  });

  it.each([
    ['while it opens', 0],
    ['50 ms later', 50],
    ['a second later', 1_000],
  ])('retries with growing delays if each stream ends %s', async (_, after) => {
    fixture.network.onOpen = (stream) => {
      if (after === 0) stream.end();
      else fixture.clock.setTimeout(() => stream.end(), after);
    };
    fixture.network.stream.end();
    const times = await fixture.timesOf('subscribe', 80_000);
    const delays = times.map((time, index) => time - (times[index - 1] ?? 0));
    expect(times.length).toBeLessThan(12);
    expect(delays).toEqual([...delays].sort((a, b) => a - b));
    expect(Math.max(...delays)).toBeGreaterThanOrEqual(15_000);
  });

  it('starts with a short delay again after 20 seconds without a fault', async () => {
    fixture.network.fail('subscribe', fault('service-unavailable'), fault('service-unavailable'));
    fixture.network.stream.end();
    await fixture.clock.advance(5_000);
    expect(fixture.statuses.at(-1)).toBe('connected');
    await fixture.advanceWithHeartbeats(20_000);
    fixture.network.stream.end();
    fixture.clearRecords();
    await fixture.clock.advance(250);
    expect(fixture.network.calls).toEqual(['subscribe t1', 'fetch t1']);
  });

  it('reports a fault once until it is connected again', async () => {
    const fetch = fixture.network.hold('fetch');
    const again = fixture.network.hold('fetch');
    fixture.network.stream.end();
    await fixture.clock.advance(250);
    fixture.network.stream.end();
    fetch.pass();
    await fixture.clock.advance(1_000);
    fixture.network.stream.end();
    again.pass();
    await fixture.clock.advance(1_000);
    expect(fixture.statuses.at(-1)).toBe('connected');
    expect(fixture.faults).toEqual(['connection-lost']);
    fixture.network.stream.end();
    expect(fixture.faults).toEqual(['connection-lost', 'connection-lost']);
  });
});
