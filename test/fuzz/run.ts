import { parseArgs } from 'node:util';
import fc from 'fast-check';
import type { Channel } from './channels/channel.js';
import { CHANNELS } from './channels/index.js';
import { smallest } from './smallest.js';
import { createWorld, type World } from './world.js';

/**
 * Feeds real elements, in a page under the documented content security policy, with hostile data from every source:
 * users, servers, the page and storage. No case may throw, violate the policy or become an element, and each invalid
 * item must be counted in `droppedCount`.
 *
 *     npm run fuzz -- --seed 7 --cases 20000
 */

/** A heap that grows by more than this factor after the warm-up has a leak. */
const MAX_HEAP_RATIO = 2;
/** The share of all cases before the heap is measured for the first time. */
const WARM_UP = 0.2;
/** A batch that takes longer, in ms, has blocked the page. */
const BATCH_DEADLINE_MS = 45_000;
/** The run stops after this many findings. */
const MAX_FINDINGS = 5;
/** The longest time for finding a smaller reproduction, in ms. */
const SHRINKING_MS = 60_000;
/** The number of cases per line of progress. */
const PROGRESS_CASES = 5000;
/** The number of characters of a finding that are printed. */
const PRINTED_LENGTH = 600;

interface Batch {
  readonly channel: Channel<unknown>;
  /** The number of its first case in the run. */
  readonly first: number;
  /** fast-check's seed for these cases. */
  readonly seed: number;
  readonly cases: readonly unknown[];
}

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
    cases: { type: 'string', default: '20000' },
    /** A channel's name or a prefix of it. */
    only: { type: 'string', default: '' },
  },
});
const seed = Number(values.seed);
const total = Number(values.cases);
console.log(`seed ${String(seed)} · ${String(total)} cases`);

const counts = { exceptions: 0, violations: 0, 'elements-from-content': 0, other: 0 };
const world = await createWorld();
let warm: number | undefined;
let fed = 0;
let findings = 0;
try {
  for (const batch of batches()) {
    const complaints = await feed(world, batch.channel, batch.cases);
    fed += batch.cases.length;
    if (
      Math.floor(fed / PROGRESS_CASES) > Math.floor((fed - batch.cases.length) / PROGRESS_CASES)
    ) {
      console.log(
        `  ${String(fed)} cases · heap ${((await heapBytes(world)) / 1e6).toFixed(1)} MB`,
      );
    }
    if (complaints.length > 0) {
      findings += 1;
      for (const complaint of new Set(complaints)) count(complaint);
      await report(batch, complaints);
      if (findings === MAX_FINDINGS) break;
    }
    if (fed >= WARM_UP * total) warm ??= await heapBytes(world);
  }
  const ratio = (await heapBytes(world)) / (warm ?? NaN);
  if (!(ratio <= MAX_HEAP_RATIO) || findings > 0) process.exitCode = 1;
  const { other, ...named } = counts;
  const parts = Object.entries(other > 0 ? { ...named, other } : named).map(
    ([name, number]) => `${name}=${String(number)}`,
  );
  console.log(`cases=${String(fed)} ${parts.join(' ')} heap-ratio=${ratio.toFixed(2)}`);
} finally {
  await world.close();
}

/** Alternates the channels, so that each is fed throughout the run. */
function* batches(): Generator<Batch> {
  const chosen = CHANNELS.filter(({ name }) => name.startsWith(values.only));
  const given = new Map(chosen.map((channel) => [channel, 0]));
  for (let first = 0, turn = 0; first < total; turn += 1) {
    // The channel that is farthest behind its share.
    const [[channel, count]] = [...given].sort(
      ([a, countA], [b, countB]) => countA / a.share - countB / b.share,
    ) as [[Channel<unknown>, number]];
    const numRuns = Math.min(channel.batch, total - first);
    const batchSeed = (seed * 100_003 + turn) | 0;
    const cases = fc.sample(channel.cases, { seed: batchSeed, numRuns });
    yield { channel, first, seed: batchSeed, cases };
    given.set(channel, count + numRuns);
    first += numRuns;
  }
}

/** Feeds a batch, and resets the page. @returns one line per defect */
async function feed(
  world: World,
  channel: Channel<unknown>,
  cases: readonly unknown[],
): Promise<string[]> {
  world.complaints.length = 0;
  world.ownLines.length = 0;
  const complaints: string[] = [];
  const deadline = new AbortController();
  const late = new Promise<string[]>((resolve) => {
    const timer = setTimeout(resolve, BATCH_DEADLINE_MS, ['exception the page does not answer']);
    deadline.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  const work = async (): Promise<string[]> => [
    ...(await channel.feed(world, cases)),
    ...(await world.page.evaluate(() => fuzz.look())),
  ];
  complaints.push(
    ...(await Promise.race([work(), late]).catch((error: unknown) => [
      `exception ${String(error)}`,
    ])),
  );
  deadline.abort();
  complaints.push(...world.complaints);
  for (const own of new Set(world.ownLines)) {
    const times = world.ownLines.filter((line) => line === own).length;
    if (times > (channel.mayFail ? cases.length : 0))
      complaints.push(`${String(times)} times: ${own}`);
  }
  if (complaints.length > 0) await world.reload();
  else await world.page.evaluate(() => fuzz.leave());
  return complaints;
}

/** Prints the finding with a small reproduction: the fewest cases, and a single case shrunk by fast-check. */
async function report(batch: Batch, complaints: string[]): Promise<void> {
  const { channel, first, cases } = batch;
  const end = performance.now() + SHRINKING_MS;
  const isFailing = async (some: readonly unknown[]): Promise<boolean> =>
    performance.now() < end && (await feed(world, channel, some)).length > 0;
  let reproduction = await smallest(cases, isFailing);
  const index = cases.indexOf(reproduction.at(-1));
  if (reproduction.length === 1) {
    const passes = fc.asyncProperty(channel.cases, async (it) => !(await isFailing([it])));
    // fast-check shrinks only values that it generates itself: the seed and the index give the same case again.
    const path = String(index);
    const { counterexample } = await fc.check(passes, { seed: batch.seed, path, numRuns: 1 });
    reproduction = counterexample ?? reproduction;
  }
  console.log(`\n${channel.name}: seed ${String(seed)}, case ${String(first + index)}`);
  for (const complaint of new Set(complaints)) {
    console.log(`  ${complaint.slice(0, PRINTED_LENGTH)}`);
  }
  console.log(`  with ${JSON.stringify(reproduction).slice(0, PRINTED_LENGTH)}\n`);
}

function count(complaint: string): void {
  if (/^(?:exception|error|rejection|console)/.test(complaint)) counts.exceptions += 1;
  else if (/^violation|csp-report/.test(complaint)) counts.violations += 1;
  else if (/^(?:element|attribute|style|link|picture|shown|the page has)/.test(complaint)) {
    counts['elements-from-content'] += 1;
  } else counts.other += 1;
}

async function heapBytes(world: World): Promise<number> {
  await world.page.evaluate(() => fuzz.leave());
  await world.page.evaluate(() => fuzz.reloadOverlay());
  return world.heapBytes();
}
