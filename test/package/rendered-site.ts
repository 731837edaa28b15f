import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { launch } from 'puppeteer-core';
import type {} from '../../src/momento-chat-inbox.js';
import type {} from '../../src/momento-chat-relay.js';
import { startLocalMomento } from '../../src/local-momento/index.js';
import { say, untilConnected, untilTexts } from '../helpers/chat-page.js';
import { launchOptions } from '../helpers/find-browser.js';
import { startTokenEndpointServer } from '../helpers/token-endpoint-server.js';

const CACHE = 'instant-messaging';

/** A server-rendered page in a browser, with an engine. */
export interface RenderedSite {
  readonly rendered: string;
  /** The page's exceptions, and its console's errors and warnings. */
  readonly complaints: readonly string[];
  /**
   * Types and sends a message, and waits until the chat shows it.
   *
   * @param shown what the page makes of it
   */
  say(text: string, shown?: string): Promise<void>;
  /** The label of the field to write in. */
  fieldLabel(): Promise<string | null>;
  /** Waits until the page's `<output>` has this text. */
  untilOutput(text: string): Promise<void>;
  /** Has the page show the other elements. @returns what each has got, once its script is there */
  others(): Promise<readonly unknown[]>;
  /** The texts in the room's list. */
  stored(): string[];
  close(): Promise<void>;
}

/**
 * Renders, serves and opens the page.
 *
 * @param scripts the folder of `client.js` and its imports
 */
export async function startRenderedSite(
  scripts: string,
  render: (tokenUrl: string) => Promise<string>,
): Promise<RenderedSite> {
  const open: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of open.reverse()) await end();
  };
  const momento = await startLocalMomento({ caches: [CACHE] });
  open.push(() => momento.close());

  let html = '';
  const server = createServer((request, response) => {
    const isScript = request.url?.endsWith('.js') ?? false;
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    if (!isScript) response.end(html);
    else {
      readFile(join(scripts, request.url ?? '')).then(
        (script) => response.end(script),
        () => response.writeHead(404).end(),
      );
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;

  const endpoint = await startTokenEndpointServer({
    grpcPort: momento.grpcPort,
    webUrl: momento.webUrl,
    allowedOrigins: [origin],
  });
  open.push(() => endpoint.close());
  const rendered = await render(endpoint.url);
  html = `<!doctype html><link rel="icon" href="data:,"><title>Rendered</title>
<div id="app" data-token-url="${endpoint.url.replaceAll('&', '&amp;')}">${rendered}</div>
<script type="module" src="/client.js"></script>`;

  const browser = await launch(await launchOptions());
  open.push(() => browser.close());
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(origin);
  await untilConnected(page);

  return {
    rendered,
    complaints,
    async say(text, shown = text) {
      await say(page, text);
      await untilTexts(page, [shown]);
    },
    fieldLabel: () => page.$eval('momento-chat >>> textarea', (field) => field.ariaLabel),
    async untilOutput(text) {
      const hasText = (expected: string): boolean =>
        document.querySelector('output')?.textContent === expected;
      await page.waitForFunction(hasText, { polling: 50 }, text);
    },
    async others() {
      const tags = ['momento-relay-chat', 'momento-chat-inbox'];
      const known = (names: string[]) => names.map((name) => !!customElements.get(name));
      const before = await page.evaluate(known, tags);
      await page.evaluate(() => dispatchEvent(new Event('show-others')));
      const hasBoth = (names: string[]): boolean =>
        names.every((name) => document.querySelector(`${name}:defined`)?.shadowRoot);
      await page.waitForFunction(hasBoth, { polling: 50 }, tags);
      const got = await page.evaluate(() => {
        const relay = document.querySelector('momento-relay-chat');
        const inbox = document.querySelector('momento-chat-inbox');
        return [relay?.relayAuth, relay?.relayUrl, inbox?.filter, inbox?.chatStrings];
      });
      return [...before, ...got];
    },
    stored() {
      const items = momento.direct.listFetch({ cache: CACHE, list: 'lobby' });
      return items.map((item) => (JSON.parse(item) as { message: string }).message);
    },
    close,
  };
}
