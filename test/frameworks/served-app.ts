import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { launch, type Page } from 'puppeteer-core';
import { startLocalMomento } from '../../src/local-momento/index.js';
import { freePort, RunningProject } from '../create/running-project.js';
import { say, untilConnected, untilTexts } from '../helpers/chat-page.js';
import { launchOptions } from '../helpers/find-browser.js';
import { startTokenEndpointServer } from '../helpers/token-endpoint-server.js';

const CACHE = 'instant-messaging';

/** An application of a framework that serves its pages, with a token endpoint beside them, and a browser that opens one. */
export class ServedApp {
  readonly #open: (() => Promise<unknown>)[] = [];
  #origin = '';
  #stored: () => string[] = () => [];
  #page!: Page; // set by start
  /** The page's exceptions, and its console's errors and warnings: those of a hydration among them. */
  readonly complaints: string[] = [];
  /** The page as the server has rendered it. */
  html = '';

  /**
   * Starts a built application, fetches its page, and opens it.
   *
   * @param line the command that serves it, on the port in `PORT`
   */
  static async start(folder: string, line: readonly [string, ...string[]]): Promise<ServedApp> {
    const app = new ServedApp();
    try {
      await app.#start(folder, line);
    } catch (error) {
      await app.close();
      throw error;
    }
    return app;
  }

  get page(): Page {
    return this.#page;
  }

  /** Types and sends a message, and waits until the chat shows these. */
  async say(text: string, shown: readonly string[]): Promise<void> {
    await say(this.#page, text);
    await this.untilShown(shown);
  }

  untilShown(texts: readonly string[]): Promise<void> {
    return untilTexts(this.#page, texts);
  }

  /** Waits until the page's `<output>` has this text. */
  async untilOutput(text: string): Promise<void> {
    const hasText = (expected: string): boolean =>
      document.querySelector('output')?.textContent === expected;
    await this.#page.waitForFunction(hasText, { polling: 50 }, text);
  }

  /** What the element has, as the application's code and its markup have set it. */
  settings(): Promise<unknown> {
    return this.#page.evaluate(() => {
      const chat = document.querySelector('momento-chat');
      return {
        held: chat?.hasAttribute('defer-hydration'),
        label: chat?.strings?.composerLabel,
        limit: chat?.historyLimit,
        reports: chat?.reports,
        slot: chat?.querySelector('[slot=header]')?.textContent,
      };
    });
  }

  /** The texts in the room's list. */
  stored(): string[] {
    return this.#stored();
  }

  async close(): Promise<void> {
    for (const end of this.#open.splice(0).reverse()) await end();
  }

  async #start(folder: string, line: readonly [string, ...string[]]): Promise<void> {
    const momento = await startLocalMomento({ caches: [CACHE] });
    this.#open.push(() => momento.close());
    this.#stored = () =>
      momento.direct
        .listFetch({ cache: CACHE, list: 'lobby' })
        .map((item) => (JSON.parse(item) as { message: string }).message);
    const { grpcPort, webUrl } = momento;
    const endpoint = await startTokenEndpointServer({ grpcPort, webUrl });
    this.#open.push(() => endpoint.close());

    const port = await freePort();
    const env = { HOST: '127.0.0.1', PORT: String(port), NODE_ENV: 'production' };
    const project = new RunningProject(folder, line, env);
    this.#open.push(() => project.stop());
    await project.until(new RegExp(`:${String(port)}`));
    this.#origin = await this.#serve(`http://127.0.0.1:${String(port)}`, endpoint.url);
    this.html = await (await fetch(this.#origin)).text();
    await this.#openPage();
  }

  /** Serves the application and the token endpoint from one origin, as a host does. */
  async #serve(app: string, endpoint: string): Promise<string> {
    const server = createServer((incoming, response) => {
      const { pathname, search } = new URL(incoming.url ?? '/', app);
      const isToken = pathname === '/momento-token';
      passOn(
        isToken ? `${endpoint}&${search.slice(1)}` : `${app}${pathname}${search}`,
        incoming,
        response,
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.#open.push(async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    });
    return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  }

  async #openPage(): Promise<void> {
    const browser = await launch(await launchOptions());
    this.#open.push(() => browser.close());
    this.#page = await browser.newPage();
    this.#page.on('pageerror', (error) => this.complaints.push(String(error)));
    this.#page.on('console', (message) => {
      if (['error', 'warn'].includes(message.type())) this.complaints.push(message.text());
    });
    await this.#page.goto(this.#origin);
    await untilConnected(this.#page);
  }
}

function passOn(url: string, incoming: IncomingMessage, response: ServerResponse): void {
  const { method, headers } = incoming;
  const outgoing = request(url, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.on('error', () => response.destroy());
  incoming.pipe(outgoing);
}
