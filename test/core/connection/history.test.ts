import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  align,
  fetchTail,
  HistoryPages,
  PAGE_SIZE,
  type Tail,
} from '../../../src/core/connection/history.js';
import { FakeClock } from '../../helpers/fake-clock.js';
import { fault, ScriptedNetwork, ScriptedTransport } from '../../helpers/scripted-transport.js';

const NEVER = new AbortController().signal;

/** `first`, `first + 1`, … up to, and without, `end`. */
function numbers(first: number, end: number): string[] {
  return Array.from({ length: end - first }, (_, index) => String(first + index));
}

describe('the newest part of a list', () => {
  let clock: FakeClock;
  let network: ScriptedNetwork;
  let transport: ScriptedTransport;
  let pages: HistoryPages;
  /** How often each message was read. */
  let reads: Map<string, number>;

  beforeEach(() => {
    clock = new FakeClock();
    network = new ScriptedNetwork();
    transport = new ScriptedTransport(network);
    pages = new HistoryPages(clock);
    network.stored = numbers(0, 1000);
    reads = new Map();
  });

  function fetch(
    reachesBack: (items: readonly string[]) => boolean,
    signal = NEVER,
  ): Promise<Tail<string>> {
    const read = (page: readonly string[]): readonly string[] => {
      for (const item of page) reads.set(item, (reads.get(item) ?? 0) + 1);
      return page;
    };
    return fetchTail(transport, pages, { read, reachesBack }, signal);
  }

  it('is one page, if that is enough', async () => {
    expect(await fetch(() => true)).toEqual({ stored: numbers(900, 1000), hasEarlier: true });
    expect(network.calls).toHaveLength(1);
  });

  it('is all there is, where there is less', async () => {
    network.stored = numbers(0, 7);
    expect(await fetch(() => false)).toEqual({ stored: numbers(0, 7), hasEarlier: false });
  });

  it('goes no further than the room keeps', async () => {
    network.historyLimit = 150;
    expect(await fetch(() => false)).toEqual({ stored: numbers(850, 1000), hasEarlier: false });
    network.historyLimit = 30;
    expect((await fetch(() => false)).stored).toEqual(numbers(970, 1000));
    network.historyLimit = 0;
    expect((await fetch(() => false)).stored).toEqual([]);
  });

  it('has as many messages as the room keeps, where some were stored twice', async () => {
    network.historyLimit = 100;
    network.stored = [...numbers(0, 100), ...numbers(90, 100)];
    expect(new Set((await fetch(() => false)).stored)).toEqual(new Set(numbers(0, 100)));
  });

  it('reaches back page by page until it is enough', async () => {
    const tail = await fetch((items) => items.includes('720'));
    expect(tail.stored).toEqual(numbers(Number(tail.stored[0]), 1000));
    expect(Number(tail.stored[0])).toBeLessThanOrEqual(720);
    expect(Number(tail.stored[0])).toBeGreaterThan(720 - 2 * PAGE_SIZE);
  });

  it('takes few calls for a long one, and reads each message once', async () => {
    network.stored = numbers(0, 10_000);
    network.historyLimit = 10_000;
    expect((await fetch(() => false)).stored).toEqual(network.stored);
    expect(network.calls.length).toBeLessThan(10);
    expect(new Set(reads.values())).toEqual(new Set([1]));
  });

  it('has each message once, though others are stored meanwhile', async () => {
    const tail = await fetch((items) => {
      network.stored = [...network.stored, ...numbers(5000, 5010)];
      return items.includes('750');
    });
    expect(tail.stored).toEqual(numbers(Number(tail.stored[0]), 1000));
  });

  it('joins small pages, though more is stored between two of them than they hold', async () => {
    network.historyLimit = 40;
    network.stored = numbers(0, 40);
    await slowDown(60);
    const tail = await fetch((items) => {
      network.stored = [
        ...network.stored,
        ...numbers(network.stored.length, network.stored.length + 3),
      ];
      return items.includes('5');
    });
    expect(tail.stored).toEqual(numbers(Number(tail.stored[0]), 40));
    expect(Number(tail.stored[0])).toBeLessThanOrEqual(5);
  });

  it('has no hole, though messages are taken out meanwhile', async () => {
    network.stored = numbers(0, 400);
    const tail = await fetch((items) => {
      network.stored = network.stored.slice(0, -20);
      return items.includes('150');
    });
    const left = new Set(network.stored);
    expect(tail.stored.filter((item) => left.has(item))).toEqual(
      network.stored.slice(network.stored.indexOf(tail.stored[0] ?? '')),
    );
    expect(tail.stored).toContain('150');
  });

  it('has no double, where the same words stand at both ends of what two pages share', async () => {
    network.stored = numbers(0, 150).map((text, index) =>
      index === 50 || index === 54 ? 'ok' : text,
    );
    expect((await fetch(() => false)).stored).toEqual(network.stored);
  });

  it('is what is stored, whatever words come again, and whatever comes meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('ok', 'yes', 'no', 'a', 'b', 'c', 'd'), {
          minLength: 100,
          maxLength: 700,
        }),
        fc.array(fc.nat(4), { maxLength: 5 }),
        async (words, growths) => {
          // What brings an id is unlike all else, and every few messages one does.
          network.stored = words.map((word, i) => (i % 3 === 0 ? `${word} ${String(i)}` : word));
          const before = network.stored;
          pages = new HistoryPages(clock);
          const tail = await fetch(() => {
            const growth = growths.shift() ?? 0;
            network.stored = [...network.stored, ...numbers(5000, 5000 + growth)];
            return false;
          });
          expect(tail.stored).toEqual(before);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is fetched no further once nobody waits for it', async () => {
    const abort = new AbortController();
    const tail = fetch(() => {
      abort.abort(new Error('over'));
      return false;
    }, abort.signal);
    await expect(tail).rejects.toThrow('over');
    expect(network.calls).toHaveLength(1);
  });

  /** Lets pages be too slow, until they hold no more than `largest`. */
  async function slowDown(largest: number): Promise<void> {
    const slow = new ScriptedTransport(network);
    const quick = new ScriptedTransport(network);
    transport = slow;
    slow.fetchHistory = async (skip, count) => {
      if (count > largest) {
        await clock.advance(5_000);
        throw fault('service-unavailable');
      }
      // Neither so quick that pages grow, nor too slow.
      await clock.advance(2_000);
      return quick.fetchHistory(skip, count);
    };
    await pages.fetch(transport, 0, 1);
  }

  it('comes in smaller pages over a slow link', async () => {
    network.historyLimit = 100;
    network.stored = numbers(0, 100);
    await slowDown(5);
    expect(await fetch(() => true)).toEqual({ stored: numbers(96, 100), hasEarlier: true });
    expect((await fetch(() => false)).stored).toEqual(numbers(0, 100));
  });

  it('comes in larger pages again when the link is quick again', async () => {
    await slowDown(5);
    await fetch(() => true);
    transport = new ScriptedTransport(network);
    for (let i = 0; i < 5; i += 1) await fetch(() => true);
    expect((await fetch(() => true)).stored).toHaveLength(PAGE_SIZE);
  });

  it('fails at once for another reason than its size', async () => {
    network.fail('fetch', fault('service-unavailable'));
    await expect(fetch(() => true)).rejects.toThrow('service-unavailable');
    expect(network.calls).toHaveLength(1);
  });

  it('fails where even the smallest page is too slow', async () => {
    await slowDown(1);
    await expect(fetch(() => true)).rejects.toThrow('service-unavailable');
  });
});

describe('a page joins what is here', () => {
  it.each([
    ['before it, as expected', ['a', 'b', 'c'], ['b', 'c', 'd'], 2, -1],
    [
      'with more in common than expected, where the list has grown',
      ['b', 'c', 'd'],
      ['b', 'c', 'd', 'e'],
      1,
      0,
    ],
    [
      'in the middle of it, where the list has grown by more than a page',
      ['c', 'd'],
      ['a', 'b', 'c', 'd', 'e'],
      1,
      2,
    ],
    ['with less in common, where something was taken out', ['a', 'b', 'c'], ['c', 'd', 'e'], 2, -2],
    [
      'as expected, where the same words would fit elsewhere',
      ['ok', 'x', 'ok'],
      ['ok', 'x', 'ok', 'y'],
      3,
      0,
    ],
    ['nowhere, where all in common is gone', ['a', 'b'], ['x', 'y'], 1, undefined],
  ])('%s', (_, page, here, expected, at) => {
    expect(align(page, here, expected)).toBe(at);
  });
});
