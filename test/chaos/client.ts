import type { Browser, Page } from 'puppeteer-core';

/** A message, as far as a run has to keep it. */
export interface Said {
  readonly id: string;
  readonly text: string;
}

/** What a client knows in the end. */
export interface Report {
  readonly status: string;
  /** Its timeline, in order. */
  readonly messages: readonly Said[];
  /** Texts as they stand on the page, in order: those of the timeline and of what is unsettled. */
  readonly shown: readonly string[];
  readonly texts: readonly string[];
  readonly failed: readonly string[];
  readonly sending: readonly string[];
  readonly gaps: number;
}

/** A real page with a real element, in a browser context of its own: its own connections and storage. */
export class ChaosClient {
  /** All messages that the element has accepted for sending. */
  readonly accepted: Said[] = [];
  /** Exceptions that nobody caught. */
  readonly pageErrors: string[] = [];
  readonly #page: Page;
  readonly #url: string;
  #written = 0;
  readonly name: string;

  private constructor(name: string, page: Page, url: string) {
    this.name = name;
    this.#page = page;
    this.#url = url;
  }

  static async open(browser: Browser, name: string, url: string): Promise<ChaosClient> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const client = new ChaosClient(name, page, url);
    page.on('pageerror', (error) => client.pageErrors.push(String(error)));
    await page.goto(url);
    return client;
  }

  /** Sends the next message, if the element takes it. */
  async send(): Promise<boolean> {
    const text = `${this.name} ${String(this.#written)}`;
    // Even if the page is reloaded before it can tell that it has accepted it.
    this.#written += 1;
    const id = await this.#page.evaluate((text) => {
      const element = document.querySelector('momento-chat');
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

  async reload(): Promise<void> {
    await this.#page.reload({ waitUntil: 'domcontentloaded' });
    await this.#page.waitForFunction(() => document.querySelector('momento-chat')?.session, {
      polling: 50,
      timeout: 60_000,
    });
  }

  /** Goes to another page in the same tab, and comes back. */
  async leaveAndReturn(): Promise<void> {
    await this.#page.goto('about:blank');
    await this.#page.goto(this.#url, { waitUntil: 'domcontentloaded' });
  }

  /** Gets the page back that could not be loaded while the client was offline. */
  async ensureOpen(): Promise<void> {
    await this.setOffline(false);
    if (!(await this.#page.$('momento-chat'))) await this.#page.goto(this.#url);
  }

  setOffline(offline: boolean): Promise<void> {
    return this.#page.setOfflineMode(offline);
  }

  /** Connected, with nothing on its way. */
  settled(): Promise<boolean> {
    return this.#page.evaluate(() => {
      const element = document.querySelector('momento-chat');
      return (
        element?.status === 'connected' &&
        element.pending.every(({ state }: { state: string }) => state !== 'sending')
      );
    });
  }

  status(): Promise<string> {
    return this.#page.evaluate(() => {
      const element = document.querySelector('momento-chat');
      return `${element?.status ?? 'absent'}, ${String(element?.pending.length ?? 0)} pending`;
    });
  }

  report(): Promise<Report> {
    return this.#page.evaluate(async () => {
      const element = document.querySelector('momento-chat');
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
        sending: pending.filter(({ state }) => state === 'sending').map(({ id }) => id),
        gaps: list?.renderRoot.querySelectorAll('.gap').length ?? 0,
      };
    });
  }
}
