import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'puppeteer-core';
import type { BundleSite } from '../helpers/bundle-site.js';
import type { ChaosClient } from './client.js';
import { MEMORY_FAULTS, type Faults } from './faults.js';
import { Random } from '../helpers/random.js';
import { WIPED, type Evidence } from './evidence.js';
import { judge, type Verdict } from './verdict.js';
import { drawFiles } from './sources.js';
import { ASKING } from './asking.js';
import { drawWish, WORDS } from './wish.js';
import { World, type Mode } from './world.js';

/** A part of a run, with its own room and its own faults. */
export interface Scenario {
  readonly name: string;
  /** Its share of the run’s messages. */
  readonly share: number;
  /** The number of messages that the list keeps. */
  readonly limit: number;
  readonly faults: Faults;
  /** Whether messages may be lost to readers, which a gap must show. */
  readonly mayHaveGaps: boolean;
}

export const SCENARIOS: readonly Scenario[] = [
  { name: 'all is kept', share: 0.5, limit: 1000, faults: {}, mayHaveGaps: false },
  { name: 'the list is short', share: 0.25, limit: 30, faults: {}, mayHaveGaps: true },
  { name: 'data are lost', share: 0.25, limit: 1000, faults: MEMORY_FAULTS, mayHaveGaps: true },
];

export interface ScenarioOptions {
  readonly mode: Mode;
  readonly modeName: string;
  readonly seed: number;
  readonly clients: number;
  readonly messages: number;
  /** The probability of a change, for each message. */
  readonly changes: number;
  /** The probability of files, for each message of a room that takes some. */
  readonly files: number;
  readonly site: BundleSite;
  readonly browser: Browser;
  readonly log: (line: string) => void;
  readonly logFault: (line: string) => void;
}

/** The longest pause between two messages, and between two faults, in ms. */
const MESSAGE_PAUSE_MS = 250;
const FAULT_PAUSE_MS = 700;
/** The number of loops that inject faults, so that faults overlap. */
const FAULT_LOOPS = 2;
/** The clocks of any two pages differ by less than a day, beyond which `order` does not follow another clock. */
const MAX_SKEW_MS = 11.9 * 3_600_000;
/** For a message and a change, on a machine that has more to do: a page that is being loaded answers late. */
const SEND_TIMEOUT_MS = 5_000;
/** Longer than the third wait for a moderator, in ms. */
const SETTLE_TIMEOUT_MS = 180_000;
/** Longer than a bot’s lease, and all its retries together, in ms: those whose message is changed get no answer. */
const ANSWER_TIMEOUT_MS = 60_000;
/** The number of consecutive checks, 50 ms apart, at which all clients must be settled. */
const SETTLED_CHECKS = 20;
/** The share of the messages that ask the bot, where there is one. */
const QUESTIONS = 0.2;
/** The share of the messages that answer another one. */
const REPLIES = 0.2;

/** Runs a scenario. @returns the verdict, and the number of other defects */
export async function runScenario(
  act: Scenario,
  options: ScenarioOptions,
): Promise<Verdict & { other: number }> {
  const { mode, changes, files, site, browser, log } = options;
  const world = await World.start({ mode, limit: act.limit, changes, files, site });
  try {
    const skews = randomFor(act, options, 'clocks');
    for (let index = 0; index < options.clients; index += 1) {
      const skewMs = skews.between(-MAX_SKEW_MS, MAX_SKEW_MS);
      await world.open(browser, `c${String(index)}`, skewMs);
    }
    await untilSettled(world.clients);
    const unsent = await sendDuringFaults(world, act, options);
    const faultsEnd = performance.now();
    await world.repair();
    await untilSettled(world.clients);
    await untilAnswered(world);
    await untilSettled(world.clients);
    const repairedMs = Math.round(performance.now() - faultsEnd);
    await world.open(browser, 'late', 0);
    await untilSettled(world.clients);

    const live = await world.reports();
    await Promise.all(world.clients.map((client) => client.reload()));
    await untilSettled(world.clients);
    const evidence = world.evidence([...live, ...(await world.reports(' reloaded'))]);
    const verdict = judge(evidence);
    const gaps = [...evidence.reports].flatMap(([name, report]) =>
      report.gaps.map((id) => `${name} shows a gap before ${id}`),
    );
    const accepted = [...evidence.accepted.values()].flat().length;
    const changed = [...(evidence.changes?.values() ?? [])].flat().length;
    const withFiles = [...(evidence.files?.sent.values() ?? [])].flat().length;
    log(
      `${act.name}: ${String(accepted)} accepted · ${String(changed)} changes · ${String(withFiles)} files · ${String(evidence.list.length)} in the list · ${String(gaps.length)} gaps · repaired after ${String(repairedMs)} ms`,
    );
    const pageErrors = world.clients.flatMap((client) => client.pageErrors);
    const crashes = world.processes.reduce((sum, process) => sum + process.crashes, 0);
    for (const complaint of verdict.complaints.slice(0, 20)) log(`  ${complaint}`);
    for (const error of pageErrors) log(`  a page threw: ${error}`);
    if (unsent > 0) log(`  ${String(unsent)} messages could not be sent in time`);
    if (crashes > 0) log(`  ${String(crashes)} servers crashed`);
    const wrongGaps = act.mayHaveGaps ? [] : gaps;
    for (const gap of wrongGaps) log(`  ${gap}, although no message is lost to readers`);
    if (verdict.complaints.length + wrongGaps.length > 0)
      log(`  see ${await saveEvidence(act, options, evidence)}`);
    const other = pageErrors.length + unsent + crashes + wrongGaps.length;
    return { ...verdict, other };
  } finally {
    await world.close();
  }
}

