import { beforeEach, describe, expect, it } from 'vitest';
import type { EarlierState } from '../../../src/views/list-notes.js';
import {
  DEADLINE_MS,
  gather,
  MAX_PAGES,
  PAGE_MS,
  RETRY_MS,
} from '../../../src/views/transcript/gather.js';
import { FakeClock } from '../../helpers/fake-clock.js';

const PAGE = 10;

describe('the way to the beginning of a conversation', () => {
  let clock: FakeClock;
  let list: { messages: { id: string }[]; earlier: EarlierState } | undefined;
  let stored: { id: string }[];
  let asked: number[];
  let seen: number[];
  /** What becomes of a page that is asked for. */
  let answer: () => void;

  function open(count: number): void {
    stored = Array.from({ length: count }, (_, index) => ({ id: String(index) }));
    list = { messages: stored.slice(-PAGE), earlier: count > PAGE ? 'available' : 'none' };
  }

  function deliver(): void {
    const rest = stored.length - (list?.messages.length ?? 0);
    list = {
      messages: stored.slice(Math.max(0, rest - PAGE)),
      earlier: rest > PAGE ? 'available' : 'none',
    };
  }

  function start(signal?: AbortSignal): Promise<boolean | 'stopped'> {
    const ended = gather({
      clock,
      list: () => list,
      more() {
        asked.push(clock.elapsed());
        answer();
      },
      onProgress: (count) => seen.push(count),
      signal,
    });
    return ended.catch((error: unknown) => {
      if (signal?.aborted) return 'stopped';
      throw error;
    });
  }

  /** Lets the time pass until it has ended. */
  async function end(ended: Promise<unknown>): Promise<unknown> {
    let outcome: unknown;
    void ended.then((value) => (outcome = value));
    for (let turns = 0; outcome === undefined && turns < 10_000; turns += 1)
      await clock.advance(50);
    return outcome;
  }

  beforeEach(() => {
    clock = new FakeClock();
    [asked, seen] = [[], []];
    answer = deliver;
  });

  it('asks for nothing where the beginning is here', async () => {
    open(3);
    expect(await end(start())).toBe(true);
    expect(asked).toEqual([]);
  });

  it('asks for a page in each so many ms, until it is here', async () => {
    open(45);
    expect(await end(start())).toBe(true);
    expect(asked).toEqual([0, 1, 2, 3].map((page) => page * PAGE_MS));
    expect(seen).toEqual([20, 30, 40]);
  });

  it('waits for a page that the list is loading', async () => {
    open(25);
    answer = () => list && (list.earlier = 'loading');
    const ended = start();
    await clock.advance(3_000);
    expect(asked).toHaveLength(1);
    answer = deliver;
    deliver();
    expect(await end(ended)).toBe(true);
    expect(asked).toHaveLength(2);
  });

  it('ends where a page fails', async () => {
    open(25);
    answer = () => list && (list.earlier = 'failed');
    expect(await end(start())).toBe(false);
    expect(asked).toHaveLength(1);
  });

  it('tries a page again that had failed before, once', async () => {
    open(25);
    if (list) list.earlier = 'failed';
    expect(await end(start())).toBe(true);
    expect(asked).toHaveLength(2);
    open(25);
    asked = [];
    if (list) list.earlier = 'failed';
    answer = () => undefined;
    expect(await end(start())).toBe(false);
    expect(asked).toHaveLength(1);
  });

  it('asks again where nothing has come of it, and gives up in the end', async () => {
    open(25);
    answer = () => undefined;
    expect(await end(start())).toBe(false);
    expect(asked).toHaveLength(DEADLINE_MS / RETRY_MS);
  });

  it('gives up where the history is not known in time', async () => {
    list = { messages: [], earlier: 'unknown' };
    expect(await end(start())).toBe(false);
    expect(clock.elapsed()).toBeGreaterThanOrEqual(DEADLINE_MS);
  });

  it('fetches so many pages at most, however long the conversation claims to be', async () => {
    open(PAGE * (MAX_PAGES + 50));
    expect(await end(start())).toBe(false);
    expect(asked).toHaveLength(MAX_PAGES);
  });

  it('ends where the conversation has gone', async () => {
    open(45);
    answer = () => (list = undefined);
    expect(await end(start())).toBe(false);
    expect(asked).toHaveLength(1);
  });

  it('can be stopped, and asks for nothing more', async () => {
    open(45);
    const stopping = new AbortController();
    answer = () => {
      deliver();
      stopping.abort();
    };
    expect(await end(start(stopping.signal))).toBe('stopped');
    expect(asked).toHaveLength(1);
  });
});
