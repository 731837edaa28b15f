import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { CHANNELS, type Channel } from './channels.js';
import { smallest } from './smallest.js';
import { createWorld, type World } from './world.js';

/**
 * Feeds one real element after the other, in a page under the README's policy, with what strangers, servers, pages
 * and storage may come up with at their worst. Nothing of it may throw, be reported, become an element, or get lost
 * on its way to `droppedCount`.
 *
 *     npm run fuzz -- --seed 7 --cases 20000
 */

/** A heap that has grown by more, since all kinds of cases have been there, keeps what it should let go. */
const MAX_HEAP_RATIO = 2;
/** Of all cases, so many come before the heap is weighed for the first time. */
const WARM_UP = 0.2;
/** A batch that takes longer has stopped the page, in ms. */
const BATCH_DEADLINE_MS = 45_000;
/** Findings after which there is enough to do. */
const MAX_FINDINGS = 5;
/** A report need not be the shortest there is, in ms. */
const SHRINKING_MS = 60_000;
/** So many cases are a line of progress. */
const PROGRESS = 5000;
/** So many characters of a finding are shown. */
const SHOWN = 600;

interface Batch {
  readonly channel: Channel<unknown>;
  /** The number of its first case. */
  readonly first: number;
  readonly cases: readonly unknown[];
}

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
    cases: { type: 'string', default: '20000' },
    /** A channel's name, or its beginning. */
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
    if (Math.floor(fed / PROGRESS) > Math.floor((fed - batch.cases.length) / PROGRESS)) {
      console.log(`  ${String(fed)} cases · heap ${((await heapBytes(world)) / 1e6).toFixed(1)} MB`);
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

/** The channels take turns, so that each goes on for the whole run. */
function* batches(): Generator<Batch> {
  const chosen = CHANNELS.filter(({ name }) => name.startsWith(values.only));
  const given = new Map(chosen.map((channel) => [channel, 0]));
  for (let first = 0, turn = 0; first < total; turn += 1) {
    // The one that is furthest behind its share.
    const [[channel, count]] = [...given].sort(
      ([a, countA], [b, countB]) => countA / a.share - countB / b.share,
    ) as [[Channel<unknown>, number]];
    const numRuns = Math.min(channel.batch, total - first);
    const cases = fc.sample(channel.cases, { seed: (seed * 100_003 + turn) | 0, numRuns });
    yield { channel, first, cases };
    given.set(channel, count + numRuns);
    first += numRuns;
  }
}

/** @returns what is wrong afterwards, a line each; then the page is a new one */
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

/** Prints the finding with the smallest reproduction: the fewest cases, and of one the shortest text. */
async function report({ channel, first, cases }: Batch, complaints: string[]): Promise<void> {
  const end = performance.now() + SHRINKING_MS;
  const isFailing = async (some: readonly unknown[]): Promise<boolean> =>
    performance.now() < end && (await feed(world, channel, some)).length > 0;
  const few = await smallest(cases, isFailing);
  const [only] = few;
  const number = first + cases.indexOf(few.at(-1));
  let shortest = few;
  if (only !== undefined && few.length === 1) {
    const letters = [...channel.text(only)];
    const text = await smallest(letters, (some) =>
      isFailing([channel.withText(only, some.join(''))]),
    );
    shortest = [channel.withText(only, text.join(''))];
  }
  console.log(`\n${channel.name}: seed ${String(seed)}, case ${String(number)}`);
  for (const complaint of new Set(complaints)) console.log(`  ${complaint.slice(0, SHOWN)}`);
  console.log(`  with ${JSON.stringify(shortest).slice(0, SHOWN)}\n`);
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
