import type { Page } from 'puppeteer-core';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { say, untilLastTexts } from '../helpers/chat-page.js';
import { DemoProcess } from '../helpers/demo-process.js';
import { untilConnected, useDemo } from './demo-browser.js';

const DIRECT = '#direct';
const RELAYED = '#relayed';

describe('the relay of the demo', { timeout: 60_000 }, () => {
  const demo = useDemo({ keepsPages: true });
  let page: Page;
  const log: string[] = [];
  const sockets: Socket[] = [];

  beforeAll(async () => {
    page = await demo.open('relay.html');
    page.on('console', (message) => log.push(message.text()));
    await page.reload();
    for (const chat of [DIRECT, RELAYED]) await untilConnected(page.mainFrame(), chat);
  });

  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.disconnect();
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
    await untilLastTexts(page, ['Can you hear me?'], RELAYED);
    await say(page, 'As if you were here.', RELAYED);
    for (const chat of [DIRECT, RELAYED]) {
      await untilLastTexts(page, ['Can you hear me?', 'As if you were here.'], chat);
    }
  });

  it('shows both the history', async () => {
    const later = await demo.open('relay.html');
    for (const chat of [DIRECT, RELAYED]) {
      await untilLastTexts(later, ['Can you hear me?', 'As if you were here.'], chat);
    }
    await later.close();
    // Alan alone, without a relay, is in the same room.
    const alone = await demo.open('visitor.html?user=alan&room=hotel');
    await untilLastTexts(alone, ['Can you hear me?', 'As if you were here.']);
    await alone.close();
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
