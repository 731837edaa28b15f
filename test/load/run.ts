import { launch, type Browser } from 'puppeteer-core';
import { startLocalMomento } from '../../src/local-momento/index.js';
import { serializeMessage } from '../../src/protocol/message-codec.js';
import { median } from '../bench/report.js';
import { launchOptions } from '../helpers/find-browser.js';
import { startTokenEndpointServer } from '../helpers/token-endpoint-server.js';
import { brotliSize, buildScripts, NAMES, type BuildName } from './builds.js';
import { LAST_MESSAGE, startLoadSite, type Times } from './load-site.js';

/**
 * The time to load the chat and to enter a room, compared with the same code with the entire SDK, and with the SDK
 * alone, which fetches and subscribes, and shows nothing.
 *
 *     npm run bench:load
 *
 * Every sample has its own browser context, without an HTTP cache and compiled code. Compare the ratios, never the
 * milliseconds.
 */

const CACHE = 'instant-messaging';
const ROOM = 'load';
/** A page of history. */
const MESSAGES = 100;
/** The number of samples of each build, by CPU slowdown factor. */
const SAMPLES: ReadonlyMap<number, number> = new Map([
  [1, 15],
  [6, 9],
]);
const MEASURES = ['import', 'ready'] as const;

const scripts = await buildScripts();
const momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 1000 });
const values = Array.from({ length: MESSAGES }, (_, index) =>
  serializeMessage(
    {
      id: `message-${String(index)}`,
      text:
        index === MESSAGES - 1 ? LAST_MESSAGE : `Message ${String(index)}, about as long as most.`,
      author: { id: undefined, name: index % 3 ? 'Grace' : 'Alan', verified: false },
      sentAt: Date.UTC(2026, 0, 5, 8, index),
    },
    index + 1,
  ),
);
momento.direct.listPush({ cache: CACHE, list: ROOM, values });
const site = await startLoadSite(scripts, { room: ROOM, tokenUrl: () => endpoint.url });
const endpoint = await startTokenEndpointServer({
  grpcPort: momento.grpcPort,
  webUrl: momento.webUrl,
  allowedOrigins: [site.origin],
});
const browser = await launch(await launchOptions());

try {
  const medians = new Map<string, number>();
  for (const [slowdown, samples] of SAMPLES) {
    const times = new Map<BuildName, Times[]>(NAMES.map((name) => [name, []]));
    // The first round warms up the machine and is not counted.
    for (let round = -1; round < samples; round += 1) {
      for (const turn of NAMES.keys()) {
        // The order changes, so that it does not favour a build.
        const index = (turn + round + NAMES.length) % NAMES.length;
        const name = NAMES[index] ?? 'momento-chat';
        const sample = await load(browser, index, slowdown);
        if (round >= 0) times.get(name)?.push(sample);
      }
    }
    for (const [name, all] of times) {
      for (const measure of MEASURES) {
        medians.set(key(name, measure, slowdown), median(all.map((sample) => sample[measure])));
      }
    }
  }
  print(medians);
} finally {
  await browser.close();
  await endpoint.close();
  await site.close();
  await momento.close();
}

/** Loads a build's page as on a first visit. */
async function load(browser: Browser, index: number, slowdown: number): Promise<Times> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.goto(`${site.origin}/page-${String(index)}`);
    await page.emulateCPUThrottling(slowdown);
    return await page.evaluate(() => window.start());
  } finally {
    await context.close();
  }
}

function print(medians: ReadonlyMap<string, number>): void {
  const counts = [...SAMPLES].map(
    ([slowdown, count]) => `${String(count)} at ${String(slowdown)}x`,
  );
  console.log(
    `Medians of ${counts.join(', ')} CPU slowdown, in ms; from loopback, ${site.compressed ? 'brotli' : 'uncompressed'}.`,
  );
  const columns = [...SAMPLES.keys()].flatMap((slowdown) =>
    MEASURES.map((measure) => ({ measure, slowdown })),
  );
  const titles = columns.map(({ measure, slowdown }) => `${measure} @${String(slowdown)}x`);
  console.log(line('', ['brotli KB', ...titles]));
  for (const name of NAMES) {
    const cells = columns.map(({ measure, slowdown }) => {
      const value = medians.get(key(name, measure, slowdown)) ?? NaN;
      return `${value.toFixed(0)} ${ratio(medians, name, measure, slowdown)}`;
    });
    console.log(line(name, [(brotliSize(scripts[name]) / 1000).toFixed(1), ...cells]));
  }
  console.log(
    '×: time of momento-chat relative to this build. ready: history painted, composer usable; bare: both responses received.\n',
  );
  const results = [
    ...(['import', 'ready'] as const).flatMap((measure) =>
      [...SAMPLES.keys()].flatMap((slowdown) => [
        `${measure}-vs-naive@${String(slowdown)}x=${ratio(medians, 'naive build', measure, slowdown)}`,
        `${measure}-vs-sdk@${String(slowdown)}x=${ratio(medians, 'bare SDK', measure, slowdown)}`,
        `${measure}-vs-trimmed-sdk@${String(slowdown)}x=${ratio(medians, 'bare SDK, trimmed', measure, slowdown)}`,
      ]),
    ),
  ];
  console.log(results.join(' ').replaceAll('×', ''));
}

function ratio(
  medians: ReadonlyMap<string, number>,
  name: BuildName,
  measure: keyof Times,
  slowdown: number,
): string {
  const ours = medians.get(key('momento-chat', measure, slowdown)) ?? NaN;
  return `×${(ours / (medians.get(key(name, measure, slowdown)) ?? NaN)).toFixed(2)}`;
}

function key(name: BuildName, measure: keyof Times, slowdown: number): string {
  return `${name} ${measure} ${String(slowdown)}`;
}

function line(title: string, cells: readonly string[]): string {
  return title.padEnd(20) + cells.map((cell) => cell.padStart(16)).join('');
}

declare global {
  interface Window {
    /** Set by the measured pages. */
    start: () => Promise<Times>;
  }
}
