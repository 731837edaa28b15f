import type { HTTPRequest, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { startLink, type Link } from './link.js';
import { CACHE, startLinkedChat, type LinkedChat } from './linked-chat.js';

/** The room of the chats that `heldModules` opens; its list has Grace's “hello”. */
export const HELD_ROOM = 'lobby';

/** A page whose requests for one of the bundle's modules wait for an answer. */
export class HeldModule {
  readonly errors: string[] = [];
  readonly #name: string;
  readonly #requests: HTTPRequest[] = [];
  #isRefused = false;

  constructor(name: string) {
    this.#name = name;
  }

  async prepare(page: Page): Promise<void> {
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      if (!request.url().endsWith(`/${this.#name}`)) void request.continue();
      else if (this.#isRefused) void request.abort();
      else this.#requests.push(request);
    });
    page.on('console', (message) => {
      if (message.text().includes(this.#name)) this.errors.push(message.text());
    });
  }

  refuse(): void {
    this.#isRefused = true;
  }

  async next(): Promise<HTTPRequest> {
    await expect.poll(() => this.#requests.length, { timeout: 20_000 }).toBeGreaterThan(0);
    return this.#requests.shift() as HTTPRequest;
  }
}

/** Pages with a chat, one in each test. */
export interface HeldPages {
  /** The chat's engine and the link to it. */
  readonly chat: LinkedChat<Link>;
  /** Opens the page, with one of the bundle's modules held. */
  open(module: HeldModule, language?: string): Promise<Page>;
}

/** Starts an engine with a site for the tests of a `describe`, and stops it after them. */
export function heldModules(): HeldPages {
  let chat: LinkedChat<Link>;
  let page: Page | undefined;

  beforeAll(async () => {
    chat = await startLinkedChat((port) => startLink(port, (from, to) => from.pipe(to)));
    const hello = JSON.stringify({ id: 'm1', username: 'Grace', message: 'hello', order: 1 });
    chat.momento.direct.listPush({ cache: CACHE, list: HELD_ROOM, values: [hello] });
  });

  afterEach(() => page?.close());

  afterAll(() => chat.close());

  return {
    get chat() {
      return chat;
    },
    async open(module, language) {
      const prepare = (opened: Page): Promise<void> => module.prepare(opened);
      page = await chat.open(HELD_ROOM, { prepare, ...(language && { language }) });
      return page;
    },
  };
}

/** The codes of the errors that the page is told from now on. */
export async function collectCodes(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const codes: string[] = [];
    Object.assign(window, { codes });
    document.addEventListener('momento-chat-error', (event) => {
      codes.push((event as Event & { error: { code: string } }).error.code);
    });
  });
  return () => page.evaluate(() => (window as unknown as { codes: string[] }).codes);
}
