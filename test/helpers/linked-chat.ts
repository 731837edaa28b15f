import { launch, type Page } from 'puppeteer-core';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { startBundleSite } from './bundle-site.js';
import { launchOptions } from './find-browser.js';
import type { Link } from './link.js';
import { startTokenEndpointServer } from './token-endpoint-server.js';

export const CACHE = 'instant-messaging';

/** The built element in a browser, with a link between the browser and the engine. */
export interface LinkedChat<Kind extends Link> {
  readonly momento: LocalMomento;
  readonly link: Kind;
  /**
   * Opens a page with a chat in this room.
   *
   * @param options.prepare is called before the page loads anything
   */
  open(
    room: string,
    options?: { language?: string; prepare?: (page: Page) => Promise<void> },
  ): Promise<Page>;
  close(): Promise<void>;
}

/** @param startLink starts the link to the engine's port */
export async function startLinkedChat<Kind extends Link>(
  startLink: (port: number) => Promise<Kind>,
  options: { heartbeatMs?: number } = {},
): Promise<LinkedChat<Kind>> {
  const momento = await startLocalMomento({ caches: [CACHE], ...options });
  const link = await startLink(momento.webPort);
  const site = await startBundleSite(
    ({ searchParams }) =>
      `<!doctype html><html lang="${searchParams.get('lang') ?? ''}"><meta charset="utf-8"><script type="module" src="/momento-chat.js"></script>
       <momento-chat room="${searchParams.get('room') ?? ''}" token-url="${endpoint.url}"></momento-chat>`,
  );
  const endpoint = await startTokenEndpointServer({
    grpcPort: momento.grpcPort,
    webUrl: momento.webUrl,
    allowedOrigins: [site.origin],
  });
  endpoint.behave({ answer: { endpoint: link.url } });
  const browser = await launch(await launchOptions());
  return {
    momento,
    link,
    async open(room, { language = 'en', prepare } = {}) {
      const page = await browser.newPage();
      await prepare?.(page);
      await page.goto(`${site.origin}/?room=${room}&lang=${language}`);
      return page;
    },
    async close() {
      await browser.close();
      await link.close();
      await endpoint.close();
      await site.close();
      await momento.close();
    },
  };
}
