import { beforeEach, describe, expect, it } from 'vitest';
import { authenticate } from '../../src/local-momento/engine/callers.js';
import { Engine } from '../../src/local-momento/engine/engine.js';
import type { Subscriber } from '../../src/local-momento/engine/topics.js';
import { FakeClock } from '../helpers/engine-fake-clock.js';

const MINUTE = 60_000;
const HEARTBEAT_MS = 1000;

describe('the engine, as time goes by', () => {
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

    it('runs from the first push when later ones do not refresh it', () => {
      push('a', MINUTE, false);
      clock.advance(MINUTE / 2);
      push('b', MINUTE, false);
      clock.advance(MINUTE / 2);
      expect(length()).toBeUndefined();
    });

    it('runs from the last push when that refreshes it', () => {
      push('a', MINUTE, true);
      clock.advance(MINUTE / 2);
      push('b', MINUTE, true);
      clock.advance(MINUTE / 2);
      expect(length()).toBe(2);
    });

    it('belongs to the new list after the old one has expired', () => {
      push('a', MINUTE, false);
      clock.advance(MINUTE);
      expect(push('b', MINUTE, false)).toBe(1);
      clock.advance(MINUTE - 1);
      expect(length()).toBe(1);
    });
  });

  describe('tokens', () => {
    it('hold for as long as they were made for, and not a second more', () => {
      const { token, expiresAt } = engine.tokens.issue({ permissions: [], validForSeconds: 60 });
      expect(expiresAt).toBe(clock.now() / 1000 + 60);
      clock.advance(MINUTE - 1);
      expect(authenticate(engine.tokens, token, false).expiresAtMs).toBe(expiresAt * 1000);
      clock.advance(1);
      expect(() => authenticate(engine.tokens, token, false)).toThrow(/expired/);
    });

    it('are believed by an engine with the same API key, and by no other', () => {
      const options = { clock, caches: [], heartbeatMs: HEARTBEAT_MS, backlogSize: 3 };
      const { token } = engine.tokens.issue({ permissions: [], validForSeconds: 60 });
      const sameKey = new Engine({ ...options, apiKey: 'the key' });
      const otherKey = new Engine({ ...options, apiKey: 'another key' });
      expect(sameKey.tokens.verify(token).permissions).toEqual([]);
      expect(() => otherKey.tokens.verify(token)).toThrow(/not issued here/);
    });

    it('cannot be made to open more', () => {
      const { token } = engine.tokens.issue({ permissions: [], validForSeconds: 60 });
      const [header, , signature] = token.split('.');
      const forged = { exp: 9e9, id: 'eve', permissions: [{ role: 'readwrite' }] };
      const payload = Buffer.from(JSON.stringify(forged)).toString('base64url');
      expect(() => engine.tokens.verify(`${header}.${payload}.${signature}`)).toThrow(
        /not issued here/,
      );
    });

    it.each([0, -1, 25 * 3600 + 1, NaN])('cannot be made for %d seconds', (validForSeconds) => {
      expect(() => engine.tokens.issue({ permissions: [], validForSeconds })).toThrow(/valid for/);
    });

    it('name their bearer in at most 64 characters', () => {
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

    /** Subscribes, and writes down what arrives. */
    function listen(sequenceNumber = 0, sequencePage = 0) {
      const heard: string[] = [];
      const subscriber: Subscriber = {
        item: (item) => heard.push(`item ${item.sequenceNumber}`),
        discontinuity: (gap) =>
          heard.push(`gap ${gap.lastSequenceNumber} to ${gap.newSequenceNumber}`),
        heartbeat: () => heard.push('heartbeat'),
        end: (reason) => heard.push(reason.status),
      };
      return { heard, stop: topic().subscribe(subscriber, { sequenceNumber, sequencePage }) };
    }

    /** The page that the topic is on now. */
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

    it('send a heartbeat at once and then at the interval, until nobody listens', () => {
      const { heard, stop } = listen();
      expect(heard).toEqual(['heartbeat']);
      clock.advance(HEARTBEAT_MS * 2);
      expect(heard).toEqual(['heartbeat', 'heartbeat', 'heartbeat']);
      stop();
      clock.advance(HEARTBEAT_MS * 5);
      expect(heard).toHaveLength(3);
      expect(clock.pending).toBe(0);
    });

    it('give a newcomer only what is new', () => {
      publish('1', '2');
      const { heard } = listen();
      publish('3');
      expect(heard).toEqual(['heartbeat', 'item 3']);
    });

    it('replay from the number asked for', () => {
      publish('1', '2', '3');
      expect(listen(2).heard).toEqual(['heartbeat', 'item 2', 'item 3']);
      expect(listen(4).heard).toEqual(['heartbeat']);
    });

    it('say what is missing when the backlog no longer reaches back', () => {
      publish('1', '2', '3', '4', '5');
      expect(listen(2).heard).toEqual(['heartbeat', 'gap 1 to 2', 'item 3', 'item 4', 'item 5']);
    });

    it('say so when the number asked for lies ahead of them', () => {
      publish('1');
      expect(listen(7).heard).toEqual(['heartbeat', 'gap 6 to 1']);
    });

    it('begin again on a new page after a reset', () => {
      publish('1', '2');
      const before = currentPage();
      const { heard } = listen();
      topic().reset();
      publish('anew');
      expect(heard).toEqual(['heartbeat', 'gap 3 to 0', 'item 1']);
      expect(currentPage()).toBeGreaterThan(before);
    });

    it('do not take a number of an old page for one of the new', () => {
      publish('1', '2');
      const before = currentPage();
      topic().reset();
      publish('1', '2');
      expect(listen(2, before).heard).toEqual(['heartbeat', 'gap 1 to 0', 'item 1', 'item 2']);
      expect(listen(2, before + 1).heard).toEqual(['heartbeat', 'item 2']);
    });

    it('cannot be resumed across items that were lost', () => {
      publish('1', '2');
      const { heard } = listen();
      topic().skip(5);
      publish('8');
      expect(heard).toEqual(['heartbeat', 'gap 2 to 7', 'item 8']);
      expect(listen(3).heard).toEqual(['heartbeat', 'gap 2 to 7', 'item 8']);
    });

    it('end with the cache', () => {
      const { heard } = listen();
      engine.caches.delete('chat');
      expect(heard).toEqual(['heartbeat', 'NOT_FOUND']);
    });

    it('start on a new page when the memory is lost, even within one second', () => {
      const before = currentPage();
      engine.caches.clear();
      expect(currentPage()).toBeGreaterThan(before);
    });
  });
});
