import { launch, type CDPSession, type Page } from 'puppeteer-core';
import { launchOptions } from '../helpers/find-browser.js';
import { startBenchSite } from './bench-site.js';
import type { ImplementationName } from './implementations.js';
import type { Measure, Sample } from './page.js';
import { judge } from './limits.js';
import { measureRooms } from './measure-rooms.js';
import { median, printTable, type Row } from './report.js';

/**
 * The cost of a long conversation, compared with a plain `<ul>` to which an `<li>` is appended for every message.
 *
 *     npm run bench
 *
 * Machines differ in speed and load: compare the ratios, never the milliseconds.
 */

const SIZES = [100, 1_000, 10_000];
const NAMES: readonly ImplementationName[] = ['list', 'plain'];
const MEASURES: readonly Measure[] = ['first render', 'live message', 'live message, scrolled up'];
/** Rounds of the widget's list: 200 live messages per operation and size. */
const ROUNDS = 20;
/** The plain list is measured in every fourth round only, because it renders 10,000 messages very slowly. */
const PLAIN_EVERY = 4;
/** No round begins after this time, in ms: fewer measurements are better than none. */
const TIME_LIMIT_MS = 60_000;

/** In the longest conversation; those of a list without windowing grow with it. */
const MAX_ELEMENTS = 1_500;
/** The cost of a live item in the longest conversation, relative to the shortest one. */
const MAX_GROWTH = 1.3;

/** In the longest conversation. */
const PICTURES = 200;
/** Of pictures that have URLs at a time: the cache's 48 MB, and those near the reader. */
const MAX_PICTURE_BYTES = 52_000_000;

/** The heap is measured once a garbage collection frees less than this. */
const SETTLED_BYTES = 1_000;
const MAX_COLLECTIONS = 10;

const site = await startBenchSite();
try {
  const { args = [], ...options } = await launchOptions();
  const browser = await launch({ ...options, args: [...args, '--js-flags=--expose-gc'] });
  try {
    const page = await browser.newPage();
    await page.goto(site.url);
    await run(page);
  } finally {
    await browser.close();
  }
} finally {
  await site.close();
}

async function run(page: Page): Promise<void> {
  await prepare(page);
  const { elements, heap } = await measureSizes(page);
  const times = await measureTimes(page);
  const rows: Row[] = MEASURES.map((measure) => ({
    title: measure,
    unit: 'ms',
    digits: 2,
    values: forEach((name) =>
      SIZES.map((size) => median(times.get(key(name, size, measure)) ?? [])),
    ),
  }));
  printTable(SIZES, [...rows, elements, heap]);
  const live = rows[MEASURES.indexOf('live message')]?.values.list ?? [];
  const rooms = await measureRooms(page, SIZES);
  const { growth } = rooms;
  console.log(
    `\nThe whole chat in rooms with three reactions for each message; medians of ${String(rooms.rounds)} rooms.\n`,
  );
  printTable(SIZES, rooms.rows);
  const pictures = await page.evaluate(
    (length, count) => lookAtPictures(length, count),
    Math.max(...SIZES),
    PICTURES,
  );
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
  console.log(
    `\n${String(pictures.shown)} of ${String(PICTURES)} pictures looked at; of ${megabytes(pictures.allBytes)} MB at most ${megabytes(pictures.urlBytes)} MB had URLs at a time.`,
  );
  console.log();
  const largest = String(SIZES.at(-1));
  judge([
    { name: `elements@${largest}`, value: elements.values.list.at(-1) ?? NaN, limit: MAX_ELEMENTS },
    { name: `chat-elements@${largest}`, value: rooms.elements, limit: MAX_ELEMENTS },
    { name: 'picture-elements', value: pictures.elements, limit: MAX_ELEMENTS },
    { name: 'picture-bytes', value: pictures.urlBytes, limit: MAX_PICTURE_BYTES },
    { name: 'pictures-missed', value: PICTURES - pictures.shown, limit: 0 },
    { name: 'append-ratio', value: (live.at(-1) ?? NaN) / (live[0] ?? NaN), limit: MAX_GROWTH },
    ...(
      [
        ['reaction-ratio', 'live reaction'],
        ['edit-ratio', 'live edit'],
        ['removal-ratio', 'live removal'],
        ['message-ratio', 'live message in the room'],
      ] as const
    ).map(([name, measure]) => ({ name, value: growth.get(measure) ?? NaN, limit: MAX_GROWTH })),
  ]);
}

