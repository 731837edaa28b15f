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

/** The numbers from `first` to `end`, without `end`. */
function numbers(first: number, end: number): string[] {
  return Array.from({ length: end - first }, (_, index) => String(first + index));
}

describe('the newest part of a list', () => {
  let clock: FakeClock;
  let network: ScriptedNetwork;
  let transport: ScriptedTransport;
  let pages: HistoryPages;
  /** The number of reads of each message. */
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

  it('is one page if that is enough', async () => {
    expect(await fetch(() => true)).toEqual({ stored: numbers(900, 1000), hasEarlier: true });
    expect(network.calls).toHaveLength(1);
  });

  it('is the whole list if that is less than a page', async () => {
    network.stored = numbers(0, 7);
    expect(await fetch(() => false)).toEqual({ stored: numbers(0, 7), hasEarlier: false });
  });

  it('has at most as many messages as the room keeps', async () => {
    network.historyLimit = 150;
    expect(await fetch(() => false)).toEqual({ stored: numbers(850, 1000), hasEarlier: false });
    network.historyLimit = 30;
    expect((await fetch(() => false)).stored).toEqual(numbers(970, 1000));
    network.historyLimit = 0;
    expect((await fetch(() => false)).stored).toEqual([]);
  });

  it('has as many messages as the room keeps even if some were stored twice', async () => {
    network.historyLimit = 100;
    network.stored = [...numbers(0, 100), ...numbers(90, 100)];
    expect(new Set((await fetch(() => false)).stored)).toEqual(new Set(numbers(0, 100)));
  });

  it('reaches back page by page until `reachesBack` agrees', async () => {
    const tail = await fetch((items) => items.includes('720'));
    expect(tail.stored).toEqual(numbers(Number(tail.stored[0]), 1000));
    expect(Number(tail.stored[0])).toBeLessThanOrEqual(720);
    expect(Number(tail.stored[0])).toBeGreaterThan(720 - 2 * PAGE_SIZE);
  });

  it('takes few calls for a long list, and reads each message once', async () => {
    network.stored = numbers(0, 10_000);
    network.historyLimit = 10_000;
    expect((await fetch(() => false)).stored).toEqual(network.stored);
    expect(network.calls.length).toBeLessThan(10);
    expect(new Set(reads.values())).toEqual(new Set([1]));
  });

  it('has each message once while others are being stored', async () => {
    const tail = await fetch((items) => {
      network.stored = [...network.stored, ...numbers(5000, 5010)];
      return items.includes('750');
    });
    expect(tail.stored).toEqual(numbers(Number(tail.stored[0]), 1000));
  });

  it('joins small pages even if more than a page is stored between two fetches', async () => {
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

  it('has no gap while messages are being removed', async () => {
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

  it('has no duplicate if a text occurs at both ends of the overlap of two pages', async () => {
    network.stored = numbers(0, 150).map((text, index) =>
      index === 50 || index === 54 ? 'ok' : text,
    );
    expect((await fetch(() => false)).stored).toEqual(network.stored);
  });

  it('equals the stored list with any repeated texts and any messages stored meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('ok', 'yes', 'no', 'a', 'b', 'c', 'd'), {
          minLength: 100,
          maxLength: 700,
        }),
        fc.array(fc.nat(4), { maxLength: 5 }),
        async (words, growths) => {
          // Every third message is unique, as one with an id is.
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

  it('fetches no further page after an abort', async () => {
    const abort = new AbortController();
    const tail = fetch(() => {
      abort.abort(new Error('over'));
      return false;
    }, abort.signal);
    await expect(tail).rejects.toThrow('over');
    expect(network.calls).toHaveLength(1);
  });

  /** Makes pages time out that hold more than `largest` messages. */
  async function slowDown(largest: number): Promise<void> {
    const slow = new ScriptedTransport(network);
    const quick = new ScriptedTransport(network);
    transport = slow;
    slow.fetchHistory = async (skip, count) => {
      if (count > largest) {
        await clock.advance(5_000);
        throw fault('service-unavailable');
      }
      // Fast enough to pass, too slow for larger pages.
      await clock.advance(2_000);
      return quick.fetchHistory(skip, count);
    };
    await pages.fetch(transport, 0, 1);
  }

  it('comes in smaller pages over a slow network', async () => {
    network.historyLimit = 100;
    network.stored = numbers(0, 100);
    await slowDown(5);
    expect(await fetch(() => true)).toEqual({ stored: numbers(96, 100), hasEarlier: true });
    expect((await fetch(() => false)).stored).toEqual(numbers(0, 100));
  });

  it('comes in larger pages again when the network is fast again', async () => {
    await slowDown(5);
    await fetch(() => true);
    transport = new ScriptedTransport(network);
    for (let i = 0; i < 5; i += 1) await fetch(() => true);
    expect((await fetch(() => true)).stored).toHaveLength(PAGE_SIZE);
  });

  it('fails at once if the page size is not the reason', async () => {
    network.fail('fetch', fault('service-unavailable'));
    await expect(fetch(() => true)).rejects.toThrow('service-unavailable');
    expect(network.calls).toHaveLength(1);
  });

  it('fails if even the smallest page is too slow', async () => {
    await slowDown(1);
    await expect(fetch(() => true)).rejects.toThrow('service-unavailable');
  });
});

describe('a page joins the known messages', () => {
  it.each([
    ['before them, as expected', ['a', 'b', 'c'], ['b', 'c', 'd'], 2, -1],
    [
      'with a larger overlap than expected if the list has grown',
      ['b', 'c', 'd'],
      ['b', 'c', 'd', 'e'],
      1,
      0,
    ],
    [
      'in their middle if the list has grown by more than a page',
      ['c', 'd'],
      ['a', 'b', 'c', 'd', 'e'],
      1,
      2,
    ],
    ['with a smaller overlap if messages were removed', ['a', 'b', 'c'], ['c', 'd', 'e'], 2, -2],
    [
      'as expected even if the same texts would fit elsewhere',
      ['ok', 'x', 'ok'],
      ['ok', 'x', 'ok', 'y'],
      3,
      0,
    ],
    ['nowhere without an overlap', ['a', 'b'], ['x', 'y'], 1, undefined],
  ])('%s', (_, page, here, expected, at) => {
    expect(align(page, here, expected)).toBe(at);
  });
});
