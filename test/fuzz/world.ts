import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { launch, type CDPSession, type Page } from 'puppeteer-core';
import { build } from 'vite';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { builtFiles } from '../helpers/built-files.js';
import { launchOptions } from '../helpers/find-browser.js';
import { StrictSite, type StrictFile } from '../helpers/strict-site.js';
import { WATCH } from '../helpers/strict-watch.js';
import { startTokenEndpointServer } from '../helpers/token-endpoint-server.js';
import type { TokenCase } from './cases/token-responses.js';

export const CACHE = 'instant-messaging';
/** The only room that the overlay's page permits. */
export const LOBBY = 'lobby';

/** A page under the documented content security policy, the engine, and the servers between them. */
export interface World {
  readonly origin: string;
  readonly momento: LocalMomento;
  /** The URL of a token endpoint that works. */
  readonly tokenUrl: string;
  /** Likewise, for rooms that take files. */
  readonly filesTokenUrl: string;
  /** Hostile token responses, by the last part of the path below `/token/`. */
  readonly answers: Map<string, TokenCase>;
  /** What an inbox's URL answers: by the last part of the path below `/inbox/`, and what is asked. */
  readonly inboxes: Map<string, InboxAnswers>;
  readonly page: Page;
  /** Exceptions, console errors and policy violations of the current batch, without the element's own lines. */
  readonly complaints: string[];
  /** Console lines that elements wrote during the current batch. */
  readonly ownLines: string[];
  /** Returns a room that was never used. */
  newRoom: () => string;
  /** Replaces the page, after a defect. */
  reload(): Promise<void>;
  heapBytes(): Promise<number>;
  close(): Promise<void>;
}

/** The bodies of answers; `access` is that of a request without a body, and other requests have an empty object. */
export type InboxAnswers = Readonly<Partial<Record<string, string>>>;

export async function createWorld(): Promise<World> {
  const momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 1000 });
  const built = await builtFiles();
  const files = new Map<string, StrictFile>();
  const site = new StrictSite('', built, files);
  const answers = new Map<string, TokenCase>();
  const inboxes = new Map<string, InboxAnswers>();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://inbox');
    const inbox = inboxes.get(/^\/inbox\/([\w-]+)/.exec(pathname)?.[1] ?? '');
    if (inbox) {
      void answerInbox(inbox, request, searchParams.get('room'), endpoint.url).then((body) =>
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(body),
      );
      return;
    }
    const answer = answers.get(/^\/token\/([\w-]+)/.exec(request.url ?? '')?.[1] ?? '');
    if (answer) response.writeHead(answer.status, answer.headers).end(answer.body);
    else void site.handle(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const endpoint = await startTokenEndpointServer({
    grpcPort: momento.grpcPort,
    webUrl: momento.webUrl,
    allowedOrigins: [origin],
  });
  const filesEndpoint = await startTokenEndpointServer({
    grpcPort: momento.grpcPort,
    webUrl: momento.webUrl,
    allowedOrigins: [origin],
    attachments: { types: 'any' },
  });
  const user = { id: 'ada', name: 'Ada', avatarUrl: `${origin}/avatars/ada.png` };
  endpoint.behave({ answer: { user } });
  await addFiles(files, built, {
    ...{ origin, endpoint: endpoint.url, filesEndpoint: filesEndpoint.url },
    engine: momento.webUrl,
  });

  const browser = await launch({ ...(await launchOptions()), protocolTimeout: 60_000 });
  const complaints: string[] = [];
  let devtools: CDPSession;
  let rooms = 0;
  const world = {
    origin,
    momento,
    tokenUrl: endpoint.url,
    filesTokenUrl: filesEndpoint.url,
    answers,
    inboxes,
    page: undefined as unknown as Page, // until the first `reload`, below
    complaints,
    ownLines: [] as string[],
    newRoom: () => `room-${String((rooms += 1))}`,
    async reload() {
      // A new context has empty storage. Closing the old one is not awaited: its page may hang.
      const context = await browser.createBrowserContext();
      const before = (world.page as Page | undefined)?.browserContext();
      void before?.close().catch(() => undefined);
      const page = await context.newPage();
      world.page = page;
      page.on('pageerror', (error) => complaints.push(`exception ${String(error)}`));
      page.on('console', (message) => {
        // The browser keeps logged objects for inspection until they are disposed of.
        for (const argument of message.args()) void argument.dispose().catch(() => undefined);
        if (message.type() !== 'error' && message.type() !== 'warn') return;
        // Chromium's own line for a response with an error status.
        if (message.text().startsWith('Failed to load resource')) return;
        if (/^<momento-chat(?:-inbox(?:-feed)?)?> /.test(message.text()))
          world.ownLines.push(message.text());
        else complaints.push(`console ${message.text()}`);
      });
      devtools = await page.createCDPSession();
      await page.goto(`${origin}/index.html`);
      await page.evaluate(() => fuzz.untilBridged());
      complaints.push(...site.reports.splice(0));
    },
    async heapBytes() {
      await devtools.send('Runtime.discardConsoleEntries');
      // Several rounds: freeing some objects makes others collectable.
      for (let rounds = 0; rounds < 4; rounds += 1)
        await devtools.send('HeapProfiler.collectGarbage');
      const { usedSize, embedderHeapUsedSize } = await devtools.send('Runtime.getHeapUsage');
      return usedSize + embedderHeapUsedSize;
    },
    async close() {
      await browser.close();
      await endpoint.close();
      await filesEndpoint.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await momento.close();
    },
  };
  // Policy violations that the browser reports to the server count as complaints.
  site.reports.push = (...reports) => complaints.push(...reports);
  await world.reload();
  return world;
}

