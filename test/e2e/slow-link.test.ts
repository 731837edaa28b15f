import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { untilConnected } from '../helpers/chat-page.js';
import type { Link } from '../helpers/link.js';
import { CACHE, startLinkedChat, type LinkedChat } from '../helpers/linked-chat.js';
import { startSlowLink } from '../helpers/slow-link.js';

const ROOM = 'lobby';
/** Nearly the largest message, in characters. */
const LARGE = 3_700;

/** The members of the element that the test uses. */
interface Chat extends Element {
  readonly messages: readonly { readonly text: string }[];
  readonly pending: readonly unknown[];
  send(text: string): void;
}

describe('a visitor on 2 KB/s, with a second of latency', () => {
  let chat: LinkedChat<Link>;
  let page: Page;

  beforeAll(async () => {
    chat = await startLinkedChat((port) =>
      startSlowLink(port, { bytesPerSecond: 2_048, latencyMs: 500 }),
    );
    const values = Array.from({ length: 100 }, (_, i) => item(i, 'x'.repeat(LARGE)));
    chat.momento.direct.listPush({ cache: CACHE, list: ROOM, values });
    page = await chat.open(ROOM);
  });

  afterAll(() => chat.close());

  function item(order: number, text: string): string {
    return JSON.stringify({ id: `m${String(order)}`, username: 'Grace', message: text, order });
  }

  /** Waits until the chat has a message with this beginning. */
  function until(start: string): Promise<unknown> {
    return page.waitForFunction(
      (start) =>
        document
          .querySelector<Chat>('momento-chat')
          ?.messages.some(({ text }) => text.startsWith(start)),
      { polling: 100, timeout: 120_000 },
      start,
    );
  }

  it('receives live messages and sends before the history arrives, and then shows the history', async () => {
    await expect.poll(() => chat.momento.stats().openStreams, { timeout: 30_000 }).toBe(1);
    const live = item(1_000, 'live');
    chat.momento.direct.listPush({ cache: CACHE, list: ROOM, values: [live] });
    chat.momento.direct.publish({ cache: CACHE, topic: ROOM, text: live });
    await until('live');
    await page.evaluate(() => document.querySelector<Chat>('momento-chat')?.send('from afar'));
    await until('from afar');
    await expect
      .poll(() => chat.momento.direct.listFetch({ cache: CACHE, list: ROOM }).join('\n'), {
        timeout: 60_000,
      })
      .toContain('from afar');
    await until('xxx');
    page.setDefaultTimeout(120_000);
    await untilConnected(page);
  }, 300_000);
});
