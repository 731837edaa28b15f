import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { init, parse } from 'es-module-lexer';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { say, untilConnected, untilTexts } from '../helpers/chat-page.js';
import { launchOptions } from '../helpers/find-browser.js';
import {
  startTokenEndpointServer,
  type TokenEndpointServer,
} from '../helpers/token-endpoint-server.js';
import { isBuilt } from '../helpers/built.js';

/** What a host writes into a plain HTML file. */
function embed(tokenUrl: string): string {
  return `<!doctype html>
<script type="module" src="/momento-chat.js"></script>
<momento-chat room="lobby" token-url="${tokenUrl}"></momento-chat>`;
}

describe('the bundle', () => {
  let dist: string;
  let code: string;
  let momento: LocalMomento;
  let endpoint: TokenEndpointServer;
  let site: Server;
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    // What `npm run build` has left, which is what is published; while sources are being changed,
    // what it would leave.
    dist = (await isBuilt()) ? 'dist' : await buildElsewhere();
    code = await readFile(join(dist, 'momento-chat.js'), 'utf8');
    site = createServer((request, response) => {
      const isScript = request.url === '/momento-chat.js';
      const type = isScript ? 'text/javascript' : 'text/html; charset=utf-8';
      const user = new URL(request.url ?? '/', origin).searchParams.get('user') ?? 'ada';
      response.writeHead(200, { 'Content-Type': type });
      response.end(isScript ? code : embed(`${endpoint.url}&user=${user}`));
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${String((site.address() as AddressInfo).port)}`;
    momento = await startLocalMomento({ caches: ['instant-messaging'] });
    endpoint = await startTokenEndpointServer({ ...ports(momento), allowedOrigins: [origin] });
    browser = await launch(await launchOptions());
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await endpoint.close();
    await momento.close();
    site.closeAllConnections();
    await new Promise((resolve) => site.close(resolve));
    if (dist !== 'dist') await rm(dist, { recursive: true });
  });

  it('is one file, with a source map and the licences of what is in it beside it', async () => {
    // What is beside it is for games (an overlay in a frame), for relays, for servers and for tools.
    const files = (await readdir(dist)).filter((name) => name.startsWith('momento-chat.'));
    expect(files.sort()).toEqual([
      'momento-chat.js',
      'momento-chat.js.map',
      'momento-chat.licenses.txt',
    ]);
  });

  it('imports nothing', async () => {
    await init;
    const [imports] = parse(code);
    expect(imports.map(({ n, ss, se }) => n ?? code.slice(ss, se))).toEqual([]);
  });

  it('works on a plain page with one script tag, on another origin than engine and token endpoint', async () => {
    const ada = await open('ada');
    const grace = await open('grace');
    await say(ada.page, 'Hello from a plain page');
    await untilTexts(grace.page, ['Hello from a plain page']);
    await say(grace.page, 'And back');
    await untilTexts(ada.page, ['Hello from a plain page', 'And back']);
    expect([...ada.errors, ...grace.errors]).toEqual([]);
  });

  async function open(user: string): Promise<{ page: Page; errors: string[] }> {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('favicon'))
        errors.push(message.text());
    });
    await page.goto(`${origin}/?user=${user}`);
    await untilConnected(page);
    return { page, errors };
  }
});

async function buildElsewhere(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'momento-chat-dist-'));
  await build({ configFile: 'vite.build.config.ts', logLevel: 'error', build: { outDir } });
  return outDir;
}

function ports({ grpcPort, webUrl }: LocalMomento): { grpcPort: number; webUrl: string } {
  return { grpcPort, webUrl };
}
