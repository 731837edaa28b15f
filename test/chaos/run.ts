import { parseArgs } from 'node:util';
import { launch } from 'puppeteer-core';
import { startBundleSite } from '../helpers/bundle-site.js';
import { launchOptions } from '../helpers/find-browser.js';
import { DESK_FAULTS } from './faults.js';
import { SCENARIOS, runScenario, type Scenario, type ScenarioOptions } from './scenario.js';
import { direct } from './modes/direct.js';
import { moderated } from './modes/moderated.js';
import { relay } from './modes/relay.js';
import type { Mode } from './world.js';

/**
 * Several real pages chat while random faults, drawn from a seed, are injected. Then the faults end, and every
 * timeline must agree with every other and with the list.
 *
 *     npm run test:chaos -- --mode moderated --seed 7 --clients 4 --messages 400
 */

const MODES = { direct, moderated, relay };

const { values } = parseArgs({
  options: {
    mode: { type: 'string', default: 'all' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
    clients: { type: 'string', default: '4' },
    messages: { type: 'string', default: '400' },
    /** The probability of a reaction, an edit or a removal, for each message. */
    changes: { type: 'string', default: '0.7' },
    /** The probability of pictures and files, for each message of a room that takes some. */
    files: { type: 'string', default: '0.3' },
    // A bot answers, and users are banned for some seconds, in rooms with a desk: too much for a short run.
    desk: { type: 'boolean', default: false },
    // Runs all scenarios at once: fast for a short run, too much load for a long one.
    together: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});
const modes = Object.entries(MODES).filter(([name]) => [name, 'all'].includes(values.mode));
if (modes.length === 0) {
  throw new TypeError(`unable to run; --mode is ${Object.keys(MODES).join(', ')} or all`);
}
const seed = Number(values.seed);
const messages = Number(values.messages);
console.log(`seed ${String(seed)} · ${values.clients} clients · ${String(messages)} messages`);

const site = await startBundleSite(page, { relay: true });
const browser = await launch(await launchOptions());
try {
  // Modes run at the same time, because most of a run is waiting.
  const runs = modes.map(async ([modeName, mode]) => {
    const log = (line: string): void => console.log(`${modeName}: ${line}`);
    const defects = await run({
      mode: deskOf(mode, values.desk),
      modeName,
      seed,
      clients: Number(values.clients),
      changes: Number(values.changes),
      files: Number(values.files),
      site,
      browser,
      log,
      logFault: values.verbose ? log : () => undefined,
    });
    if (defects > 0) process.exitCode = 1;
  });
  await Promise.all(runs);
} finally {
  await browser.close();
  await site.close();
}

/** Where a mode has a bot, there is a desk that bans. */
function deskOf(mode: Mode, isWanted: boolean): Mode {
  if (!isWanted) return { ...mode, hasBot: false };
  return mode.hasBot ? { ...mode, faults: { ...mode.faults, ...DESK_FAULTS } } : mode;
}

/** Runs all scenarios in a mode, and prints one line. @returns the number of defects found */
async function run(options: Omit<ScenarioOptions, 'messages'>): Promise<number> {
  const none = {
    lost: 0,
    duplicated: 0,
    reordered: 0,
    altered: 0,
    changed: 0,
    files: 0,
    served: 0,
    failedAndShown: 0,
  };
  const sum = { ...none, other: 0 };
  const start = performance.now();
  const count = async (act: Scenario): Promise<void> => {
    const part = Math.ceil(messages * act.share);
    const verdict = await runScenario(act, { ...options, messages: part }).catch(
      (error: unknown) => {
        options.log(`${act.name}: ${String(error)}`);
        return { ...none, other: 1 };
      },
    );
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += verdict[key];
  };
  if (values.together) await Promise.all(SCENARIOS.map(count));
  else for (const act of SCENARIOS) await count(act);
  const { lost, duplicated, reordered, altered, changed, files, served, failedAndShown, other } =
    sum;
  const seconds = Math.round((performance.now() - start) / 1000);
  options.log(
    `lost ${String(lost)} · duplicated ${String(duplicated)} · reordered ${String(reordered)} · altered ${String(altered)} · wrong changes ${String(changed)} · wrong files ${String(files)} · wrong answers and bans ${String(served)} · other defects ${String(other)} · failed-and-shown ${String(failedAndShown)} · ${String(seconds)} s`,
  );
  return lost + duplicated + reordered + altered + changed + files + served + other;
}

/** A page with one element: its tag is the URL's path, its attributes the query. */
function page({ pathname, searchParams }: URL): string {
  const tag = pathname.slice(1);
  const script = tag === 'momento-chat' ? 'momento-chat' : 'momento-chat-relay';
  const attributes = [...searchParams].map(([name, value]) => `${name}="${escaped(value)}"`);
  return `<!doctype html><meta charset="utf-8">
<script type="module" src="/${script}.js"></script>
<${tag} id="chat" ${attributes.join(' ')}></${tag}>`;
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
