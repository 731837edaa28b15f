import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { untilConnected } from '../helpers/chat-page.js';
import { startFreezingLink, type FreezingLink } from '../helpers/freezing-link.js';
import { CACHE, startLinkedChat, type LinkedChat } from '../helpers/linked-chat.js';

const HEARTBEAT_MS = 300;
const TIMEOUT = { timeout: 25_000 };

interface Chat extends Element {
  readonly status: string;
  readonly messages: readonly { readonly text: string }[];
  reconnect(): void;
}

describe('a visitor whose connections freeze', () => {
  let chat: LinkedChat<FreezingLink>;
  let page: Page;
  let room: string;
  let rooms = 0;
  let sent: string[];

  beforeAll(async () => {
    chat = await startLinkedChat(startFreezingLink, { heartbeatMs: HEARTBEAT_MS });
  });

  beforeEach(async () => {
    rooms += 1;
    room = `room-${String(rooms)}`;
    sent = [];
    page = await chat.open(room);
    await untilConnected(page);
    await new Promise((resolve) => setTimeout(resolve, 5 * HEARTBEAT_MS)); // The heartbeats' interval is measured.
  });

  afterEach(() => page.close());

  afterAll(() => chat.close());

  function publish(count: number): void {
    for (let i = 0; i < count; i += 1) {
      const text = `m${String(sent.length + 1)}`;
      const item = JSON.stringify({ id: text, username: 'Grace', message: text });
      chat.momento.direct.listPush({ cache: CACHE, list: room, values: [item] });
      chat.momento.direct.publish({ cache: CACHE, topic: room, text: item });
      sent.push(text);
    }
  }

  /** Records the number of messages at each change of the status to `connected`. */
  async function recordArrivals(): Promise<() => Promise<number[]>> {
    await page.evaluate(() => {
      const chat = document.querySelector<Chat>('momento-chat');
      const counts: number[] = [];
      Object.assign(window, { counts });
      chat?.addEventListener('momento-chat-status-change', () => {
        if (chat.status === 'connected') counts.push(chat.messages.length);
      });
    });
    return () => page.evaluate(() => (window as unknown as { counts: number[] }).counts);
  }

  function shown(): Promise<string[]> {
    return page.evaluate(() =>
      [...(document.querySelector<Chat>('momento-chat')?.messages ?? [])].map(({ text }) => text),
    );
  }

  it('permanently: has every message before it is “connected” again', async () => {
    publish(3);
    await expect.poll(shown, TIMEOUT).toEqual(sent);
    const arrivals = await recordArrivals();
    chat.link.freeze();
    publish(24);
    await expect.poll(shown, TIMEOUT).toEqual(sent);
    await untilConnected(page);
    await expect.poll(arrivals, TIMEOUT).toEqual([sent.length]);
    publish(3);
    await expect.poll(shown, TIMEOUT).toEqual(sent);
  }, 90_000);

  it('while the token changes: shows live messages nevertheless', async () => {
    publish(3);
    await expect.poll(shown, TIMEOUT).toEqual(sent);
    const arrivals = await recordArrivals();
    chat.link.freeze();
    publish(10);
    await page.evaluate(() => document.querySelector<Chat>('momento-chat')?.reconnect());
    await expect.poll(arrivals, TIMEOUT).not.toEqual([]);
    publish(10);
    await expect.poll(shown, TIMEOUT).toEqual(sent);
    expect((await arrivals()).every((count) => count >= 13)).toBe(true);
  }, 90_000);

  it('and thaw: shows every message once and in order', async () => {
    publish(3);
    await expect.poll(shown, TIMEOUT).toEqual(sent);
    chat.link.freeze();
    publish(24);
    chat.link.thaw();
    publish(3);
    await expect.poll(shown, TIMEOUT).toEqual(sent);
    await untilConnected(page);
    expect(await shown()).toEqual(sent);
  }, 90_000);
});