/** The answer of an inbox's URL; the tokens of its rooms are real ones. */
async function answerInbox(
  answers: InboxAnswers,
  request: IncomingMessage,
  room: string | null,
  tokenUrl: string,
): Promise<string> {
  if (room !== null) {
    const response = await fetch(`${tokenUrl}&room=${encodeURIComponent(room)}`);
    return response.text();
  }
  if (request.method !== 'POST') return answers['access'] ?? '{}';
  const { type } = JSON.parse(await text(request)) as { type: string };
  return answers[type] ?? '{}';
}

async function addFiles(
  files: Map<string, StrictFile>,
  built: ReadonlyMap<string, string>,
  urls: Readonly<Record<'origin' | 'endpoint' | 'filesEndpoint' | 'engine', string>>,
): Promise<void> {
  const { origin, endpoint, filesEndpoint, engine } = urls;
  const endpoints = [endpoint, filesEndpoint].map((url) => url.replace(/\?.*/, ''));
  const policy = {
    connect: [...endpoints, `${origin}/token/`, `${origin}/inbox/`, engine],
    trustedTypes: ['momento-chat-inbox'],
    images: [`${origin}/avatars/`],
  };
  const overlay = built
    .get('/overlay.html')
    ?.replace('allowed-origins" content=""', `allowed-origins" content="${origin}"`)
    .replace('<script', `<meta name="momento-chat-rooms" content="${LOBBY}" /><script`)
    .replace('token-url="/momento-token"', `token-url="${endpoint}"`)
    .replace('<title>', `${WATCH}<script src="./frame.js"></script><title>`);
  files.set('/overlay.html', {
    content: overlay ?? '',
    policy: { ...policy, more: ["frame-ancestors 'self'"] },
  });
  // Messages to the game's client must come from the frame's own window.
  files.set('/frame.js', {
    content: 'window.post = (it) => parent.postMessage(it, location.origin);',
  });
  files.set('/fuzz.js', { content: await buildScript() });
  files.set('/client.js', {
    content: `import { connectOverlay } from './momento-chat-overlay-client.js';
window.overlayClient = connectOverlay(document.querySelector('iframe'), { origin: location.origin });
for (const type of ['message', 'sent', 'error', 'room', 'status']) overlayClient.on(type, () => {});`,
  });
  files.set('/index.html', {
    content: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Fuzz</title>
<link rel="icon" href="./avatars/icon.png">${WATCH}
<script type="module" src="./momento-chat.js"></script>
<script type="module" src="./momento-chat-inbox.js"></script>
<script type="module" src="./fuzz.js"></script>
<script type="module" src="./client.js"></script></head>
<body><iframe src="./overlay.html?room=${LOBBY}" title="Chat"></iframe></body></html>`,
    policy: { ...policy, more: ["frame-src 'self'"] },
  });
}

async function buildScript(): Promise<string> {
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: 'test/fuzz/page.ts', formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  for (const { output } of [result].flat().filter((it) => 'output' in it)) return output[0].code;
  throw new Error('unable to build the page; there is no output');
}
