import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import type { Link } from './link.js';
import { clockSkewedBy } from './skew.js';
import type { ChangeRecord, MessageRecord, Report, SeenMessage } from './evidence.js';
import { fetchFiles, PageFiles, sendWithFiles } from './page-files.js';
import type { SourceFile } from './sources.js';
import type { Wish } from './wish.js';

/** The longest wait for a page's session after a reload, in ms. */
const JOIN_TIMEOUT_MS = 20_000;

export interface ClientOptions {
  readonly name: string;
  readonly url: string;
  readonly link: Link;
  /** How far the page's clock is ahead, in ms; negative if behind. */
  readonly skewMs: number;
  /** Called with each file that the visitor chooses, and the beginning of its name, which is unique. */
  readonly onChoose: (name: string, file: SourceFile) => void;
}

/** A real page with a real element, in its own browser context: with its own connections and storage. */
export class ChaosClient {
  /** All messages that the element has accepted for sending, in order. */
  readonly accepted: MessageRecord[] = [];
  /** All changes that the element was asked to make, in order. */
  readonly changes: ChangeRecord[] = [];
  /** When each message was asked for, by its id, by `performance.now()`. */
  readonly sentAt = new Map<string, number>();
  /** Uncaught exceptions. */
  readonly pageErrors: string[] = [];
  readonly name: string;
  /** The network between the page and the service. */
  readonly link: Link;
  readonly files = new PageFiles();
  readonly #onChoose: ClientOptions['onChoose'];
  readonly #context: BrowserContext;
  readonly #page: Page;
  readonly #url: string;
  #textsMade = 0;
  #filesChosen = 0;
  /** Messages seen in the element since the page was loaded, as text by id. */
  #held = new Map<string, string>();
  /** Ids of messages seen as removed since the page was loaded. */
  #seenRemoved = new Set<string>();

  private constructor(options: ClientOptions, context: BrowserContext, page: Page) {
    const { name, url, link, onChoose } = options;
    this.name = name;
    this.link = link;
    this.#url = url;
    this.#onChoose = onChoose;
    this.#context = context;
    this.#page = page;
  }

