import { parseArgs } from 'node:util';
import { launch, type CDPSession, type Page } from 'puppeteer-core';
import { startLocalMomento } from '../../src/local-momento/index.js';
import { startBundleSite } from '../helpers/bundle-site.js';
import { launchOptions } from '../helpers/find-browser.js';
import { startTokenEndpointServer } from '../helpers/token-endpoint-server.js';

/**
 * Hours of a busy room in minutes: 100,000 messages to one element. Its memory must stay flat, although a browser
 * keeps everything that a stream has ever received.
 *
 *     npm run soak
 */

const CACHE = 'instant-messaging';
const ROOM = 'soak';
/** The number of messages after which the run waits for the page. */
const BURST = 250;
/** The largest permitted ratio of the later heap to the heap at the start, when the element is full. */
const MAX_GROWTH = 1.15;

const { values } = parseArgs({ options: { messages: { type: 'string', default: '100000' } } });
const messages = Number(values.messages);

const momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 1000 });
const site = await startBundleSite(
  () => `<!doctype html><meta charset="utf-8">
<script type="module" src="/momento-chat.js"></script>
<momento-chat room="${ROOM}" token-url="${tokenUrl()}"></momento-chat>`,
);
const endpoint = await startTokenEndpointServer({
  grpcPort: momento.grpcPort,
  webUrl: momento.webUrl,
  allowedOrigins: [site.origin],
});
const browser = await launch(await launchOptions());

try {
  const page = await browser.newPage();
  await page.goto(site.origin);
  await page.waitForFunction(() => document.querySelector('momento-chat')?.status === 'connected', {
    polling: 50,
  });
  const devtools = await page.createCDPSession();
  let sent = 0;
  const sendUntil = async (count: number): Promise<void> => {
    while (sent < count) {
      for (let i = 0; i < BURST && sent < count; i += 1) publish((sent += 1));
      await untilShown(page, sent);
    }
  };

  // The start is the moment at which the element holds as many messages as it ever will.
  await sendUntil(Math.min(messages / 8, 12_500));
  const start = await heapMegabytes(devtools);
  const nodesAtStart = await countNodes(page);
  await sendUntil(messages / 2);
  const middle = await heapMegabytes(devtools);
  await sendUntil(messages);
  const end = await heapMegabytes(devtools);
  const nodesAtEnd = await countNodes(page);

  const { calls } = momento.stats();
  const kept = await page.evaluate(() => document.querySelector('momento-chat')?.messages.length);
  console.log(
    `${String(messages)} messages, ${String(kept)} kept, ${String(calls.ListFetch)} fetches`,
  );
  console.log(`DOM nodes at the start ${String(nodesAtStart)}, at the end ${String(nodesAtEnd)}`);
  console.log(
    `heap-start=${start.toFixed(1)} heap-middle=${middle.toFixed(1)} heap-end=${end.toFixed(1)} streams=${String(calls.Subscribe)}`,
  );
  const flat =
    Math.max(middle, end) <= start * MAX_GROWTH && nodesAtEnd <= nodesAtStart * MAX_GROWTH;
  if (!flat) process.exitCode = 1;
} finally {
  await browser.close();
  await endpoint.close();
  await site.close();
  await momento.close();
}

function tokenUrl(): string {
  return endpoint.url;
}

/** Publishes a message of another user. Not pushed to the list, which would grow without limit in the engine. */
function publish(number: number): void {
  const id = String(number).padStart(8, '0');
  const message = `Message ${id}, about as long as most people write in a chat, give or take a few words.`;
  const text = JSON.stringify({
    id,
    username: 'Grace',
    message,
    timestamp: Date.now(),
    order: number,
  });
  momento.direct.publish({ cache: CACHE, topic: ROOM, text, tokenId: 'grace' });
}

/** Waits for a message, at most the 30 s of puppeteer's own time-out. */
async function untilShown(page: Page, number: number): Promise<void> {
  const id = String(number).padStart(8, '0');
  await page.waitForFunction(
    (id) => document.querySelector('momento-chat')?.messages.at(-1)?.id === id,
    { polling: 5 },
    id,
  );
}

/** Counts all nodes, comments included: leftovers of templates are comments. */
function countNodes(page: Page): Promise<number> {
  return page.evaluate(() => {
    const list = document
      .querySelector('momento-chat')
      ?.renderRoot.querySelector('momento-chat-message-list');
    const root = list?.renderRoot;
    if (!root) return 0;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ALL);
    let count = 0;
    while (walker.nextNode()) count += 1;
    return count;
  });
}

async function heapMegabytes(devtools: CDPSession): Promise<number> {
  // Twice, because freeing some objects makes others collectable.
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize / 2 ** 20;
}
