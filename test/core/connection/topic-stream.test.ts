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

describe('a link', () => {
  let clock: FakeClock;
  let network: ScriptedNetwork;
  let life: AbortController;
  let told: string[];

  beforeEach(() => {
    clock = new FakeClock();
    network = new ScriptedNetwork();
    life = new AbortController();
    told = [];
  });

  function handlers(): TopicStreamHandlers {
    return {
      onItem: ({ sequence }) => told.push(`item ${String(sequence)}`),
      onGap: () => told.push('gap'),
      onHeavy: () => told.push('heavy'),
      onEnd: ({ code }) => told.push(`end ${code}`),
    };
  }

  async function open(): Promise<{ link: TopicStream; stream: ScriptedStream }> {
    const transport = new ScriptedTransport(network);
    const link = await TopicStream.open(transport, handlers(), clock, life.signal);
    return { link, stream: network.stream };
  }

  /** What opening came to, as soon as it has. */
  function opening(): { error?: unknown } {
    const outcome: { error?: unknown } = {};
    open().catch((error: unknown) => (outcome.error = error));
    return outcome;
  }

  describe('on the way in', () => {
    it('gives up what is half open after ten seconds, and closes it', async () => {
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

    it('closes what is half open as soon as nobody wants it any more', async () => {
      network.hold('subscribe');
      const outcome = opening();
      await settle();
      life.abort();
      await settle();
      expect(outcome.error).toBe(life.signal.reason);
      expect(network.open).toEqual([]);
      expect(clock.pending).toBe(0);
    });

    it('says why it was refused, and leaves nothing behind', async () => {
      network.fail('subscribe', fault('not-permitted'));
      const outcome = opening();
      await settle();
      expect(outcome.error).toMatchObject({ code: 'not-permitted' });
      expect(network.open).toEqual([]);
      expect(clock.pending).toBe(0);
    });

    it('passes on what comes before the answer', async () => {
      const answer = network.hold('subscribe');
      opening();
      await settle();
      network.stream.item(1);
      expect(told).toEqual(['item 1']);
      answer.pass();
    });
  });

  describe('while it lives', () => {
    it('passes items on in order, from whatever number they start', async () => {
      const { stream } = await open();
      for (const sequence of [7, 8, 9]) stream.item(sequence);
      expect(told).toEqual(['item 7', 'item 8', 'item 9']);
    });

    it('drops an item that is delivered twice', async () => {
      const { stream } = await open();
      for (const sequence of [7, 7, 8, 8, 8, 9]) stream.item(sequence);
      expect(told).toEqual(['item 7', 'item 8', 'item 9']);
    });

    it('tells of a gap where a number is skipped, before what comes behind it', async () => {
      const { stream } = await open();
      for (const sequence of [7, 9, 10]) stream.item(sequence);
      expect(told).toEqual(['item 7', 'gap', 'item 9', 'item 10']);
    });

    it('tells of a gap where the numbers start over', async () => {
      const { stream } = await open();
      for (const sequence of [7, 1, 2]) stream.item(sequence);
      expect(told).toEqual(['item 7', 'gap', 'item 1', 'item 2']);
    });

    it.each<[string, string, Partial<LiveItem>]>([
      ['other words', 'other', {}],
      ['another publisher', '7', { publisherId: 'ada' }],
      ['another page', '7', { page: 2 }],
      ['no page at all', '7', { page: undefined }],
    ])('tells of a gap where the last number comes again with %s', async (_, text, origin) => {
      const { stream } = await open();
      stream.item(7, '7', { page: 1 });
      stream.item(7, text, { page: 1, ...origin });
      stream.item(8, '8', { page: 1, ...origin });
      expect(told).toEqual(['item 7', 'gap', 'item 7', 'item 8']);
    });

    it('tells of a gap where the next number is one of another page', async () => {
      const { stream } = await open();
      stream.item(7, '7', { page: 1 });
      stream.item(8, '8', { page: 2 });
      expect(told).toEqual(['item 7', 'gap', 'item 8']);
    });

    it('takes the service’s word for a gap, and any number after it', async () => {
      const { stream } = await open();
      stream.item(7);
      stream.skip();
      stream.item(7);
      stream.item(8);
      expect(told).toEqual(['item 7', 'gap', 'item 7', 'item 8']);
    });

    it('says once that it has grown heavy, by items or by heartbeats alone', async () => {
      const { stream } = await open();
      const text = 'x'.repeat(4096);
      for (let i = 0; i < 80; i += 1) stream.item(i, text);
      expect(told).not.toContain('heavy');
      for (let i = 80; i < 400; i += 1) stream.item(i, text);
      expect(told.filter((what) => what === 'heavy')).toHaveLength(1);

      told = [];
      const { stream: quiet } = await open();
      for (let i = 0; i < 20_000; i += 1) quiet.beat();
      expect(told).toEqual(['heavy']);
    });

    it('ends once, for the reason given, and leaves no timer', async () => {
      const { stream, link } = await open();
      stream.beat();
      stream.end(fault('not-authenticated'));
      link.close();
      await clock.advance(600_000);
      expect(told).toEqual(['end not-authenticated']);
      expect(clock.pending).toBe(0);
    });

    it('ends when the stream falls silent, and closes it', async () => {
      const { stream } = await open();
      stream.beat();
      await clock.advance(30_000);
      expect(told).toEqual(['end connection-lost']);
      expect(stream.closed).toBe(true);
      expect(clock.pending).toBe(0);
    });

    it('is watched even if nothing at all has come', async () => {
      await open();
      await clock.advance(30_000);
      expect(told).toEqual(['end connection-lost']);
    });

    it('takes items for signs of life', async () => {
      const { stream } = await open();
      for (let i = 0; i < 5; i += 1) {
        await clock.advance(29_000);
        stream.item(i);
      }
      expect(told).not.toContain('end connection-lost');
    });

    it('says nothing after it was closed', async () => {
      const { stream, link } = await open();
      link.close();
      await clock.advance(600_000);
      expect(told).toEqual([]);
      expect(stream.closed).toBe(true);
      expect(clock.pending).toBe(0);
    });

    it('says when it is overdue', async () => {
      const { link } = await open();
      expect(link.overdue).toBe(false);
      await clock.advance(15_001);
      expect(link.overdue).toBe(true);
    });
  });

  describe('that leaves the room to another', () => {
    let old: ScriptedStream;
    let next: ScriptedStream;

    beforeEach(async () => {
      const first = await open();
      old = first.stream;
      old.item(7);
      const second = await open();
      next = second.stream;
      first.link.retire(second.link, () => undefined);
      told = [];
    });

    it('stays until it has brought all that the other one has not', () => {
      next.item(10);
      old.item(8);
      expect(old.closed).toBe(false);
      old.item(9);
      expect(old.closed).toBe(true);
      expect(told).toEqual(['item 10', 'item 8', 'item 9']);
    });

    it('closes at the first item that both bring', () => {
      next.item(8);
      old.item(8);
      expect(old.closed).toBe(true);
      expect(next.closed).toBe(false);
    });

    it('does not take numbers of another page for those that the other one brings', () => {
      next.item(1, '1', { page: 2 });
      old.item(8);
      expect(old.closed).toBe(false);
      old.item(9);
      expect(told).toEqual(['item 1', 'item 8', 'item 9']);
    });

    it('closes at the second heartbeat: the first may have been under way, with more behind it', () => {
      old.item(8);
      old.beat();
      expect(old.closed).toBe(false);
      old.beat();
      expect(old.closed).toBe(true);
      expect(told).toEqual(['item 8']);
    });

    it('leaves a gap, and not an end, where it dies too early', () => {
      old.end();
      expect(told).toEqual(['gap']);
      expect(next.closed).toBe(false);
    });

    it('leaves a gap where it falls silent', async () => {
      next.beat();
      await clock.advance(20_000);
      next.beat();
      await clock.advance(10_000);
      expect(told).toEqual(['gap']);
      expect(old.closed).toBe(true);
    });

    it('closes when the service says that it skips something', () => {
      old.skip();
      expect(told).toEqual(['gap']);
      expect(old.closed).toBe(true);
    });

    it('no longer minds its weight', () => {
      for (let i = 8; i < 400; i += 1) old.item(i, 'x'.repeat(4096));
      expect(told).not.toContain('heavy');
    });
  });
});