/** Writes the evidence to a file, to find the cause of a complaint. @returns the file’s name */
async function saveEvidence(
  act: Scenario,
  { modeName, seed }: ScenarioOptions,
  evidence: Evidence,
): Promise<string> {
  const name = `chaos ${modeName} ${String(seed)} ${act.name}.json`.replaceAll(' ', '-');
  const file = join(tmpdir(), name);
  const plain = (_: string, value: unknown): unknown =>
    value === WIPED ? 'wiped' : value instanceof Map ? Object.fromEntries(value) : value;
  await writeFile(file, JSON.stringify(evidence, plain, 2));
  return file;
}

/** A generator per purpose, so that a seed gives the same draws regardless of the order in which they happen. */
function randomFor(
  { name }: Scenario,
  { seed, modeName }: ScenarioOptions,
  purpose: string,
): Random {
  return Random.for(seed, modeName, name, purpose);
}

/** Sends messages and injects faults until all messages are accepted. @returns the number not accepted in time */
async function sendDuringFaults(
  world: World,
  act: Scenario,
  options: ScenarioOptions,
): Promise<number> {
  const { clients, mode } = world;
  const { messages, logFault } = options;
  const faults = { ...mode.faults, ...act.faults };
  let left = messages;
  const done = new AbortController();
  const injectFaults = async (index: number): Promise<void> => {
    const random = randomFor(act, options, `trouble ${String(index)}`);
    while (!done.signal.aborted) {
      const name = random.pick(Object.keys(faults));
      logFault(`  ${String(messages - left)}: ${name}`);
      // Operations on a page that is being reloaded may fail; that is no defect.
      await Promise.resolve(faults[name]?.(world, random)).catch((error: unknown) => {
        logFault(`    ${String(error)}`);
      });
      await wait(random.between(50, FAULT_PAUSE_MS));
    }
  };
  const faultLoops = Array.from({ length: FAULT_LOOPS }, (_, index) => injectFaults(index));
  const random = randomFor(act, options, 'senders');
  const fileDraws = randomFor(act, options, 'files');
  const questions = randomFor(act, options, 'questions');
  const end = performance.now() + messages * SEND_TIMEOUT_MS + 120_000;
  while (left > 0 && performance.now() < end) {
    const client = random.pick(clients);
    const [plain, reply, answered] = [random.pick(WORDS), random.next(), random.next()];
    const words = mode.hasBot && questions.next() < QUESTIONS ? ASKING : plain;
    // Drawn apart: a run without files is otherwise the same.
    const files = fileDraws.next() < world.files ? drawFiles(fileDraws) : [];
    const sending =
      files.length > 0
        ? client.sendFiles(files, words)
        : client.send(words, reply < REPLIES ? answered : undefined);
    const accepted = await sending.catch(() => false);
    if (accepted) left -= 1;
    const [changer, wish, isWanted] = [
      random.pick([client, ...clients]),
      drawWish(random),
      random.next() < world.changes,
    ];
    if (isWanted) await changer.change(wish).catch(() => false);
    if (random.next() < 0.1) await client.recordHeld().catch(() => undefined);
    await wait(random.between(0, MESSAGE_PAUSE_MS));
  }
  // The bot owes each of them an answer: nobody writes again.
  if (mode.hasBot)
    await Promise.all(clients.map((client) => client.send(ASKING).catch(() => false)));
  done.abort();
  await Promise.all(faultLoops);
  return left;
}

/** Waits until the bot has answered what it owes. If it does not, the verdict says so. */
async function untilAnswered(world: World): Promise<void> {
  const end = performance.now() + ANSWER_TIMEOUT_MS;
  while (world.unanswered().length > 0 && performance.now() < end) await wait(50);
}

/**
 * Waits until all clients have been settled for a while at the same time: a settled client may fetch a new token a
 * moment later, and its message may still be on the way to another client.
 */
async function untilSettled(clients: readonly ChaosClient[]): Promise<void> {
  const end = performance.now() + SETTLE_TIMEOUT_MS;
  for (let checks = 0; ;) {
    const settled = await Promise.all(clients.map((client) => client.settled().catch(() => false)));
    checks = settled.every(Boolean) ? checks + 1 : 0;
    if (checks === SETTLED_CHECKS) return;
    if (performance.now() > end) {
      const late = clients[settled.indexOf(false)];
      throw new Error(`${String(late?.name)} does not settle: ${String(await late?.status())}`);
    }
    await wait(50);
  }
}
