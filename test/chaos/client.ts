import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import type { Link } from './link.js';
import { clockSkewedBy } from './skew.js';
import type { Report, MessageRecord } from './verdict.js';

/** The longest wait for a page's session after a reload, in ms. */
const JOIN_TIMEOUT_MS = 20_000;

export interface ClientOptions {
  readonly name: string;
  readonly url: string;
  readonly link: Link;
  /** How far the page's clock is ahead, in ms; negative if behind. */
  readonly skewMs: number;
}

/** A real page with a real element, in its own browser context: with its own connections and storage. */
export class ChaosClient {
  /** All messages that the element has accepted for sending, in order. */
  readonly accepted: MessageRecord[] = [];
  /** Uncaught exceptions. */
  readonly pageErrors: string[] = [];
  readonly name: string;
  /** The network between the page and the service. */
  readonly link: Link;
  readonly #context: BrowserContext;
  readonly #page: Page;
  readonly #url: string;
  #textsMade = 0;
  /** Messages seen in the element since the page was loaded, as text by id. */
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

  /** Sends the next message. @param words the end of a text that is unique by its beginning @returns whether the element accepted it */
  async send(words: string): Promise<boolean> {
    const text = `${this.name} ${String(this.#textsMade)} ${words}`.trim();
    // Counted first: a page may be reloaded after it has accepted a message and before it answers.
    this.#textsMade += 1;
    const id = await this.#page.evaluate((text) => {
      const element = document.querySelector<MomentoChatElement>('#chat');
      try {
        return element?.send(text);
      } catch {
        return undefined; // The outbox is full.
      }
    }, text);
    if (id === undefined) return false;
    this.accepted.push({ id, text });
    return true;
  }

  /** Records the element's messages, which it must not lose. */
  async recordHeld(): Promise<void> {
    const held = this.#held;
    const messages = await this.#page.evaluate(() =>
      (document.querySelector<MomentoChatElement>('#chat')?.messages ?? []).map(
        ({ id, text }) => [id, text] as const,
      ),
    );
    // The map of before the call: a page reloaded meanwhile may have lost the messages.
    for (const [id, text] of messages) held.set(id, text);
  }

  async reload(): Promise<void> {
    await this.#forgetHeldDuring(() => this.#page.reload({ waitUntil: 'domcontentloaded' }));
    const end = performance.now() + JOIN_TIMEOUT_MS;
    while (!(await this.#hasSession())) {
      if (performance.now() > end) throw new Error(`${this.name} is ${await this.status()}`);
      await delay(50);
    }
  }

  /** Navigates to another page in the same tab, and back. */
  async leaveAndReturn(): Promise<void> {
    await this.#forgetHeldDuring(() => this.#page.goto('about:blank'));
    await this.#page.goto(this.#url, { waitUntil: 'domcontentloaded' });
  }

  /** Loads the page again if it could not be loaded while offline. */
  async ensureOpen(): Promise<void> {
    await this.setOffline(false);
    if (await this.#page.$('#chat')) return;
    await this.#forgetHeldDuring(() => this.#page.goto(this.#url));
  }

  setOffline(offline: boolean): Promise<void> {
    return this.#page.setOfflineMode(offline);
  }

  /** Whether the element is connected and sends no message. */
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
      const network = navigator.onLine ? 'online' : 'offline';
      return `${element?.status ?? 'absent'}, ${String(element?.pending?.length)} pending, ${network}`;
    });
  }

  async report(): Promise<Report> {
    const held = [...this.#held].map(([id, text]) => ({ id, text }));
    const current = await this.#page.evaluate(async () => {
      const element = document.querySelector<MomentoChatElement>('#chat');
      if (!element) throw new Error('no element');
      await element.updateComplete;
      const list = element.renderRoot.querySelector('momento-chat-message-list');
      await list?.updateComplete;
      // A reloaded element has the newest page of history only; scrolling up loads the rest.
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
    return { ...current, held };
  }

  async close(): Promise<void> {
    await this.#context.close();
    await this.link.close();
  }

  #hasSession(): Promise<boolean> {
    return this.#page.evaluate(
      () => document.querySelector<MomentoChatElement>('#chat')?.session !== undefined,
    );
  }

  /** Clears the record of held messages: the page loses its memory. */
  async #forgetHeldDuring(leave: () => Promise<unknown>): Promise<void> {
    this.#held = new Map();
    try {
      await leave();
    } finally {
      this.#held = new Map();
    }
  }
}
