import { beforeEach, describe, expect, it } from 'vitest';
import { settle } from '../../helpers/fake-clock.js';
import { ConnectionFixture } from './connection-fixture.js';

describe('a connection that changes streams', () => {
  let fixture: ConnectionFixture;

  beforeEach(async () => {
    fixture = new ConnectionFixture();
    await fixture.join();
  });

  it('passes on items of the next stream at once when it is connected', async () => {
    fixture.network.stream.item(1);
    fixture.source.renew();
    await settle();
    expect(fixture.statuses.at(-1)).toBe('connected');
    for (const sequence of [26, 27, 28]) fixture.network.stream.item(sequence);
    expect(fixture.events.slice(-3)).toEqual(['item 26', 'item 27', 'item 28']);
  });

  it('keeps items of the next stream in order behind the old one’s if the room has no history', async () => {
    fixture.network.historyLimit = 0;
    const [old] = fixture.network.open;
    old?.item(1);
    fixture.source.renew();
    await settle();
    fixture.network.stream.item(3);
    old?.item(2);
    expect(fixture.events.slice(-2)).toEqual(['item 2', 'item 3']);
  });

  it('expects the next stream’s heartbeats at the known pace', async () => {
    for (let i = 0; i < 5; i += 1) {
      await fixture.clock.advance(1_000);
      fixture.network.stream.beat();
    }
    fixture.network.stream.end();
    await fixture.clock.advance(250);
    expect(fixture.statuses.at(-1)).toBe('connected');
    await fixture.clock.advance(3_000);
    expect(fixture.statuses.at(-1)).toBe('reconnecting: connection-lost');
  });

  it('waits longer for heartbeats after one stream has missed the known pace', async () => {
    for (let i = 0; i < 5; i += 1) {
      await fixture.clock.advance(1_000);
      fixture.network.stream.beat();
    }
    fixture.network.stream.end();
    await fixture.clock.advance(10_000);
    fixture.clearRecords();
    await fixture.clock.advance(15_000);
    fixture.network.stream.beat();
    await fixture.clock.advance(15_000);
    expect(fixture.statuses).toEqual([]);
  });

  it('fetches the history after two seconds without an answer, and opens another stream', async () => {
    fixture.network.hold('subscribe');
    fixture.network.stream.end();
    await fixture.clock.advance(250 + 2_000);
    expect(fixture.network.calls).toEqual(['subscribe t1', 'fetch t1']);
    expect(fixture.events).toEqual(['break', 'history s1 s2', 'break']);
    expect(fixture.network.open).toEqual([]);
    await fixture.clock.advance(1_000);
    expect(fixture.network.calls.slice(2)).toEqual(['subscribe t1', 'fetch t1']);
    expect(fixture.statuses).toEqual([
      'reconnecting: connection-lost',
      'reconnecting: service-unavailable',
      'catching-up',
      'connected',
    ]);
  });

  it('waits longer for the second replacement to open', async () => {
    fixture.network.hold('subscribe');
    const answer = fixture.network.hold('subscribe');
    fixture.network.stream.end();
    await fixture.clock.advance(250 + 2_000 + 1_000 + 8_000);
    expect(fixture.network.calls.filter((call) => call === 'subscribe t1')).toHaveLength(2);
    answer.pass();
    await fixture.clock.advance(1_000);
    expect(fixture.statuses.at(-1)).toBe('connected');
    expect(fixture.network.calls.filter((call) => call === 'subscribe t1')).toHaveLength(2);
  });
});
