import { launch, type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { startBundleSite, type BundleSite } from '../helpers/bundle-site.js';
import { untilConnected, untilTexts } from '../helpers/chat-page.js';
import { launchOptions } from '../helpers/find-browser.js';
import { keepsPages, skipWithout } from '../helpers/full-chromium.js';
import {
  startTokenEndpointServer,
  type TokenEndpointServer,
} from '../helpers/token-endpoint-server.js';

const CACHE = 'instant-messaging';
const ROOM = 'lobby';

/** With a real browser, which decides whether it keeps the page: the element must not prevent it. */
describe('a page restored from the back/forward cache', () => {
  let momento: LocalMomento;
  let endpoint: TokenEndpointServer;
  let site: BundleSite;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    momento = await startLocalMomento({ caches: [CACHE] });
    site = await startBundleSite(({ pathname }) =>
      pathname === '/elsewhere'
        ? '<!doctype html><title>Elsewhere</title>'
        : `<!doctype html><meta charset="utf-8"><script type="module" src="/momento-chat.js"></script>
           <momento-chat room="${ROOM}" token-url="${endpoint.url}"></momento-chat>`,
    );
    endpoint = await startTokenEndpointServer({
      grpcPort: momento.grpcPort,
      webUrl: momento.webUrl,
      allowedOrigins: [site.origin],
    });
    browser = await launch(await launchOptions());
    page = await browser.newPage();
    await page.goto(site.origin);
    await untilConnected(page);
  });

  afterAll(async () => {
    await browser.close();
    await endpoint.close();
    await site.close();
    await momento.close();
  });

  it('is kept by the browser, has no open stream meanwhile, and catches up when restored', async ({
    skip,
  }) => {
    const plain = [`${site.origin}/elsewhere`, `${site.origin}/elsewhere?again`] as const;
    if (!(await keepsPages(browser, plain))) skipWithout(skip, 'keeps no page that was left');
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => {
        document.documentElement.dataset.persisted = String(persisted);
      });
    });
    await page.goto(`${site.origin}/elsewhere`);
    await expect.poll(() => momento.stats().openStreams).toBe(0);
    const text = JSON.stringify({ id: 'm1', username: 'Grace', message: 'while you were away' });
    momento.direct.listPush({ cache: CACHE, list: ROOM, values: [text] });
    momento.direct.publish({ cache: CACHE, topic: ROOM, text });
    await page.goBack();
    await untilTexts(page, ['while you were away']);
    expect(await page.evaluate(() => document.documentElement.dataset.persisted)).toBe('true');
    expect(momento.stats().openStreams).toBe(1);
  });
});