async function prepare(page: Page): Promise<void> {
  await page.waitForFunction(() => 'createBench' in globalThis);
  const state = await page.evaluate(
    (largest) => {
      globalThis.bench = createBench(largest);
      // Only Lit's development mode keeps a list of its warnings.
      return { isolated: crossOriginIsolated, development: 'litIssuedWarnings' in globalThis };
    },
    Math.max(...SIZES),
  );
  if (!state.isolated) throw new Error('unable to measure; the clock is too coarse');
  if (state.development) throw new Error('unable to measure; Lit is in its development mode');
  // A first round, so that compiling and caching are not measured.
  for (const name of NAMES) await page.evaluate((name) => bench.round(name, [100]), name);
}

/** Implementations and sizes alternate in changing order, so that a slower machine affects all alike. */
async function measureTimes(page: Page): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  const take = ({ name, size, measure, times: more }: Sample): void => {
    const id = key(name, size, measure);
    times.set(id, [...(times.get(id) ?? []), ...more]);
  };
  const end = performance.now() + TIME_LIMIT_MS;
  let rounds = 0;
  for (; rounds < ROUNDS && performance.now() < end; rounds += 1) {
    const sizes = SIZES.map((_, index) => SIZES[(index + rounds) % SIZES.length] ?? 0);
    for (const name of NAMES) {
      if (name === 'plain' && rounds % PLAIN_EVERY > 0) continue;
      const samples = await page.evaluate((name, sizes) => bench.round(name, sizes), name, sizes);
      samples.forEach(take);
    }
  }
  const live = times.get(key('list', SIZES[0] ?? 0, 'live message'))?.length;
  console.log(`Medians of ${String(rounds)} first renders and ${String(live)} live messages.\n`);
  return times;
}

/** Measures the elements and the memory of a conversation. */
async function measureSizes(page: Page): Promise<{ elements: Row; heap: Row }> {
  const devtools = await page.createCDPSession();
  const elements = forEach((): number[] => []);
  const heap = forEach((): number[] => []);
  for (const name of NAMES) {
    for (const size of SIZES) {
      const before = await heapBytes(devtools);
      const count = await page.evaluate((name, size) => bench.open(name, size), name, size);
      elements[name].push(count);
      heap[name].push(((await heapBytes(devtools)) - before) / size);
      await page.evaluate(() => bench.clear());
    }
  }
  return {
    elements: { title: 'elements', unit: 'total', digits: 0, values: elements },
    heap: { title: 'heap', unit: 'bytes per message', digits: 0, values: heap },
  };
}

/** The memory of scripts, and of the browser for their elements. */
async function heapBytes(devtools: CDPSession): Promise<number> {
  let bytes = Infinity;
  // Several rounds: freeing some objects makes others collectable, and elements are freed later.
  for (let rounds = 0; rounds < MAX_COLLECTIONS; rounds += 1) {
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize, embedderHeapUsedSize } = await devtools.send('Runtime.getHeapUsage');
    const before = bytes;
    bytes = usedSize + embedderHeapUsedSize;
    if (rounds > 1 && before - bytes < SETTLED_BYTES) break;
  }
  return bytes;
}

function forEach<T>(make: (name: ImplementationName) => T): Record<ImplementationName, T> {
  return { list: make('list'), plain: make('plain') };
}

function key(name: ImplementationName, size: number, measure: Measure): string {
  return `${name} ${String(size)} ${measure}`;
}
