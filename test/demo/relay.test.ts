import { launch, type Browser, type Page } from 'puppeteer-core';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { say, untilConnected, untilTexts } from '../helpers/chat-page.js';
import { DemoProcess } from '../helpers/demo-process.js';
import { launchOptions } from '../helpers/find-browser.js';

const DIRECT = '#direct';
const RELAYED = '#relayed';

describe('the relay of the demo', { timeout: 60_000 }, () => {
  let demo: DemoProcess;
  let browser: Browser;
  let page: Page;
  const log: string[] = [];
  const sockets: Socket[] = [];

  beforeAll(async () => {
    demo = new DemoProcess();
    browser = await launch(await launchOptions());
    page = await browser.newPage();
    page.on('console', (message) => log.push(message.text()));
    await page.goto(new URL('relay.html', await demo.url()).href);
    for (const chat of [DIRECT, RELAYED]) await untilConnected(page, chat);
  });

  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.disconnect();
  });

  afterAll(async () => {
    await browser.close();
    await demo.kill();
  });

  /** @returns "connected", or the reason for the failure */
  async function connect(user: string, headers: Record<string, string> = {}): Promise<string> {
    const socket = io(await demo.url(), {
      path: '/relay/',
      query: { user },
      extraHeaders: headers,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    });
    sockets.push(socket);
    return new Promise((resolve) => {
      socket.on('connect', () => resolve('connected'));
      socket.on('connect_error', ({ message }) => resolve(message));
    });
  }

  it('joins direct and relayed people in one room', async () => {
    await say(page, 'Can you hear me?', DIRECT);
    await untilTexts(page, ['Can you hear me?'], RELAYED);
    await say(page, 'As if you were here.', RELAYED);
    for (const chat of [DIRECT, RELAYED]) {
      await untilTexts(page, ['Can you hear me?', 'As if you were here.'], chat);
    }
  });

  it('shows both the history', async () => {
    const later = await browser.newPage();
    await later.goto(page.url());
    for (const chat of [DIRECT, RELAYED]) {
      await untilTexts(later, ['Can you hear me?', 'As if you were here.'], chat);
    }
    await later.close();
    // Ada and Grace, on the first page, are in the same room.
    const first = await browser.newPage();
    await first.goto(await demo.url());
    await untilTexts(first, ['Can you hear me?', 'As if you were here.']);
    await first.close();
  });

  it('does not disturb the dev server’s WebSocket', () => {
    expect(log).toContain('[vite] connected.');
  });

  it('accepts the demo’s people, from its own pages and from programs', async () => {
    const { origin } = new URL(page.url());
    expect(await connect('kenji')).toBe('connected');
    expect(await connect('kenji', { Origin: origin })).toBe('connected');
    expect(await connect('eve')).toMatch(/^unable to enter; it is not open to this visitor/);
    expect(await connect('kenji', { Origin: 'https://evil.example' })).toBe('websocket error');
  });

  it('closes with the server while clients are connected', async () => {
    const other = new DemoProcess();
    try {
      const socket = io(await other.url(), {
        path: '/relay/',
        query: { user: 'kenji' },
        forceNew: true,
        reconnection: false,
      });
      sockets.push(socket);
      await socket.timeout(20_000).emitWithAck('join', { room: 'town-hall' });
      other.signalGroup('SIGTERM');
      await other.ended;
      await vi.waitFor(() => expect(other.alive).toBe(false), { timeout: 15_000 });
      expect(socket.connected).toBe(false);
    } finally {
      await other.kill();
    }
  });
});
