import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { init, parse } from 'es-module-lexer';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { moduleFile, MODULES } from '../../build/modules.js';
import { isBuilt } from '../helpers/built.js';
import { say, untilConnected, untilTexts } from '../helpers/chat-page.js';
import { launchOptions } from '../helpers/find-browser.js';
import { CACHE, startRelay, type RelayServer } from '../helpers/relay-server.js';
import {
  startTokenEndpointServer,
  type TokenEndpointServer,
} from '../helpers/token-endpoint-server.js';

/** A page that uses the founding documents’ protocol, with socket.io’s own client script. */
const DOCUMENTS_PAGE = `<!doctype html>
<title>Chat</title>
<ul id="messages"></ul>
<form id="form"><input id="input" autocomplete="off" /><button>Send</button></form>
<script src="/socket.io/socket.io.js"></script>
<script>
  const socket = io();
  const room = 'lobby';
  const name = new URLSearchParams(location.search).get('name') || undefined;
  const messages = document.getElementById('messages');
  const input = document.getElementById('input');

  function show({ username, message }) {
    const item = document.createElement('li');
    item.textContent = username + ': ' + message;
    messages.append(item);
  }

  socket.on('connect', () => socket.emit('join', { room }));
  socket.on('joined', ({ chatHistory }) => {
    messages.replaceChildren();
    chatHistory.forEach(show);
  });
  socket.on('message', ({ chatMessage }) => show(JSON.parse(chatMessage)));

  document.getElementById('form').addEventListener('submit', (event) => {
    event.preventDefault();
    socket.emit('message', { room, message: input.value, name });
    input.value = '';
  });
</script>`;

const RELAY_PAGE = `<!doctype html>
<script type="module" src="/momento-chat-relay.js"></script>
<momento-relay-chat room="lobby" relay-url="/" username="Grace"></momento-relay-chat>`;

const RELAY_CHAT = 'momento-relay-chat';

describe('pages of a relay', () => {
  let dist: string;
  let momento: LocalMomento;
  let endpoint: TokenEndpointServer;
  let relay: RelayServer;
  let browser: Browser;
  let pages: Record<string, string>;

  beforeAll(async () => {
    dist = (await isBuilt()) ? 'dist' : await buildElsewhere();
    const read = (name: string): Promise<string> => readFile(join(dist, name), 'utf8');
    momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 500 });
    const origins: string[] = [];
    pages = {
      '/': DOCUMENTS_PAGE,
      '/relay': RELAY_PAGE,
      '/momento-chat.js': await read('momento-chat.js'),
      '/momento-chat-relay.js': await read('momento-chat-relay.js'),
    };
    for (const file of Object.keys(MODULES).map(moduleFile)) pages[`/${file}`] = await read(file);
    relay = await startRelay(momento, { pages, allowedOrigins: [] });
    origins.push(relay.url);
    endpoint = await startTokenEndpointServer({
      grpcPort: momento.grpcPort,
      webUrl: momento.webUrl,
      allowedOrigins: origins,
    });
    pages['/direct'] = `<!doctype html>
<script type="module" src="/momento-chat.js"></script>
<momento-chat room="lobby" token-url="${endpoint.url}"></momento-chat>`;
    browser = await launch(await launchOptions());
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await relay.stop();
    await endpoint.close();
    await momento.close();
    if (dist !== 'dist') await rm(dist, { recursive: true });
  });

  it('need two files, of which one imports only the other', async () => {
    await init;
    const [imports] = parse(pages['/momento-chat-relay.js'] ?? '');
    expect([...new Set(imports.map(({ n }) => n))]).toEqual(['./momento-chat.js']);
  });

  it('of the documented protocol, relayed and direct, show the same conversation', async () => {
    const first = await open('/?name=Ada');
    const nobody = await open('/');
    const direct = await open('/direct');
    const relayed = await open('/relay');
    await untilConnected(direct.page);
    await untilConnected(relayed.page, RELAY_CHAT);
    await type(first.page, 'Hello from a plain page');
    await untilTexts(relayed.page, ['Hello from a plain page'], RELAY_CHAT);
    await say(relayed.page, 'Hello from the relay', RELAY_CHAT);
    await untilLines(first.page, 2);
    await say(direct.page, 'Hello from Momento');
    await untilLines(first.page, 3);
    await type(nobody.page, 'Hello from nobody');
    const socketId = await nobody.page.evaluate('socket.id');
    const lines = [
      'Ada: Hello from a plain page',
      'Grace: Hello from the relay',
      'Ada: Hello from Momento',
      `${String(socketId)}: Hello from nobody`,
    ];
    const texts = lines.map((line) => line.slice(line.indexOf(':') + 2));
    for (const { page } of [first, nobody]) {
      await untilLines(page, 4);
      expect(await linesOf(page)).toEqual(lines);
    }
    await untilTexts(relayed.page, texts, RELAY_CHAT);
    await untilTexts(direct.page, texts);
    // A page that opens later shows the same.
    const late = await open('/');
    await untilLines(late.page, 4);
    expect(await linesOf(late.page)).toEqual(lines);
    await relayed.page.reload();
    await untilTexts(relayed.page, texts, RELAY_CHAT);
    const errors = [first, nobody, direct, relayed, late].flatMap((opened) => opened.errors);
    expect(errors).toEqual([]);
  }, 60_000);

  it('send unsent messages after a reload, in order, once', async () => {
    const { page } = await open('/relay');
    await untilConnected(page, RELAY_CHAT);
    const witness = await open('/');
    await untilLines(witness.page, 4);
    momento.faults.inject({ kind: 'error', rpc: 'ListPushBack', status: 'UNAVAILABLE' });
    await say(page, 'one', RELAY_CHAT);
    await say(page, 'two', RELAY_CHAT);
    await page.reload();
    momento.faults.clear();
    await untilLines(witness.page, 6);
    await page.waitForFunction(
      (selector) => {
        const chat = document.querySelector(selector) as unknown as { pending?: unknown[] } | null;
        return chat?.pending?.length === 0;
      },
      { polling: 50 },
      RELAY_CHAT,
    );
    expect((await linesOf(witness.page)).slice(4)).toEqual(['Grace: one', 'Grace: two']);
  }, 60_000);

  async function open(path: string): Promise<{ page: Page; errors: string[] }> {
    const page = await (await browser.createBrowserContext()).newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() !== 'error' || message.location().url?.includes('favicon')) return;
      errors.push(message.text());
    });
    await page.goto(relay.url + path);
    return { page, errors };
  }
});

async function type(page: Page, text: string): Promise<void> {
  await page.bringToFront();
  await page.type('#input', text);
  await page.keyboard.press('Enter');
}

async function untilLines(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (expected) => document.querySelectorAll('li').length === expected,
    { polling: 50 },
    count,
  );
}

function linesOf(page: Page): Promise<string[]> {
  return page.$$eval('li', (items) => items.map(({ textContent }) => textContent));
}

async function buildElsewhere(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'momento-chat-relay-'));
  for (const configFile of ['vite.build.config.ts', 'vite.relay.config.ts']) {
    await build({ configFile, logLevel: 'error', build: { outDir, emptyOutDir: false } });
  }
  for (const mode of Object.keys(MODULES)) {
    await build({
      configFile: 'vite.modules.config.ts',
      mode,
      logLevel: 'error',
      build: { outDir, emptyOutDir: false },
    });
  }
  return outDir;
}
