import type { Page } from 'puppeteer-core';
import { median, type Row } from './report.js';
import { ROOM_MEASURES, type RoomMeasure } from './room-bench.js';

const ROUNDS = 10;
/** No round begins after this time, in ms: fewer measurements are better than none. */
const TIME_LIMIT_MS = 60_000;

export interface RoomRows {
  readonly rows: readonly Row[];
  readonly rounds: number;
  /** The elements of the whole chat in the largest room. */
  readonly elements: number;
  /** For each operation, its time in the largest room relative to that in the smallest one. */
  readonly growth: ReadonlyMap<RoomMeasure, number>;
}

/** Measures the whole chat in rooms with three reactions for each message. */
export async function measureRooms(page: Page, sizes: readonly number[]): Promise<RoomRows> {
  await page.evaluate(
    (largest) => {
      globalThis.roomBench = createRoomBench(largest);
    },
    Math.max(...sizes),
  );
  const elements: number[] = [];
  for (const size of sizes) {
    elements.push(await page.evaluate((size) => roomBench.open(size), size));
    await page.evaluate(() => roomBench.clear());
  }
  // A first round, so that compiling and caching are not measured.
  await page.evaluate((size) => roomBench.round([size]), sizes[0] ?? 0);
  const times = new Map<string, number[]>();
  const end = performance.now() + TIME_LIMIT_MS;
  let rounds = 0;
  for (; rounds < ROUNDS && performance.now() < end; rounds += 1) {
    // In changing order, so that it does not favour a size.
    const turned = sizes.map((_, index) => sizes[(index + rounds) % sizes.length] ?? 0);
    const samples = await page.evaluate((sizes) => roomBench.round(sizes), turned);
    for (const { size, measure, times: more } of samples) {
      const id = key(size, measure);
      times.set(id, [...(times.get(id) ?? []), ...more]);
    }
  }
  const rows = ROOM_MEASURES.map((measure) => {
    const list = sizes.map((size) => median(times.get(key(size, measure)) ?? []));
    return { title: measure, unit: 'ms', digits: 2, values: { list } };
  });
  const growth = new Map(
    rows.map(({ title, values: { list } }) => [title, (list.at(-1) ?? NaN) / (list[0] ?? NaN)]),
  );
  const count = {
    title: 'elements of the chat',
    unit: 'total',
    digits: 0,
    values: { list: elements },
  };
  return { rows: [...rows, count], rounds, elements: elements.at(-1) ?? NaN, growth };
}

function key(size: number, measure: RoomMeasure): string {
  return `${String(size)} ${measure}`;
}