  static async open(browser: Browser, options: ClientOptions): Promise<ChaosClient> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.evaluateOnNewDocument(clockSkewedBy(options.skewMs));
    const client = new ChaosClient(options, context, page);
    page.on('pageerror', (error) => client.pageErrors.push(String(error)));
    await client.files.watch(page);
    await page.goto(options.url);
    return client;
  }

  /**
   * Sends the next message.
   *
   * @param words the end of a text that is unique by its beginning
   * @param answered which of the messages it answers, as in {@link Wish}; none by default
   * @returns whether the element accepted it
   */
  async send(words: string, answered?: number): Promise<boolean> {
    const text = this.#newText(words);
    const replyTo = answered === undefined ? undefined : await this.#find('reaction', answered);
    const at = performance.now();
    const id = await this.#page.evaluate(
      (text, replyTo) => {
        const element = document.querySelector<MomentoChatElement>('#chat');
        try {
          return element?.send(text, { replyTo });
        } catch {
          return undefined; // The outbox is full.
        }
      },
      text,
      replyTo,
    );
    if (id === undefined) return false;
    this.sentAt.set(id, at);
    this.accepted.push({ id, text, ...(replyTo === undefined ? {} : { replyTo }) });
    return true;
  }

  /** Sends the next message with files. @returns whether the element accepted it */
  async sendFiles(files: readonly SourceFile[], words: string): Promise<boolean> {
    const text = this.#newText(words);
    const chosen = files.map((file) => {
      const name = `${this.name}-${String(this.#filesChosen)}`;
      this.#filesChosen += 1;
      this.#onChoose(name, file);
      return { ...file, name: name + file.ending };
    });
    const id = await sendWithFiles(this.#page, text, chosen);
    if (id !== undefined) this.accepted.push({ id, text });
    return id !== undefined;
  }

  /** Changes a message. @returns whether there is one that allows it, and the element accepted the change */
  async change({ type, age, emoji, on, words }: Wish): Promise<boolean> {
    const target = await this.#find(type, age);
    if (target === undefined) return false;
    const content = {
      reaction: { emoji, on },
      edit: { text: this.#newText(words) },
      removal: {},
    }[type];
    const change: ChangeRecord = { type, target, ...content, accepted: undefined };
    this.changes.push(change);
    change.accepted = await this.#page.evaluate(({ type, target, emoji = '', on, text = '' }) => {
      const element = document.querySelector<MomentoChatElement>('#chat');
      try {
        if (type === 'reaction') return element?.react(target, emoji, on) ?? false;
        return (type === 'edit' ? element?.edit(target, text) : element?.remove(target)) ?? false;
      } catch {
        return false; // The outbox is full.
      }
    }, change);
    if (!change.accepted) this.changes.splice(this.changes.indexOf(change), 1);
    return change.accepted;
  }

  /** A text that is unique by its beginning: counted at once, since a page may accept it and be left before it answers. */
  #newText(words: string): string {
    this.#textsMade += 1;
    return `${this.name} ${String(this.#textsMade - 1)} ${words}`.trim();
  }

  /** The id of a message that may be changed so. Own messages on their way can be removed, too. */
  #find(type: Wish['type'], age: number): Promise<string | undefined> {
    return this.#page.evaluate(
      (type, age, name) => {
        const element = document.querySelector<MomentoChatElement>('#chat');
        const settled = (element?.messages ?? []).filter(({ removed }) => !removed);
        const own = settled.filter(({ author }) => author.id === name);
        const able = {
          reaction: settled,
          edit: own,
          removal: [...own, ...(element?.pending ?? [])],
        };
        return able[type][Math.ceil(age * able[type].length) - 1]?.id;
      },
      type,
      age,
      this.name,
    );
  }

  /** Records the element's messages, which it must not lose. */
  async recordHeld(): Promise<void> {
    const [held, seenRemoved] = [this.#held, this.#seenRemoved];
    const messages = await this.#page.evaluate(() =>
      (document.querySelector<MomentoChatElement>('#chat')?.messages ?? []).map(
        ({ id, text, removed }) => ({ id, text, removed }),
      ),
    );
    // The collections of before the call: a page reloaded meanwhile may have lost the messages.
    for (const { id, text, removed } of messages) {
      held.set(id, text);
      if (removed) seenRemoved.add(id);
    }
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

  /** Whether the element is connected and sends nothing, also nothing that it does not show: its outbox is in the storage. */
  settled(): Promise<boolean> {
    return this.#page.evaluate(() => {
      const unsent = Object.keys(sessionStorage)
        .filter((key) => key.startsWith('momento-chat:outbox:'))
        .map((key) => JSON.parse(sessionStorage.getItem(key) ?? '{}') as { failure?: string });
      const { status } = document.querySelector<MomentoChatElement>('#chat') ?? {};
      return status === 'connected' && unsent.every(({ failure }) => failure !== undefined);
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
      const rows = [...(list?.renderRoot.querySelectorAll('.message') ?? [])];
      const { messages, pending } = element;
      const seen = messages.map(({ id, text, replyTo, removed, editedAt, reactions = [] }) => ({
        id,
        text,
        ...(replyTo && { replyTo: replyTo.id }),
        removed: removed === true,
        edited: editedAt !== undefined,
        reactions: reactions.map(({ emoji, users }) =>
          [emoji, ...users.map((it) => it.id)].join(' '),
        ),
      })) satisfies SeenMessage[];
      return {
        status: element.status,
        messages: seen,
        shown: rows.map((row) => row.querySelector('.bubble > div')?.textContent ?? ''),
        texts: [...messages, ...pending].map(({ text }) => text),
        failed: pending.filter(({ state }) => state === 'failed').map(({ id }) => id),
        failedFiles: pending
          .filter(({ error }) => error?.code.startsWith('attachment-'))
          .map(({ id }) => id),
        failedChanges: (list?.changes ?? [])
          .filter(({ state }) => state === 'failed')
          .map(({ type, messageId }) => `${type} ${messageId}`),
        gaps: [...(list?.gaps ?? [])],
      };
    });
    const files = await fetchFiles(this.#page);
    const messages = current.messages.map((message) => {
      return { ...message, files: files.filter(({ messageId }) => messageId === message.id) };
    });
    return { ...current, messages, held, seenRemoved: [...this.#seenRemoved] };
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
    const forget = (): void => {
      this.#held = new Map();
      this.#seenRemoved = new Set();
    };
    forget();
    try {
      await leave();
    } finally {
      forget();
    }
  }
}
