import { beforeEach, describe, expect, it } from 'vitest';
import type { LiveItem } from '../../../src/transport/transport.js';
import { settle } from '../../helpers/fake-clock.js';
import { fault } from '../../helpers/scripted-transport.js';
import { TopicStreamFixture } from './topic-stream-fixture.js';

describe('a topic stream', () => {
  let fixture: TopicStreamFixture;

  beforeEach(() => {
    fixture = new TopicStreamFixture();
  });

  describe('while it opens', () => {
    it('fails after ten seconds without an answer, and closes the half-open stream', async () => {
      fixture.network.hold('subscribe');
      const outcome = fixture.opening();
      await fixture.clock.advance(9_999);
      expect(outcome.error).toBeUndefined();
      expect(fixture.network.open).toHaveLength(1);
      await fixture.clock.advance(1);
      expect(outcome.error).toMatchObject({ code: 'service-unavailable' });
      expect(fixture.network.open).toEqual([]);
      expect(fixture.clock.pending).toBe(0);
    });

    it('closes a half-open stream on abort', async () => {
      fixture.network.hold('subscribe');
      const outcome = fixture.opening();
      await settle();
      fixture.life.abort();
      await settle();
      expect(outcome.error).toBe(fixture.life.signal.reason);
      expect(fixture.network.open).toEqual([]);
      expect(fixture.clock.pending).toBe(0);
    });

    it('fails with the reason of a refusal, and leaves no stream or timer', async () => {
      fixture.network.fail('subscribe', fault('not-permitted'));
      const outcome = fixture.opening();
      await settle();
      expect(outcome.error).toMatchObject({ code: 'not-permitted' });
      expect(fixture.network.open).toEqual([]);
      expect(fixture.clock.pending).toBe(0);
    });

    it('passes on items that come before the answer', async () => {
      const answer = fixture.network.hold('subscribe');
      fixture.opening();
      await settle();
      fixture.network.stream.item(1);
      expect(fixture.events).toEqual(['item 1']);
      answer.pass();
    });
  });

  describe('while it is open', () => {
    it('passes items on in order, from any first number', async () => {
      const { stream } = await fixture.open();
      for (const sequence of [7, 8, 9]) stream.item(sequence);
      expect(fixture.events).toEqual(['item 7', 'item 8', 'item 9']);
    });

    it('drops an item that is delivered twice', async () => {
      const { stream } = await fixture.open();
      for (const sequence of [7, 7, 8, 8, 8, 9]) stream.item(sequence);
      expect(fixture.events).toEqual(['item 7', 'item 8', 'item 9']);
    });

    it('reports a gap where a number is skipped, before the next item', async () => {
      const { stream } = await fixture.open();
      for (const sequence of [7, 9, 10]) stream.item(sequence);
      expect(fixture.events).toEqual(['item 7', 'gap', 'item 9', 'item 10']);
    });

    it('reports a gap where the numbers start over', async () => {
      const { stream } = await fixture.open();
      for (const sequence of [7, 1, 2]) stream.item(sequence);
      expect(fixture.events).toEqual(['item 7', 'gap', 'item 1', 'item 2']);
    });

    it.each<[string, string, Partial<LiveItem>]>([
      ['another text', 'other', {}],
      ['another publisher', '7', { publisherId: 'ada' }],
      ['another page', '7', { page: 2 }],
      ['no page at all', '7', { page: undefined }],
    ])('reports a gap where the last number comes again with %s', async (_, text, origin) => {
      const { stream } = await fixture.open();
      stream.item(7, '7', { page: 1 });
      stream.item(7, text, { page: 1, ...origin });
      stream.item(8, '8', { page: 1, ...origin });
      expect(fixture.events).toEqual(['item 7', 'gap', 'item 7', 'item 8']);
    });

    it('reports a gap where the next number belongs to another page', async () => {
      const { stream } = await fixture.open();
      stream.item(7, '7', { page: 1 });
      stream.item(8, '8', { page: 2 });
      expect(fixture.events).toEqual(['item 7', 'gap', 'item 8']);
    });

    it('reports a gap on a discontinuity, and accepts any number after it', async () => {
      const { stream } = await fixture.open();
      stream.item(7);
      stream.skip();
      stream.item(7);
      stream.item(8);
      expect(fixture.events).toEqual(['item 7', 'gap', 'item 7', 'item 8']);
    });

    it('reports once that it is heavy, by items or by heartbeats alone', async () => {
      const { stream } = await fixture.open();
      const text = 'x'.repeat(4096);
      for (let i = 0; i < 80; i += 1) stream.item(i, text);
      expect(fixture.events).not.toContain('heavy');
      for (let i = 80; i < 400; i += 1) stream.item(i, text);
      expect(fixture.events.filter((what) => what === 'heavy')).toHaveLength(1);

      fixture.events = [];
      const { stream: quiet } = await fixture.open();
      for (let i = 0; i < 20_000; i += 1) quiet.beat();
      expect(fixture.events).toEqual(['heavy']);
    });

    it('ends once, with the given reason, and leaves no timer', async () => {
      const { stream, topicStream } = await fixture.open();
      stream.beat();
      stream.end(fault('not-authenticated'));
      topicStream.close();
      await fixture.clock.advance(600_000);
      expect(fixture.events).toEqual(['end not-authenticated']);
      expect(fixture.clock.pending).toBe(0);
    });

    it('ends after 30 seconds of silence, and closes the stream', async () => {
      const { stream } = await fixture.open();
      stream.beat();
      await fixture.clock.advance(30_000);
      expect(fixture.events).toEqual(['end connection-lost']);
      expect(stream.closed).toBe(true);
      expect(fixture.clock.pending).toBe(0);
    });

    it('ends after 30 seconds if nothing has come at all', async () => {
      await fixture.open();
      await fixture.clock.advance(30_000);
      expect(fixture.events).toEqual(['end connection-lost']);
    });

    it('counts items as signs of life', async () => {
      const { stream } = await fixture.open();
      for (let i = 0; i < 5; i += 1) {
        await fixture.clock.advance(29_000);
        stream.item(i);
      }
      expect(fixture.events).not.toContain('end connection-lost');
    });

    it('reports nothing after close()', async () => {
      const { stream, topicStream } = await fixture.open();
      topicStream.close();
      await fixture.clock.advance(600_000);
      expect(fixture.events).toEqual([]);
      expect(stream.closed).toBe(true);
      expect(fixture.clock.pending).toBe(0);
    });

    it('is overdue after 15 seconds of silence', async () => {
      const { topicStream } = await fixture.open();
      expect(topicStream.overdue).toBe(false);
      await fixture.clock.advance(15_001);
      expect(topicStream.overdue).toBe(true);
    });
  });
});
