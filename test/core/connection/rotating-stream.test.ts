import { beforeEach, describe, expect, it } from 'vitest';
import { RotatingStream } from '../../../src/core/connection/rotating-stream.js';
import { FakeClock, settle } from '../../helpers/fake-clock.js';
import {
  fault,
  ScriptedNetwork,
  ScriptedTransport,
  type ScriptedStream,
} from '../../helpers/scripted-transport.js';

describe('a rotating stream', () => {
  let clock: FakeClock;
  let network: ScriptedNetwork;
  let life: AbortController;
  let events: string[];
  let live: RotatingStream;

  beforeEach(() => {
    clock = new FakeClock();
    network = new ScriptedNetwork();
    life = new AbortController();
    events = [];
    live = new RotatingStream(clock, {
      onItem: ({ sequence }) => events.push(`item ${String(sequence)}`),
      onGap: () => events.push('gap'),
      onHeavy: () => events.push('heavy'),
      onEnd: ({ code }) => events.push(`end ${code}`),
    });
  });

  async function renew(): Promise<ScriptedStream> {
    await live.renew(new ScriptedTransport(network), life.signal);
    return network.stream;
  }

  /** Renews the stream and records the outcome. */
  function renewing(): { error?: unknown; done?: boolean } {
    const outcome: { error?: unknown; done?: boolean } = {};
    renew().then(
      () => (outcome.done = true),
      (error: unknown) => (outcome.error = error),
    );
    return outcome;
  }

  it('is not alive, and overdue, before the first renewal', () => {
    expect(live.alive).toBe(false);
    expect(live.overdue).toBe(true);
  });

  it('opens the next stream before it closes the last', async () => {
    const old = await renew();
    const next = await renew();
    expect(live.alive).toBe(true);
    expect([old.closed, next.closed]).toEqual([false, false]);
    old.beat();
    old.beat();
    expect([old.closed, next.closed]).toEqual([true, false]);
  });

  it('closes a distrusted stream as soon as the next one is open', async () => {
    const old = await renew();
    live.distrust();
    const next = await renew();
    expect([old.closed, next.closed]).toEqual([true, false]);
  });

  it('accepts repeated numbers when one stream is left, because a topic may start over', async () => {
    const old = await renew();
    const next = await renew();
    old.item(1);
    old.item(2);
    old.beat();
    old.beat();
    next.item(1);
    expect(events).toEqual(['item 1', 'item 2', 'item 1']);
  });

  it('passes on an item once if both streams receive it, in any order', async () => {
    const old = await renew();
    old.item(1);
    const next = await renew();
    next.item(3);
    old.item(2);
    next.item(4);
    expect(events).toEqual(['item 1', 'item 2', 'item 3', 'item 4']);

    const third = await renew();
    next.item(5);
    third.item(5);
    third.item(6);
    next.item(6);
    expect(events.slice(4)).toEqual(['item 5', 'item 6']);
    expect([next.closed, third.closed]).toEqual([true, false]);
  });

  it('passes on items in order even if the next stream is far ahead', async () => {
    const old = await renew();
    old.item(1);
    const next = await renew();
    next.item(4);
    next.item(5);
    expect(events).toEqual(['item 1']);
    old.item(2);
    expect(events).toEqual(['item 1', 'item 2']);
    old.item(3);
    next.item(6);
    expect(events).toEqual([1, 2, 3, 4, 5, 6].map((sequence) => `item ${String(sequence)}`));
    expect([old.closed, next.closed]).toEqual([true, false]);
  });

  it('stops waiting for missing items when the old stream ends or has had two heartbeats', async () => {
    const old = await renew();
    old.item(1);
    const next = await renew();
    next.item(3);
    old.beat();
    old.beat();
    expect(events).toEqual(['item 1', 'item 3']);
    old.item(2);
    const third = await renew();
    third.item(9);
    next.end();
    expect(events.slice(2)).toEqual(['gap', 'item 9']);
  });

  it('passes on waiting items when the next stream ends', async () => {
    const old = await renew();
    old.item(1);
    const next = await renew();
    next.item(3);
    next.end();
    expect(events).toEqual(['item 1', 'item 3', 'end connection-lost']);
  });

  it('passes on items of the next stream while it opens', async () => {
    const old = await renew();
    old.item(1);
    const answer = network.hold('subscribe');
    const outcome = renewing();
    await settle();
    network.stream.item(2);
    old.item(2);
    old.item(3);
    answer.pass();
    await settle();
    network.stream.item(3);
    expect(outcome.done).toBe(true);
    expect(events).toEqual(['item 1', 'item 2', 'item 3']);
  });

  it('loses no item of a topic that starts over', async () => {
    const old = await renew();
    for (const sequence of [1, 2, 3]) old.item(sequence);
    for (const sequence of [1, 2]) old.item(sequence);
    expect(events.slice(3)).toEqual(['gap', 'item 1', 'item 2']);

    const next = await renew();
    next.item(3);
    next.skip();
    next.item(3);
    expect(events.slice(6)).toEqual(['item 3', 'gap', 'item 3']);
  });

  it('loses no item of a topic that starts over between two streams', async () => {
    const old = await renew();
    old.item(1, 'before');
    const answer = network.hold('subscribe');
    const outcome = renewing();
    await settle();
    old.item(2, 'before');
    network.stream.item(1, 'after');
    network.stream.item(2, 'after');
    answer.pass();
    await settle();
    expect(outcome.done).toBe(true);
    expect(events).toEqual(['item 1', 'item 2', 'item 1', 'gap', 'item 2']);
  });

  it('keeps its stream if the next one is refused', async () => {
    const old = await renew();
    network.fail('subscribe', fault('service-unavailable'));
    await expect(renew()).rejects.toMatchObject({ code: 'service-unavailable' });
    expect(live.alive).toBe(true);
    old.item(1);
    expect(events).toEqual(['item 1']);
    expect(network.open).toEqual([old]);
    old.end();
    expect(events).toEqual(['item 1', 'end connection-lost']);
  });

  it('keeps its stream if the renewal is aborted', async () => {
    const old = await renew();
    network.hold('subscribe');
    const outcome = renewing();
    await settle();
    life.abort();
    await settle();
    expect(outcome.error).toBe(life.signal.reason);
    expect(live.alive).toBe(true);
    expect(network.open).toEqual([old]);
  });

  it('fails a renewal whose stream ends while it opens', async () => {
    const answer = network.hold('subscribe');
    const outcome = renewing();
    await settle();
    network.stream.end(fault('connection-lost'));
    answer.pass();
    await settle();
    expect(outcome.error).toMatchObject({ code: 'connection-lost' });
    expect(live.alive).toBe(false);
    expect(clock.pending).toBe(0);
    expect(events).toEqual([]);
  });

  it('ends when its only stream ends', async () => {
    const stream = await renew();
    stream.end(fault('not-authenticated'));
    expect(live.alive).toBe(false);
    expect(events).toEqual(['end not-authenticated']);
    expect(clock.pending).toBe(0);
  });

  it('ends when the next stream ends, even if the last is still open', async () => {
    const old = await renew();
    const next = await renew();
    next.end();
    expect(live.alive).toBe(false);
    expect(old.closed).toBe(true);
    expect(events).toEqual(['end connection-lost']);
  });

  it('stays alive if the last stream ends too early, and reports a gap', async () => {
    const old = await renew();
    const next = await renew();
    old.end();
    next.item(1);
    expect(live.alive).toBe(true);
    expect(events).toEqual(['gap', 'item 1']);
  });

  it('keeps at most two streams after many renewals', async () => {
    for (let i = 0; i < 5; i += 1) await renew();
    expect(network.open).toEqual(network.streams.slice(-2));
  });

  it('closes both streams on close(), reports nothing more and leaves no timer', async () => {
    await renew();
    await renew();
    live.close();
    await clock.advance(600_000);
    expect(network.open).toEqual([]);
    expect(clock.pending).toBe(0);
    expect(events).toEqual([]);
    expect(live.alive).toBe(false);
  });

  it('reports once that it is heavy', async () => {
    const stream = await renew();
    for (let i = 0; i < 400; i += 1) stream.item(i, 'x'.repeat(4096));
    expect(events.filter((what) => what === 'heavy')).toHaveLength(1);
  });
});
