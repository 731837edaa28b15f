import { beforeEach, describe, expect, it } from 'vitest';
import { fetchTail, PAGE_SIZE } from '../../src/room/history.js';
import { ScriptedNetwork, ScriptedTransport } from '../helpers/scripted-transport.js';

const NEVER = new AbortController().signal;

/** `first`, `first + 1`, … up to, and without, `end`. */
function numbers(first: number, end: number): string[] {
  return Array.from({ length: end - first }, (_, index) => String(first + index));
}

describe('the newest part of a list', () => {
  let network: ScriptedNetwork;
  let transport: ScriptedTransport;

  beforeEach(() => {
    network = new ScriptedNetwork();
    transport = new ScriptedTransport(network);
    network.stored = numbers(0, 1000);
  });

  it('is one page, if that is enough', async () => {
    const tail = await fetchTail(transport, () => true, NEVER);
    expect(tail).toEqual({ stored: numbers(900, 1000), hasEarlier: true, isWhole: false });
    expect(network.calls).toHaveLength(1);
  });

  it('is all there is, where there is less', async () => {
    network.stored = numbers(0, 7);
    const tail = await fetchTail(transport, () => false, NEVER);
    expect(tail).toEqual({ stored: numbers(0, 7), hasEarlier: false, isWhole: true });
  });

  it('goes no further than the room keeps', async () => {
    network.historyLimit = 150;
    const tail = await fetchTail(transport, () => false, NEVER);
    expect(tail).toEqual({ stored: numbers(850, 1000), hasEarlier: false, isWhole: false });
    network.historyLimit = 30;
    expect((await fetchTail(transport, () => false, NEVER)).stored).toEqual(numbers(970, 1000));
  });

  it('reaches back page by page until it is enough', async () => {
    const tail = await fetchTail(transport, (stored) => stored.includes('720'), NEVER);
    expect(tail.stored).toEqual(numbers(Number(tail.stored[0]), 1000));
    expect(Number(tail.stored[0])).toBeLessThanOrEqual(720);
    expect(Number(tail.stored[0])).toBeGreaterThan(720 - PAGE_SIZE);
  });

  it('has each message once, though others are stored meanwhile', async () => {
    const tail = await fetchTail(
      transport,
      (stored) => {
        network.stored = [...network.stored, ...numbers(5000, 5010)];
        return stored.includes('750');
      },
      NEVER,
    );
    expect(tail.stored).toEqual(numbers(Number(tail.stored[0]), 1000));
  });

  it('has no hole, though messages are taken out meanwhile', async () => {
    network.stored = numbers(0, 400);
    const tail = await fetchTail(
      transport,
      (stored) => {
        network.stored = network.stored.slice(0, -20);
        return stored.includes('150');
      },
      NEVER,
    );
    expect(tail.stored).toEqual(network.stored);
    expect(tail.hasEarlier).toBe(false);
  });

  it('is fetched no further once nobody waits for it', async () => {
    const abort = new AbortController();
    const fetch = fetchTail(
      transport,
      () => {
        abort.abort(new Error('over'));
        return false;
      },
      abort.signal,
    );
    await expect(fetch).rejects.toThrow('over');
    expect(network.calls).toHaveLength(1);
  });
});
