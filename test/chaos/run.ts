import { parseArgs } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { launch } from 'puppeteer-core';
import { startLocalMomento } from '../../src/local-momento/index.js';
import { startBundleSite } from '../helpers/bundle-site.js';
import { launchOptions } from '../helpers/find-browser.js';
import { startTokenEndpointServer } from '../helpers/token-endpoint-server.js';
import { ChaosClient, type Report } from './client.js';
import { FAULTS, GOOD_TOKENS, type ChaosWorld } from './faults.js';
import { Random } from './random.js';
import { judge } from './verdict.js';

/**
 * Several real pages chat while everything goes wrong that can, at random from a seed; then all is quiet, and
 * every timeline has to agree with every other and with the list.
 *
 *     npm run test:chaos -- --seed 7 --clients 4 --messages 400
 */

const CACHE = 'instant-messaging';
const ROOM = 'chaos';
/** Time between two messages, and between two faults, at most, in ms. */
const MESSAGE_PAUSE_MS = 250;
const FAULT_PAUSE_MS = 700;
/** Troubles seldom come alone. */
const TROUBLEMAKERS = 2;
/** Longer than the longest delay between two tries. */
const QUIET_DEADLINE_MS = 90_000;
/** Looks in a row, 50 ms apart, at which all is settled. */
const SETTLED_LOOKS = 20;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
    clients: { type: 'string', default: '4' },
    messages: { type: 'string', default: '400' },
    verbose: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const messages = Number(values.messages);
const names = Array.from({ length: Number(values.clients) }, (_, i) => `c${String(i)}`);
console.log(
  `seed ${String(seed)} · ${String(names.length)} clients · ${String(messages)} messages`,
);

const momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 300 });
const site = await startBundleSite(
  (url) => `<!doctype html><meta charset="utf-8">
<script type="module" src="/momento-chat.js"></script>
<momento-chat room="${ROOM}" history-limit="1000" token-url="${endpointUrl()}&user=${url.searchParams.get('user') ?? ''}"></momento-chat>`,
);
const endpoint = await startTokenEndpointServer({
  grpcPort: momento.grpcPort,
  webUrl: momento.webUrl,
  allowedOrigins: [site.origin],
});
endpoint.behave(GOOD_TOKENS);
const browser = await launch(await launchOptions());

try {
  const clients: ChaosClient[] = [];
  for (const name of names) {
    clients.push(await ChaosClient.open(browser, name, `${site.origin}/?user=${name}`));
  }
  await untilSettled(clients);
  const world = { momento, endpoint, clients, cache: CACHE, room: ROOM, random: new Random(seed) };
  const unsent = await storm(world);

  const quiet = performance.now();
  momento.faults.clear();
  endpoint.behave(GOOD_TOKENS);
  await Promise.all(clients.map((client) => client.ensureOpen()));
  await untilSettled(clients);
  console.log(`repaired ${String(Math.round(performance.now() - quiet))} ms after the last fault`);

  const reports = new Map<string, Report>();
  await Promise.all(clients.map(async (client) => reports.set(client.name, await client.report())));
  const late = await ChaosClient.open(browser, 'late', `${site.origin}/?user=late`);
  await untilSettled([late]);
  reports.set('late', await late.report());

  const accepted = clients.flatMap((client) => client.accepted);
  const list = momento.direct.listFetch({ cache: CACHE, list: ROOM });
  const { lost, duplicated, reordered, altered, failedAndShown, complaints } = judge(
    accepted,
    reports,
    list,
  );
  const gaps = [...reports.values()].reduce((sum, report) => sum + report.gaps, 0);
  console.log(
    `${String(accepted.length)} accepted · ${String(list.length)} list elements · ${String(gaps)} gaps`,
  );
  for (const complaint of complaints.slice(0, 20)) console.log(`  ${complaint}`);
  console.log(
    `lost ${String(lost)} · duplicated ${String(duplicated)} · reordered ${String(reordered)} · altered ${String(altered)} · failed-and-shown ${String(failedAndShown)}`,
  );
  // With all data kept and a history longer than the run nothing can be out of reach.
  const pageErrors = [...clients, late].flatMap((client) => client.pageErrors);
  for (const error of pageErrors) console.log(`  a page threw: ${error}`);
  if (unsent > 0) console.log(`  ${String(unsent)} messages could not be sent in time`);
  if (lost + duplicated + reordered + altered + gaps + pageErrors.length + unsent > 0)
    process.exitCode = 1;
} finally {
  await browser.close();
  await endpoint.close();
  await site.close();
  await momento.close();
}

function endpointUrl(): string {
  return endpoint.url;
}

/** Sends and breaks things until all messages are on their way. @returns how many are not, after a long time */
async function storm(world: ChaosWorld): Promise<number> {
  const { random, clients } = world;
  let left = messages;
  const over = new AbortController();
  const makeTrouble = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const name = random.pick(Object.keys(FAULTS));
      if (values.verbose) console.log(`  ${String(messages - left)}: ${name}`);
      // What a page does while it is being reloaded fails in many ways, none of which matters here.
      await Promise.resolve(FAULTS[name]?.(world)).catch((error: unknown) => {
        if (values.verbose) console.log(`    ${String(error)}`);
      });
      await wait(random.between(50, FAULT_PAUSE_MS));
    }
  };
  const trouble = Array.from({ length: TROUBLEMAKERS }, makeTrouble);
  const end = performance.now() + messages * 1000 + 60_000;
  while (left > 0 && performance.now() < end) {
    const accepted = await random
      .pick(clients)
      .send()
      .catch(() => false);
    if (accepted) left -= 1;
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
