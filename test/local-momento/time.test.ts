import { beforeEach, describe, expect, it } from 'vitest';
import { authenticate } from '../../src/local-momento/engine/callers.js';
import { Engine } from '../../src/local-momento/engine/engine.js';
import type { Subscriber } from '../../src/local-momento/engine/topics.js';
import { FakeClock } from '../helpers/engine-fake-clock.js';

const MINUTE = 60_000;
const HEARTBEAT_MS = 1000;

describe('the engine’s clock', () => {
  let clock: FakeClock;
  let engine: Engine;

  beforeEach(() => {
    clock = new FakeClock();
    engine = new Engine({
      clock,
      caches: ['chat'],
      apiKey: 'the key',
      heartbeatMs: HEARTBEAT_MS,
      backlogSize: 3,
    });
  });

  describe('time to live', () => {
    const push = (value: string, ttlMs: number, refresh: boolean) =>
      engine.caches.get('chat').lists.push('room', 'back', [Buffer.from(value)], {
        ttlMs,
        refresh,
        truncateToSize: 0,
      });
    const length = () => engine.caches.get('chat').lists.length('room');

    it('ends to the millisecond', () => {
      engine.caches.get('chat').items.setScalar('k', Buffer.from('v'), MINUTE);
      clock.advance(MINUTE - 1);
      expect(engine.caches.get('chat').items.remainingTtl('k')).toBe(1);
      clock.advance(1);
      expect(engine.caches.get('chat').items.scalar('k')).toBeUndefined();
    });

    it('starts at the first push if later ones do not refresh it', () => {
      push('a', MINUTE, false);
      clock.advance(MINUTE / 2);
      push('b', MINUTE, false);
      clock.advance(MINUTE / 2);
      expect(length()).toBeUndefined();
    });

    it('starts at the last push if that refreshes it', () => {
      push('a', MINUTE, true);
      clock.advance(MINUTE / 2);
      push('b', MINUTE, true);
      clock.advance(MINUTE / 2);
      expect(length()).toBe(2);
    });

    it('of an expired list does not apply to a new one', () => {
      push('a', MINUTE, false);
      clock.advance(MINUTE);
      expect(push('b', MINUTE, false)).toBe(1);
      clock.advance(MINUTE - 1);
      expect(length()).toBe(1);
    });
  });

  describe('tokens', () => {
    it('are valid for the requested time and not a second more', () => {
      const { token, expiresAt } = engine.tokens.issue({ permissions: [], validForSeconds: 60 });
      expect(expiresAt).toBe(clock.now() / 1000 + 60);
      clock.advance(MINUTE - 1);
      expect(authenticate(engine.tokens, token, false).expiresAtMs).toBe(expiresAt * 1000);
      clock.advance(1);
      expect(() => authenticate(engine.tokens, token, false)).toThrow(/expired/);
    });

    it('are accepted by an engine with the same API key and by no other', () => {
      const options = { clock, caches: [], heartbeatMs: HEARTBEAT_MS, backlogSize: 3 };
      const { token } = engine.tokens.issue({ permissions: [], validForSeconds: 60 });
      const sameKey = new Engine({ ...options, apiKey: 'the key' });
      const otherKey = new Engine({ ...options, apiKey: 'another key' });
      expect(sameKey.tokens.verify(token).permissions).toEqual([]);
      expect(() => otherKey.tokens.verify(token)).toThrow(/not issued here/);
    });

    it('are refused if altered', () => {
      const { token } = engine.tokens.issue({ permissions: [], validForSeconds: 60 });
      const [header, , signature] = token.split('.');
      const forged = { exp: 9e9, id: 'eve', permissions: [{ role: 'readwrite' }] };
      const payload = Buffer.from(JSON.stringify(forged)).toString('base64url');
      expect(() => engine.tokens.verify(`${header}.${payload}.${signature}`)).toThrow(
        /not issued here/,
      );
    });

    it.each([0, -1, 25 * 3600 + 1, NaN])('cannot be issued for %d seconds', (validForSeconds) => {
      expect(() => engine.tokens.issue({ permissions: [], validForSeconds })).toThrow(/valid for/);
    });

    it('have an id of at most 64 characters', () => {
      const issue = (tokenId: string) =>
        engine.tokens.issue({ permissions: [], validForSeconds: 60, tokenId });
      expect(engine.tokens.verify(issue('x'.repeat(64)).token).tokenId).toBe('x'.repeat(64));
      expect(() => issue('x'.repeat(65))).toThrow(/64 characters/);
    });
  });

  describe('topics', () => {
    const topic = () => engine.caches.get('chat').topic('room');
    const publish = (...texts: string[]) =>
      texts.forEach((text) => topic().publish({ kind: 'text', text }, ''));

    /** Subscribes and records what the subscriber receives. */
    function listen(sequenceNumber = 0, sequencePage = 0) {
      const received: string[] = [];
      const subscriber: Subscriber = {
        item: (item) => received.push(`item ${item.sequenceNumber}`),
        discontinuity: (gap) =>
          received.push(`gap ${gap.lastSequenceNumber} to ${gap.newSequenceNumber}`),
        heartbeat: () => received.push('heartbeat'),
        end: (reason) => received.push(reason.status),
      };
      return { received, stop: topic().subscribe(subscriber, { sequenceNumber, sequencePage }) };
    }

    /** The topic's current page. */
    function currentPage(): number {
      let page = 0;
      const ignore = () => undefined;
      const subscriber: Subscriber = {
        item: (item) => (page = item.sequencePage),
        discontinuity: ignore,
        heartbeat: ignore,
        end: ignore,
      };
      const stop = topic().subscribe(subscriber, { sequenceNumber: 0, sequencePage: 0 });
      publish('probe');
      stop();
      return page;
    }

    it('send a heartbeat at once and then at the interval, until unsubscribed', () => {
      const { received, stop } = listen();
      expect(received).toEqual(['heartbeat']);
      clock.advance(HEARTBEAT_MS * 2);
      expect(received).toEqual(['heartbeat', 'heartbeat', 'heartbeat']);
      stop();
      clock.advance(HEARTBEAT_MS * 5);
      expect(received).toHaveLength(3);
      expect(clock.pending).toBe(0);
    });

    it('deliver only new items to a new subscriber', () => {
      publish('1', '2');
      const { received } = listen();
      publish('3');
      expect(received).toEqual(['heartbeat', 'item 3']);
    });

    it('replay from the requested number', () => {
      publish('1', '2', '3');
      expect(listen(2).received).toEqual(['heartbeat', 'item 2', 'item 3']);
      expect(listen(4).received).toEqual(['heartbeat']);
    });

    it('send a discontinuity when the backlog no longer holds the requested number', () => {
      publish('1', '2', '3', '4', '5');
      expect(listen(2).received).toEqual(['heartbeat', 'gap 1 to 2', 'item 3', 'item 4', 'item 5']);
    });

    it('send a discontinuity when the requested number is in the future', () => {
      publish('1');
      expect(listen(7).received).toEqual(['heartbeat', 'gap 6 to 1']);
    });

    it('restart on a new page after a reset', () => {
      publish('1', '2');
      const before = currentPage();
      const { received } = listen();
      topic().reset();
      publish('anew');
      expect(received).toEqual(['heartbeat', 'gap 3 to 0', 'item 1']);
      expect(currentPage()).toBeGreaterThan(before);
    });

    it('do not confuse numbers of an old page with those of the new', () => {
      publish('1', '2');
      const before = currentPage();
      topic().reset();
      publish('1', '2');
      expect(listen(2, before).received).toEqual(['heartbeat', 'gap 1 to 0', 'item 1', 'item 2']);
      expect(listen(2, before + 1).received).toEqual(['heartbeat', 'item 2']);
    });

    it('send a discontinuity when resumed across lost items', () => {
      publish('1', '2');
      const { received } = listen();
      topic().skip(5);
      publish('8');
      expect(received).toEqual(['heartbeat', 'gap 2 to 7', 'item 8']);
      expect(listen(3).received).toEqual(['heartbeat', 'gap 2 to 7', 'item 8']);
    });

    it('end when the cache is deleted', () => {
      const { received } = listen();
      engine.caches.delete('chat');
      expect(received).toEqual(['heartbeat', 'NOT_FOUND']);
    });

    it('start on a new page when the data are lost, even within one second', () => {
      const before = currentPage();
      engine.caches.clear();
      expect(currentPage()).toBeGreaterThan(before);
    });
  });
});
