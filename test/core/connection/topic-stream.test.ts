import { beforeEach, describe, expect, it } from 'vitest';
import {
  TopicStream,
  type TopicStreamHandlers,
} from '../../../src/core/connection/topic-stream.js';
import type { LiveItem } from '../../../src/transport/transport.js';
import { FakeClock, settle } from '../../helpers/fake-clock.js';
import {
  fault,
  ScriptedNetwork,
  ScriptedTransport,
  type ScriptedStream,
} from '../../helpers/scripted-transport.js';

describe('a topic stream', () => {
  let clock: FakeClock;
  let network: ScriptedNetwork;
  let life: AbortController;
  let events: string[];

  beforeEach(() => {
    clock = new FakeClock();
    network = new ScriptedNetwork();
    life = new AbortController();
    events = [];
  });

  function handlers(): TopicStreamHandlers {
    return {
      onItem: ({ sequence }) => events.push(`item ${String(sequence)}`),
      onGap: () => events.push('gap'),
      onHeavy: () => events.push('heavy'),
      onEnd: ({ code }) => events.push(`end ${code}`),
    };
  }

  async function open(): Promise<{ topicStream: TopicStream; stream: ScriptedStream }> {
    const transport = new ScriptedTransport(network);
    const topicStream = await TopicStream.open(transport, handlers(), clock, life.signal);
    return { topicStream, stream: network.stream };
  }

  /** Opens a stream and records the error. */
  function opening(): { error?: unknown } {
    const outcome: { error?: unknown } = {};
    open().catch((error: unknown) => (outcome.error = error));
    return outcome;
  }

  describe('while it opens', () => {
    it('fails after ten seconds without an answer, and closes the half-open stream', async () => {
      network.hold('subscribe');
      const outcome = opening();
      await clock.advance(9_999);
      expect(outcome.error).toBeUndefined();
      expect(network.open).toHaveLength(1);
      await clock.advance(1);
      expect(outcome.error).toMatchObject({ code: 'service-unavailable' });
      expect(network.open).toEqual([]);
      expect(clock.pending).toBe(0);
    });

    it('closes a half-open stream on abort', async () => {
      network.hold('subscribe');
      const outcome = opening();
      await settle();
      life.abort();
      await settle();
      expect(outcome.error).toBe(life.signal.reason);
      expect(network.open).toEqual([]);
      expect(clock.pending).toBe(0);
    });

    it('fails with the reason of a refusal, and leaves no stream or timer', async () => {
      network.fail('subscribe', fault('not-permitted'));
      const outcome = opening();
      await settle();
      expect(outcome.error).toMatchObject({ code: 'not-permitted' });
      expect(network.open).toEqual([]);
      expect(clock.pending).toBe(0);
    });

    it('passes on items that come before the answer', async () => {
      const answer = network.hold('subscribe');
      opening();
      await settle();
      network.stream.item(1);
      expect(events).toEqual(['item 1']);
      answer.pass();
    });
  });

  describe('while it is open', () => {
    it('passes items on in order, from any first number', async () => {
      const { stream } = await open();
      for (const sequence of [7, 8, 9]) stream.item(sequence);
      expect(events).toEqual(['item 7', 'item 8', 'item 9']);
    });

    it('drops an item that is delivered twice', async () => {
      const { stream } = await open();
      for (const sequence of [7, 7, 8, 8, 8, 9]) stream.item(sequence);
      expect(events).toEqual(['item 7', 'item 8', 'item 9']);
    });

    it('reports a gap where a number is skipped, before the next item', async () => {
      const { stream } = await open();
      for (const sequence of [7, 9, 10]) stream.item(sequence);
      expect(events).toEqual(['item 7', 'gap', 'item 9', 'item 10']);
    });

    it('reports a gap where the numbers start over', async () => {
      const { stream } = await open();
      for (const sequence of [7, 1, 2]) stream.item(sequence);
      expect(events).toEqual(['item 7', 'gap', 'item 1', 'item 2']);
    });

    it.each<[string, string, Partial<LiveItem>]>([
      ['another text', 'other', {}],
      ['another publisher', '7', { publisherId: 'ada' }],
      ['another page', '7', { page: 2 }],
      ['no page at all', '7', { page: undefined }],
    ])('reports a gap where the last number comes again with %s', async (_, text, origin) => {
      const { stream } = await open();
      stream.item(7, '7', { page: 1 });
      stream.item(7, text, { page: 1, ...origin });
      stream.item(8, '8', { page: 1, ...origin });
      expect(events).toEqual(['item 7', 'gap', 'item 7', 'item 8']);
    });

    it('reports a gap where the next number belongs to another page', async () => {
      const { stream } = await open();
      stream.item(7, '7', { page: 1 });
      stream.item(8, '8', { page: 2 });
      expect(events).toEqual(['item 7', 'gap', 'item 8']);
    });

    it('reports a gap on a discontinuity, and accepts any number after it', async () => {
      const { stream } = await open();
      stream.item(7);
      stream.skip();
      stream.item(7);
      stream.item(8);
      expect(events).toEqual(['item 7', 'gap', 'item 7', 'item 8']);
    });

    it('reports once that it is heavy, by items or by heartbeats alone', async () => {
      const { stream } = await open();
      const text = 'x'.repeat(4096);
      for (let i = 0; i < 80; i += 1) stream.item(i, text);
      expect(events).not.toContain('heavy');
      for (let i = 80; i < 400; i += 1) stream.item(i, text);
      expect(events.filter((what) => what === 'heavy')).toHaveLength(1);

      events = [];
      const { stream: quiet } = await open();
      for (let i = 0; i < 20_000; i += 1) quiet.beat();
      expect(events).toEqual(['heavy']);
    });

    it('ends once, with the given reason, and leaves no timer', async () => {
      const { stream, topicStream } = await open();
      stream.beat();
      stream.end(fault('not-authenticated'));
      topicStream.close();
      await clock.advance(600_000);
      expect(events).toEqual(['end not-authenticated']);
      expect(clock.pending).toBe(0);
    });

    it('ends after 30 seconds of silence, and closes the stream', async () => {
      const { stream } = await open();
      stream.beat();
      await clock.advance(30_000);
      expect(events).toEqual(['end connection-lost']);
      expect(stream.closed).toBe(true);
      expect(clock.pending).toBe(0);
    });

    it('ends after 30 seconds if nothing has come at all', async () => {
      await open();
      await clock.advance(30_000);
      expect(events).toEqual(['end connection-lost']);
    });

    it('counts items as signs of life', async () => {
      const { stream } = await open();
      for (let i = 0; i < 5; i += 1) {
        await clock.advance(29_000);
        stream.item(i);
      }
      expect(events).not.toContain('end connection-lost');
    });

    it('reports nothing after close()', async () => {
      const { stream, topicStream } = await open();
      topicStream.close();
      await clock.advance(600_000);
      expect(events).toEqual([]);
      expect(stream.closed).toBe(true);
      expect(clock.pending).toBe(0);
    });

    it('is overdue after 15 seconds of silence', async () => {
      const { topicStream } = await open();
      expect(topicStream.overdue).toBe(false);
      await clock.advance(15_001);
      expect(topicStream.overdue).toBe(true);
    });
  });

  describe('that another one replaces', () => {
    let old: ScriptedStream;
    let next: ScriptedStream;

    beforeEach(async () => {
      const first = await open();
      old = first.stream;
      old.item(7);
      const second = await open();
      next = second.stream;
      first.topicStream.retire(second.topicStream, () => undefined);
      events = [];
    });

    it('stays open until it has passed on the items that the new one missed', () => {
      next.item(10);
      old.item(8);
      expect(old.closed).toBe(false);
      old.item(9);
      expect(old.closed).toBe(true);
      expect(events).toEqual(['item 10', 'item 8', 'item 9']);
    });

    it('closes at the first item that both receive', () => {
      next.item(8);
      old.item(8);
      expect(old.closed).toBe(true);
      expect(next.closed).toBe(false);
    });

    it('does not compare its numbers with those of another page', () => {
      next.item(1, '1', { page: 2 });
      old.item(8);
      expect(old.closed).toBe(false);
      old.item(9);
      expect(events).toEqual(['item 1', 'item 8', 'item 9']);
    });

    it('closes at the second heartbeat, because items may follow one that was already under way', () => {
      old.item(8);
      old.beat();
      expect(old.closed).toBe(false);
      old.beat();
      expect(old.closed).toBe(true);
      expect(events).toEqual(['item 8']);
    });

    it('reports a gap instead of an end if it ends too early', () => {
      old.end();
      expect(events).toEqual(['gap']);
      expect(next.closed).toBe(false);
    });

    it('reports a gap if it falls silent', async () => {
      next.beat();
      await clock.advance(20_000);
      next.beat();
      await clock.advance(10_000);
      expect(events).toEqual(['gap']);
      expect(old.closed).toBe(true);
    });

    it('closes on a discontinuity', () => {
      old.skip();
      expect(events).toEqual(['gap']);
      expect(old.closed).toBe(true);
    });

    it('does not report that it is heavy', () => {
      for (let i = 8; i < 400; i += 1) old.item(i, 'x'.repeat(4096));
      expect(events).not.toContain('heavy');
    });
  });
});
