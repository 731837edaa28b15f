import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'puppeteer-core';
import type { BundleSite } from '../helpers/bundle-site.js';
import type { ChaosClient } from './client.js';
import { MEMORY_FAULTS, type Faults } from './faults.js';
import { Random } from './random.js';
import { judge, WIPED, type Evidence, type Verdict } from './verdict.js';
import { World, type Mode } from './world.js';

/** A part of a run: a room of its own, in which some things may happen. */
export interface Act {
  readonly name: string;
  /** How much of a run’s messages it takes. */
  readonly share: number;
  /** How many messages the list keeps. */
  readonly limit: number;
  readonly faults: Faults;
  /** Whether something may be out of reach, and a gap has to say so. */
  readonly mayHaveGaps: boolean;
}

export const ACTS: readonly Act[] = [
  { name: 'all is kept', share: 0.5, limit: 1000, faults: {}, mayHaveGaps: false },
  { name: 'the list is short', share: 0.25, limit: 30, faults: {}, mayHaveGaps: true },
  { name: 'data are lost', share: 0.25, limit: 1000, faults: MEMORY_FAULTS, mayHaveGaps: true },
];

export interface ActOptions {
  readonly mode: Mode;
  readonly modeName: string;
  readonly seed: number;
  readonly clients: number;
  readonly messages: number;
  readonly site: BundleSite;
  readonly browser: Browser;
  readonly log: (line: string) => void;
  readonly logFault: (line: string) => void;
}

/** Time between two messages, and between two faults, at most, in ms. */
const MESSAGE_PAUSE_MS = 250;
const FAULT_PAUSE_MS = 700;
/** Troubles seldom come alone. */
const TROUBLEMAKERS = 2;
/** The clocks of any two pages are less than a day apart: farther than that nobody follows. */
const MAX_SKEW_MS = 11.9 * 3_600_000;
/** Longer than a moderator is waited for a third time. */
const QUIET_DEADLINE_MS = 180_000;
/** Looks in a row, 50 ms apart, at which all is settled. */
const SETTLED_LOOKS = 20;
/** What follows a text’s beginning: a moderator lets it pass, changes it, or refuses it. */
const WORDS = ['', '', '', '', '', '', 'darn', 'rude'] as const;

/** Plays an act. @returns what was found, and how many faults of another kind there were */
export async function play(act: Act, options: ActOptions): Promise<Verdict & { other: number }> {
  const { mode, site, browser, log } = options;
  const world = await World.start({ mode, limit: act.limit, site });
  try {
    const skews = chance(act, options, 'clocks');
    for (let index = 0; index < options.clients; index += 1) {
      const skewMs = skews.between(-MAX_SKEW_MS, MAX_SKEW_MS);
      await world.open(browser, `c${String(index)}`, skewMs);
    }
    await untilSettled(world.clients);
    const unsent = await storm(world, act, options);
    const quiet = performance.now();
    await world.repair();
    await untilSettled(world.clients);
    const repairedMs = Math.round(performance.now() - quiet);
    await world.open(browser, 'late', 0);
    await untilSettled(world.clients);

    const evidence = await world.evidence();
    const verdict = judge(evidence);
    const gaps = [...evidence.reports.values()].reduce((sum, report) => sum + report.gaps, 0);
    const accepted = [...evidence.accepted.values()].flat().length;
    log(
      `${act.name}: ${String(accepted)} accepted · ${String(evidence.list.length)} in the list · ${String(gaps)} gaps · repaired after ${String(repairedMs)} ms`,
    );
    const pageErrors = world.clients.flatMap((client) => client.pageErrors);
    const crashes = world.processes.reduce((sum, process) => sum + process.crashes, 0);
    for (const complaint of verdict.complaints.slice(0, 20)) log(`  ${complaint}`);
    for (const error of pageErrors) log(`  a page threw: ${error}`);
    if (unsent > 0) log(`  ${String(unsent)} messages could not be sent in time`);
    if (crashes > 0) log(`  ${String(crashes)} servers ended by themselves`);
    if (gaps > 0 && !act.mayHaveGaps) log(`  ${String(gaps)} gaps where nothing is out of reach`);
    if (verdict.complaints.length > 0) log(`  see ${await keep(act, options, evidence)}`);
    const other = pageErrors.length + unsent + crashes + (act.mayHaveGaps ? 0 : gaps);
    return { ...verdict, other };
  } finally {
    await world.close();
  }
}

/** Leaves what the verdict was drawn from for whoever looks for the cause. @returns the file’s name */
async function keep(act: Act, { modeName, seed }: ActOptions, evidence: Evidence): Promise<string> {
  const name = `chaos ${modeName} ${String(seed)} ${act.name}.json`.replaceAll(' ', '-');
  const file = join(tmpdir(), name);
  const plain = (_: string, value: unknown): unknown =>
    value === WIPED ? 'wiped' : value instanceof Map ? Object.fromEntries(value) : value;
  await writeFile(file, JSON.stringify(evidence, plain, 2));
  return file;
}

/** Each of those who draw has chance of its own, so that a seed means the same whoever is faster. */
function chance({ name }: Act, { seed, modeName }: ActOptions, purpose: string): Random {
  return Random.for(seed, modeName, name, purpose);
}

/** Sends and breaks things until all messages are on their way. @returns how many are not, after a long time */
async function storm(world: World, act: Act, options: ActOptions): Promise<number> {
  const { clients, mode } = world;
  const { messages, logFault } = options;
  const faults = { ...mode.faults, ...act.faults };
  let left = messages;
  const over = new AbortController();
  const makeTrouble = async (index: number): Promise<void> => {
    const random = chance(act, options, `trouble ${String(index)}`);
    while (!over.signal.aborted) {
      const name = random.pick(Object.keys(faults));
      logFault(`  ${String(messages - left)}: ${name}`);
      // What a page does while it is being reloaded fails in many ways, none of which matters here.
      await Promise.resolve(faults[name]?.(world, random)).catch((error: unknown) => {
        logFault(`    ${String(error)}`);
      });
      await wait(random.between(50, FAULT_PAUSE_MS));
    }
  };
  const trouble = Array.from({ length: TROUBLEMAKERS }, (_, index) => makeTrouble(index));
  const random = chance(act, options, 'senders');
  const end = performance.now() + messages * 1000 + 60_000;
  while (left > 0 && performance.now() < end) {
    const client = random.pick(clients);
    const accepted = await client.send(random.pick(WORDS)).catch(() => false);
    if (accepted) left -= 1;
    if (random.next() < 0.1) await client.noteHeld().catch(() => undefined);
    await wait(random.between(0, MESSAGE_PAUSE_MS));
  }
  over.abort();
  await Promise.all(trouble);
  return left;
}

/**
 * Until all have been settled for a while, at the same time: one that is may be on its way to a new token a
 * moment later, and what one has sent may be on its way to another.
 */
async function untilSettled(clients: readonly ChaosClient[]): Promise<void> {
  const end = performance.now() + QUIET_DEADLINE_MS;
  for (let looks = 0; ;) {
    const settled = await Promise.all(clients.map((client) => client.settled().catch(() => false)));
    looks = settled.every(Boolean) ? looks + 1 : 0;
    if (looks === SETTLED_LOOKS) return;
    if (performance.now() > end) {
      const late = clients[settled.indexOf(false)];
      throw new Error(`${String(late?.name)} does not settle: ${String(await late?.status())}`);
    }
    await wait(50);
  }
}
