import { beforeEach, describe, expect, it } from 'vitest';
import { RotatingStream } from '../../../src/core/connection/rotating-stream.js';
import { FakeClock, settle } from '../../helpers/fake-clock.js';
import {
  fault,
  ScriptedNetwork,
  ScriptedTransport,
  type ScriptedStream,
} from '../../helpers/scripted-transport.js';

describe('a live stream', () => {
  let clock: FakeClock;
  let network: ScriptedNetwork;
  let life: AbortController;
  let told: string[];
  let live: RotatingStream;

  beforeEach(() => {
    clock = new FakeClock();
    network = new ScriptedNetwork();
    life = new AbortController();
    told = [];
    live = new RotatingStream(clock, {
      onItem: ({ sequence }) => told.push(`item ${String(sequence)}`),
      onGap: () => told.push('gap'),
      onHeavy: () => told.push('heavy'),
      onEnd: ({ code }) => told.push(`end ${code}`),
    });
  });

  async function renew(): Promise<ScriptedStream> {
    await live.renew(new ScriptedTransport(network), life.signal);
    return network.stream;
  }

  /** What a renewal came to, as soon as it has. */
  function renewing(): { error?: unknown; done?: boolean } {
    const outcome: { error?: unknown; done?: boolean } = {};
    renew().then(
      () => (outcome.done = true),
      (error: unknown) => (outcome.error = error),
    );
    return outcome;
  }

  it('is dead, and overdue, before it begins', () => {
    expect(live.alive).toBe(false);
    expect(live.overdue).toBe(true);
  });

  it('opens the next stream before it gives up the last', async () => {
    const old = await renew();
    const next = await renew();
    expect(live.alive).toBe(true);
    expect([old.closed, next.closed]).toEqual([false, false]);
    old.beat();
    old.beat();
    expect([old.closed, next.closed]).toEqual([true, false]);
  });

  it('expects nothing more of one that is not to be trusted', async () => {
    const old = await renew();
    live.distrust();
    const next = await renew();
    expect([old.closed, next.closed]).toEqual([true, false]);
  });

  it('does not tell items apart by number when one link is left: a topic may start over', async () => {
    const old = await renew();
    const next = await renew();
    old.item(1);
    old.item(2);
    old.beat();
    old.beat();
    next.item(1);
    expect(told).toEqual(['item 1', 'item 2', 'item 1']);
  });

  it('passes on once what both bring, whichever brings it first', async () => {
    const old = await renew();
    old.item(1);
    const next = await renew();
    next.item(3);
    old.item(2);
    next.item(4);
    expect(told).toEqual(['item 1', 'item 2', 'item 3', 'item 4']);

    const third = await renew();
    next.item(5);
    third.item(5);
    third.item(6);
    next.item(6);
    expect(told.slice(4)).toEqual(['item 5', 'item 6']);
    expect([next.closed, third.closed]).toEqual([true, false]);
  });

  it('passes on in order what both bring, however far ahead the next one is', async () => {
    const old = await renew();
    old.item(1);
    const next = await renew();
    next.item(4);
    next.item(5);
    expect(told).toEqual(['item 1']);
    old.item(2);
    expect(told).toEqual(['item 1', 'item 2']);
    old.item(3);
    next.item(6);
    expect(told).toEqual([1, 2, 3, 4, 5, 6].map((sequence) => `item ${String(sequence)}`));
    expect([old.closed, next.closed]).toEqual([true, false]);
  });

  it('waits for no item that will not come', async () => {
    const old = await renew();
    old.item(1);
    const next = await renew();
    next.item(3);
    old.beat();
    old.beat();
    expect(told).toEqual(['item 1', 'item 3']);
    old.item(2);
    const third = await renew();
    third.item(9);
    next.end();
    expect(told.slice(2)).toEqual(['gap', 'item 9']);
  });

  it('has lost nothing that waited when the next one ends', async () => {
    const old = await renew();
    old.item(1);
    const next = await renew();
    next.item(3);
    next.end();
    expect(told).toEqual(['item 1', 'item 3', 'end connection-lost']);
  });

  it('passes on what the next one brings while it is still being opened', async () => {
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
    expect(told).toEqual(['item 1', 'item 2', 'item 3']);
  });

  it('loses nothing to a topic that starts over', async () => {
    const old = await renew();
    for (const sequence of [1, 2, 3]) old.item(sequence);
    for (const sequence of [1, 2]) old.item(sequence);
    expect(told.slice(3)).toEqual(['gap', 'item 1', 'item 2']);

    const next = await renew();
    next.item(3);
    next.skip();
    next.item(3);
    expect(told.slice(6)).toEqual(['item 3', 'gap', 'item 3']);
  });

  it('loses nothing to a topic that starts over between two links', async () => {
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
    expect(told).toEqual(['item 1', 'item 2', 'item 1', 'gap', 'item 2']);
  });

  it('goes on as it was when the next one is refused', async () => {
    const old = await renew();
    network.fail('subscribe', fault('service-unavailable'));
    await expect(renew()).rejects.toMatchObject({ code: 'service-unavailable' });
    expect(live.alive).toBe(true);
    old.item(1);
    expect(told).toEqual(['item 1']);
    expect(network.open).toEqual([old]);
    old.end();
    expect(told).toEqual(['item 1', 'end connection-lost']);
  });

  it('goes on as it was when nobody wants the next one any more', async () => {
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

  it('does not count as open one that has ended by the time it is', async () => {
    const answer = network.hold('subscribe');
    const outcome = renewing();
    await settle();
    network.stream.end(fault('connection-lost'));
    answer.pass();
    await settle();
    expect(outcome.error).toMatchObject({ code: 'connection-lost' });
    expect(live.alive).toBe(false);
    expect(clock.pending).toBe(0);
    expect(told).toEqual([]);
  });

  it('ends when its only stream does', async () => {
    const stream = await renew();
    stream.end(fault('not-authenticated'));
    expect(live.alive).toBe(false);
    expect(told).toEqual(['end not-authenticated']);
    expect(clock.pending).toBe(0);
  });

  it('ends when the next stream does, although the last is still there', async () => {
    const old = await renew();
    const next = await renew();
    next.end();
    expect(live.alive).toBe(false);
    expect(old.closed).toBe(true);
    expect(told).toEqual(['end connection-lost']);
  });

  it('lives on where the last stream dies before it has brought all, and tells of the gap', async () => {
    const old = await renew();
    const next = await renew();
    old.end();
    next.item(1);
    expect(live.alive).toBe(true);
    expect(told).toEqual(['gap', 'item 1']);
  });

  it('keeps two streams at most, however often it is renewed', async () => {
    for (let i = 0; i < 5; i += 1) await renew();
    expect(network.open).toEqual(network.streams.slice(-2));
  });

  it('closes both, says nothing more and leaves no timer', async () => {
    await renew();
    await renew();
    live.close();
    await clock.advance(600_000);
    expect(network.open).toEqual([]);
    expect(clock.pending).toBe(0);
    expect(told).toEqual([]);
    expect(live.alive).toBe(false);
  });

  it('says when it has grown heavy', async () => {
    const stream = await renew();
    for (let i = 0; i < 400; i += 1) stream.item(i, 'x'.repeat(4096));
    expect(told.filter((what) => what === 'heavy')).toHaveLength(1);
  });
});
