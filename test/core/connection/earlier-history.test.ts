import { beforeEach, describe, expect, it } from 'vitest';
import { EarlierHistory } from '../../../src/core/connection/earlier-history.js';
import { HistoryPages } from '../../../src/core/connection/history.js';
import { FakeClock } from '../../helpers/fake-clock.js';
import { fault, ScriptedNetwork, ScriptedTransport } from '../../helpers/scripted-transport.js';

function numbers(first: number, end: number): string[] {
  return Array.from({ length: end - first }, (_, index) => String(first + index));
}

describe('earlier history', () => {
  let network: ScriptedNetwork;
  let earlier: EarlierHistory;
  /** The messages in the page, unordered. */
  let here: Set<string>;
  let faults: string[];
  let states: string[];

  beforeEach(() => {
    network = new ScriptedNetwork();
    network.stored = numbers(0, 300);
    here = new Set(numbers(200, 300));
    faults = [];
    states = [];
    earlier = new EarlierHistory({
      pages: new HistoryPages(new FakeClock()),
      onPage(stored, joined) {
        if (!joined && !stored.some((item) => here.has(item))) return undefined;
        const before = here.size;
        for (const item of stored) here.add(item);
        return here.size - before;
      },
      onChange: () => states.push(earlier.state),
      onFault: ({ code }) => faults.push(code),
    });
  });

  /** Enters the room with the newest messages. */
  function enter(): void {
    earlier.use(new ScriptedTransport(network));
    earlier.enter({ stored: [...here], hasEarlier: true }, here.size);
  }

  it('comes page by page to the start of the list', async () => {
    enter();
    await earlier.fetch();
    expect(here).toEqual(new Set(numbers(105, 300)));
    await earlier.fetch();
    await earlier.fetch();
    expect(here).toEqual(new Set(numbers(0, 300)));
    expect(states).toEqual([
      'available',
      'loading',
      'available',
      'loading',
      'available',
      'loading',
      'none',
    ]);
    expect(network.calls).toHaveLength(3);
    await earlier.fetch();
    expect(network.calls).toHaveLength(3);
  });

  it('is unknown before the room is entered, and none if everything is here', async () => {
    expect(earlier.state).toBe('unknown');
    await earlier.fetch();
    earlier.use(new ScriptedTransport(network));
    earlier.enter({ stored: [...here], hasEarlier: false }, here.size);
    expect(earlier.state).toBe('none');
    await earlier.fetch();
    expect(network.calls).toEqual([]);
  });

  it('is fetched once for concurrent calls', async () => {
    enter();
    await Promise.all([earlier.fetch(), earlier.fetch()]);
    expect(network.calls).toHaveLength(1);
  });

  it('is found if others have stored messages that were not published', async () => {
    enter();
    network.stored = [...network.stored, ...numbers(5000, 5250)];
    for (const item of numbers(5000, 5250)) here.add(item);
    await earlier.fetch();
    expect(here.has('199')).toBe(true);
  });

  it('leaves no gap if messages were removed', async () => {
    enter();
    network.stored = network.stored.slice(0, -50);
    await earlier.fetch();
    expect([...here].map(Number).sort((a, b) => a - b)).toEqual(numbers(150, 300).map(Number));
  });

  it('leaves no gap if more messages are here than were stored', async () => {
    for (const item of numbers(7000, 7130)) here.add(item);
    enter();
    await earlier.fetch();
    expect(here.has('199')).toBe(true);
    expect(here.has('165')).toBe(true);
  });

  it('fetches a bounded number of pages, however the list changes', async () => {
    enter();
    const transport = new ScriptedTransport(network);
    let fetches = 0;
    transport.fetchHistory = () => {
      fetches += 1;
      return Promise.resolve(
        fetches % 2 ? numbers(200, 300) : numbers(9000, 9100).map(() => '250'),
      );
    };
    earlier.use(transport);
    await earlier.fetch();
    expect(fetches).toBeLessThanOrEqual(20);
  });

  it('continues after old messages were dropped', async () => {
    enter();
    for (let i = 300; i < 400; i += 1) {
      network.stored = [...network.stored, String(i)];
      here.add(String(i));
      earlier.grow();
    }
    for (const item of numbers(200, 350)) here.delete(item);
    earlier.shrink(150);
    await earlier.fetch();
    expect(here).toEqual(new Set(numbers(255, 400)));
  });

  it('reports a failure, and can be retried', async () => {
    enter();
    network.fail('fetch', fault('service-unavailable'));
    await earlier.fetch();
    expect(earlier.state).toBe('failed');
    expect(faults).toEqual(['service-unavailable']);
    await earlier.fetch();
    expect(earlier.state).toBe('available');
    expect(here.has('199')).toBe(true);
  });
});
