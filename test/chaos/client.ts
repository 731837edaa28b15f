import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import type { Link } from './link.js';
import { clockSkewedBy } from './skew.js';
import type { Report, Said } from './verdict.js';

/** How long a page may take to get a token after a reload, in ms, before the next fault. */
const ENTRY_MS = 20_000;

/** Who opens which page, over what. */
export interface ClientOptions {
  readonly name: string;
  readonly url: string;
  readonly link: Link;
  /** How far the page's clock is ahead, in ms; below 0: behind. */
  readonly skewMs: number;
}

/** A real page with a real element, in a browser context of its own: its own connections and storage. */
export class ChaosClient {
  /** All messages that the element has accepted for sending, in this order. */
  readonly accepted: Said[] = [];
  /** Exceptions that nobody caught. */
  readonly pageErrors: string[] = [];
  readonly name: string;
  /** Its way to the service. */
  readonly link: Link;
  readonly #context: BrowserContext;
  readonly #page: Page;
  readonly #url: string;
  #written = 0;
  /** What it was seen to hold since the page was loaded. */
  #held = new Map<string, string>();

  private constructor({ name, url, link }: ClientOptions, context: BrowserContext, page: Page) {
    this.name = name;
    this.link = link;
    this.#url = url;
    this.#context = context;
    this.#page = page;
  }

  static async open(browser: Browser, options: ClientOptions): Promise<ChaosClient> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.evaluateOnNewDocument(clockSkewedBy(options.skewMs));
    const client = new ChaosClient(options, context, page);
    page.on('pageerror', (error) => client.pageErrors.push(String(error)));
    await page.goto(options.url);
    return client;
  }

  /** Sends the next message, if the element takes it. @param words texts differ by their beginning, whatever follows */
  async send(words: string): Promise<boolean> {
    const text = `${this.name} ${String(this.#written)} ${words}`.trim();
    // Even if the page is reloaded before it can tell that it has accepted it.
    this.#written += 1;
    const id = await this.#page.evaluate((text) => {
      const element = document.querySelector<MomentoChatElement>('#chat');
      try {
        return element?.send(text);
      } catch {
        return undefined; // Full outbox: not accepted.
      }
    }, text);
    if (id === undefined) return false;
    this.accepted.push({ id, text });
    return true;
  }

  /** Remembers what the page has now: it must not lose it. */
  async noteHeld(): Promise<void> {
    const held = this.#held;
    const messages = await this.#page.evaluate(() =>
      (document.querySelector<MomentoChatElement>('#chat')?.messages ?? []).map(
        ({ id, text }) => [id, text] as const,
      ),
    );
    // Of a page that was reloaded meanwhile nobody can ask that.
    for (const [id, text] of messages) held.set(id, text);
  }

  async reload(): Promise<void> {
    await this.#leaving(() => this.#page.reload({ waitUntil: 'domcontentloaded' }));
    const end = performance.now() + ENTRY_MS;
    while (!(await this.#isIn())) {
      if (performance.now() > end) throw new Error(`${this.name} is ${await this.status()}`);
      await delay(50);
    }
  }

  /** Goes to another page in the same tab, and comes back. */
  async leaveAndReturn(): Promise<void> {
    await this.#leaving(() => this.#page.goto('about:blank'));
    await this.#page.goto(this.#url, { waitUntil: 'domcontentloaded' });
  }

  /** Gets the page back that could not be loaded while the client was offline. */
  async ensureOpen(): Promise<void> {
    await this.setOffline(false);
    if (await this.#page.$('#chat')) return;
    await this.#leaving(() => this.#page.goto(this.#url));
  }

  setOffline(offline: boolean): Promise<void> {
    return this.#page.setOfflineMode(offline);
  }

  /** Connected, with nothing on its way. */
  settled(): Promise<boolean> {
    return this.#page.evaluate(() => {
      const element = document.querySelector<MomentoChatElement>('#chat');
      return (
        element?.status === 'connected' &&
        element.pending.every(({ state }: { state: string }) => state !== 'sending')
      );
    });
  }

  status(): Promise<string> {
    return this.#page.evaluate(() => {
      const element = document.querySelector<MomentoChatElement>('#chat');
      const way = navigator.onLine ? 'online' : 'offline';
      return `${element?.status ?? 'absent'}, ${String(element?.pending?.length)} pending, ${way}`;
    });
  }

  async report(): Promise<Report> {
    const held = [...this.#held].map(([id, text]) => ({ id, text }));
    const told = await this.#page.evaluate(async () => {
      const element = document.querySelector<MomentoChatElement>('#chat');
      if (!element) throw new Error('no element');
      await element.updateComplete;
      const list = element.renderRoot.querySelector('momento-chat-message-list');
      await list?.updateComplete;
      // One that was reloaded has the newest page: the rest comes as a reader scrolls up.
      for (let pages = 0; list?.earlier === 'available' && pages < 100; pages += 1) {
        list.dispatchEvent(new Event('earlier'));
        do await new Promise((resolve) => setTimeout(resolve, 10));
        while ((list.earlier as string) === 'loading');
      }
      await list?.updateComplete;
      const bubbles = [...(list?.renderRoot.querySelectorAll('.bubble') ?? [])];
      const { messages, pending } = element;
      return {
        status: element.status,
        messages: messages.map(({ id, text }) => ({ id, text })),
        shown: bubbles.map((bubble) => bubble.textContent ?? ''),
        texts: [...messages, ...pending].map(({ text }) => text),
        failed: pending.filter(({ state }) => state === 'failed').map(({ id }) => id),
        gaps: list?.renderRoot.querySelectorAll('.gap').length ?? 0,
      };
    });
    return { ...told, held };
  }

  async close(): Promise<void> {
    await this.#context.close();
    await this.link.close();
  }

  #isIn(): Promise<boolean> {
    return this.#page.evaluate(
      () => document.querySelector<MomentoChatElement>('#chat')?.session !== undefined,
    );
  }

  /** The page forgets what it holds in memory. */
  async #leaving(leave: () => Promise<unknown>): Promise<void> {
    this.#held = new Map();
    try {
      await leave();
    } finally {
      this.#held = new Map();
    }
  }
}
