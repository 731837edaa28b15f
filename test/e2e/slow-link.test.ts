import { launch, type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { startBundleSite, type BundleSite } from '../helpers/bundle-site.js';
import { untilConnected } from '../helpers/chat-page.js';
import { launchOptions } from '../helpers/find-browser.js';
import { startSlowLink, type SlowLink } from '../helpers/slow-link.js';
import {
  startTokenEndpointServer,
  type TokenEndpointServer,
} from '../helpers/token-endpoint-server.js';

const CACHE = 'instant-messaging';
const ROOM = 'lobby';
/** Nearly as large as a message can be, in characters. */
const LARGE = 3_700;

/** What a test asks of the element. */
interface Chat extends Element {
  readonly messages: readonly { readonly text: string }[];
  readonly pending: readonly unknown[];
  send(text: string): void;
}

describe('a visitor on 2 KB/s, with a second of latency', () => {
  let momento: LocalMomento;
  let link: SlowLink;
  let endpoint: TokenEndpointServer;
  let site: BundleSite;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    momento = await startLocalMomento({ caches: [CACHE] });
    const { port } = new URL(momento.webUrl);
    link = await startSlowLink({ port: Number(port), bytesPerSecond: 2_048, latencyMs: 500 });
    site = await startBundleSite(
      () =>
        `<!doctype html><meta charset="utf-8"><script type="module" src="/momento-chat.js"></script>
         <momento-chat room="${ROOM}" token-url="${endpoint.url}"></momento-chat>`,
    );
    endpoint = await startTokenEndpointServer({
      grpcPort: momento.grpcPort,
      webUrl: momento.webUrl,
      allowedOrigins: [site.origin],
    });
    endpoint.behave({ answer: { endpoint: link.url } });
    const values = Array.from({ length: 100 }, (_, i) => item(i, 'x'.repeat(LARGE)));
    momento.direct.listPush({ cache: CACHE, list: ROOM, values });
    browser = await launch(await launchOptions());
    page = await browser.newPage();
    await page.goto(site.origin);
  });

  afterAll(async () => {
    await browser.close();
    await link.close();
    await endpoint.close();
    await site.close();
    await momento.close();
  });

  function item(order: number, text: string): string {
    return JSON.stringify({ id: `m${String(order)}`, username: 'Grace', message: text, order });
  }

  /** Waits until the chat has such a message. */
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

  it('reads what is live and writes before the history is there, and then has that, too', async () => {
    await expect.poll(() => momento.stats().openStreams, { timeout: 30_000 }).toBe(1);
    const live = item(1_000, 'live');
    momento.direct.listPush({ cache: CACHE, list: ROOM, values: [live] });
    momento.direct.publish({ cache: CACHE, topic: ROOM, text: live });
    await until('live');
    await page.evaluate(() => document.querySelector<Chat>('momento-chat')?.send('from afar'));
    await until('from afar');
    await expect
      .poll(() => momento.direct.listFetch({ cache: CACHE, list: ROOM }).join('\n'), {
        timeout: 60_000,
      })
      .toContain('from afar');
    await until('xxx');
    page.setDefaultTimeout(120_000);
    await untilConnected(page);
  }, 300_000);
});
