import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { launch, type Browser, type Frame, type Page } from 'puppeteer-core';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import type { OverlayClient } from '../../src/overlay/client.js';
import { builtFiles } from '../helpers/built-files.js';
import { launchOptions } from '../helpers/find-browser.js';
import { strictPolicy } from '../helpers/strict-policy.js';
import {
  startTokenEndpointServer,
  type TokenEndpointServer,
} from '../helpers/token-endpoint-server.js';

/** The globals that the pages under test set for the tests. */
declare global {
  interface Window {
    /** The game's client. */
    chat: OverlayClient;
    /** The client's events: type and detail. */
    events: [string, unknown][];
    /** The keys of the page's keydown events. */
    keys: string[];
    /** All messages posted to the page, from any sender. */
    received: { origin: string; data: unknown }[];
  }
}

/** Three sites on this machine, by `*.localhost` names, and a chat with its engine and token endpoint. */
export interface OverlaySite {
  readonly game: string;
  readonly chat: string;
  /** A site that no chat allows. */
  readonly other: string;
  readonly momento: LocalMomento;
  readonly endpoint: TokenEndpointServer;
  readonly browser: Browser;
  /** The HTML of further paths, beside the build's files. */
  readonly pages: Map<string, string>;
  /** Edits `overlay.html`, as its owner would. */
  edit(change: (html: string) => string): void;
  close(): Promise<void>;
}

/** The documented strict policy, with the addresses of the tests' services. */
const CHAT_POLICY = strictPolicy({ connect: ['http://127.0.0.1:*'] });

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.html': 'text/html; charset=utf-8',
};

export async function startOverlaySite(): Promise<OverlaySite> {
  const files = await builtFiles();
  const pages = new Map<string, string>();
  const momento = await startLocalMomento({ caches: ['instant-messaging'] });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const isChat = request.headers.host?.startsWith('chat.') ?? false;
    const content =
      pathname === '/overlay.html' ? edited : (files.get(pathname) ?? pages.get(pathname));
    response.writeHead(content === undefined ? 404 : 200, {
      'Content-Type': TYPES[extname(pathname)] ?? 'text/html; charset=utf-8',
      ...(isChat ? { 'Content-Security-Policy': CHAT_POLICY } : {}),
    });
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  // Three sites, not just origins: the browser gives each site its own process, as in production.
  const [game, chat, other] = ['game', 'chat', 'other'].map(
    (name) => `http://${name}.localhost:${String(port)}`,
  ) as [string, string, string];
  const endpoint = await startTokenEndpointServer({
    grpcPort: momento.grpcPort,
    webUrl: momento.webUrl,
    allowedOrigins: [chat],
  });
  const browser = await launch(await launchOptions());
  const asShipped = files.get('/overlay.html') ?? '';
  const owned = asShipped
    .replace('allowed-origins" content=""', `allowed-origins" content="${game}"`)
    .replace('token-url="/momento-token"', `token-url="${endpoint.url}"`);
  let edited = owned;

  return {
    game,
    chat,
    other,
    momento,
    endpoint,
    browser,
    pages,
    edit(change) {
      edited = change(owned);
    },
    async close() {
      await browser.close();
      await endpoint.close();
      await momento.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A game's page: a frame and the client. */
export function gamePage(frameUrl: string, { origin } = new URL(frameUrl)): string {
  return `<!doctype html>
<html>
  <head>
    <meta charset="utf-8" />
    <title>A game</title>
    <style>
      :root { color-scheme: dark; background: rgb(0, 128, 0); }
      iframe { position: fixed; inset: 100px 0 0; inline-size: 600px; block-size: 400px; border: 0; }
    </style>
    <script type="module">
      import { connectOverlay } from '/momento-chat-overlay-client.js';

      window.keys = [];
      addEventListener('keydown', ({ key }) => window.keys.push(key));
      window.received = [];
      addEventListener('message', ({ origin, data }) => window.received.push({ origin, data }));
      window.chat = connectOverlay(document.querySelector('#chat'), {
        origin: '${origin}',
        hotkey: 'Enter',
      });
      window.events = [];
      const types = ['room', 'status', 'opened', 'unreadCount', 'mentionCount', 'message', 'sent', 'error'];
      for (const type of types) {
        window.chat.on(type, (detail) => window.events.push([type, detail]));
      }
    </script>
  </head>
  <body>
    <canvas id="game" tabindex="0" width="200" height="50"></canvas>
    <input id="name" />
    <iframe id="chat" src="${frameUrl}" title="Chat"></iframe>
  </body>
</html>`;
}

/** A page that records posted messages, and embeds frames. */
export function listeningPage(frames: string): string {
  return `<!doctype html>
<script>
  window.received = [];
  addEventListener('message', ({ origin, data }) => window.received.push({ origin, data }));
</script>
${frames}`;
}

/** Opens a page that collects its console's errors and warnings. */
export async function openPage(
  site: OverlaySite,
  url: string,
): Promise<{ page: Page; complaints: string[] }> {
  // Each page gets a new context, so that no test sees another one's storage.
  const context = await site.browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    const isComplaint = message.type() === 'error' || message.type() === 'warn';
    // Lit warns in the tests' development build, and browsers request a favicon from every site.
    const isExpected = /Lit is in dev mode/.test(message.text());
    if (!isComplaint || isExpected || message.location().url?.includes('favicon')) return;
    complaints.push(message.text());
  });
  await page.goto(url);
  return { page, complaints };
}

/** Waits for a frame whose URL starts with `url`. */
export function frameAt(page: Page, url: string): Promise<Frame> {
  return page.waitForFrame((frame) => frame.url().startsWith(url));
}

/** Waits until the game's client is connected to the chat, and the chat to its room. */
export async function untilConnected(page: Page): Promise<void> {
  await page.waitForFunction(() => window.chat.status === 'connected', { polling: 50 });
}

/** The texts of the messages that the chat in a frame holds. */
export function shownTexts(frame: Frame): Promise<string[]> {
  return frame.evaluate(
    () => document.querySelector('momento-chat')?.messages.map(({ text }) => text) ?? [],
  );
}
