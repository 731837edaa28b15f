import type { HTTPRequest, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { say, untilConnected } from '../helpers/chat-page.js';
import { startLink, type Link } from '../helpers/link.js';
import { CACHE, startLinkedChat, type LinkedChat } from '../helpers/linked-chat.js';

const ROOM = 'lobby';

/** A page whose requests for one of the bundle's modules wait for an answer. */
class HeldModule {
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

describe('a module that the bundle loads later', () => {
  let chat: LinkedChat<Link>;
  let page: Page | undefined;

  beforeAll(async () => {
    chat = await startLinkedChat((port) => startLink(port, (from, to) => from.pipe(to)));
    const hello = JSON.stringify({ id: 'm1', username: 'Grace', message: 'hello', order: 1 });
    chat.momento.direct.listPush({ cache: CACHE, list: ROOM, values: [hello] });
  });

  afterEach(() => page?.close());

  afterAll(() => chat.close());

  async function open(module: HeldModule, language?: string): Promise<Page> {
    const prepare = (opened: Page): Promise<void> => module.prepare(opened);
    page = await chat.open(ROOM, { prepare, ...(language && { language }) });
    return page;
  }

  /** Presses a key at the message. */
  async function press(page: Page, key: 'Enter'): Promise<void> {
    const row = await page.waitForSelector('momento-chat >>> .message');
    await row?.evaluate((element) => (element as HTMLElement).focus());
    await page.keyboard.press(key);
  }

  async function untilMenu(page: Page): Promise<void> {
    await page.waitForSelector('momento-chat >>> .menu:popover-open', { timeout: 20_000 });
  }

  it('opens the menu whose key was pressed before it was there', async () => {
    const module = new HeldModule('momento-chat-actions.js');
    const page = await open(module);
    const request = await module.next();
    await press(page, 'Enter');
    expect(await page.$('momento-chat >>> .menu')).toBe(null);
    await request.continue();
    await untilMenu(page);
  });

  it('offers people for an @ that was typed before it was there', async () => {
    const module = new HeldModule('momento-chat-actions.js');
    const page = await open(module);
    await untilConnected(page);
    await page.evaluate(() => {
      const chat = document.querySelector('momento-chat');
      Object.assign(chat as object, { people: [{ id: 'alan', name: 'Alan' }] });
    });
    await page.click('momento-chat >>> textarea');
    await page.keyboard.type('@a');
    await (await module.next()).continue();
    await page.waitForSelector('momento-chat >>> .person', { timeout: 20_000 });
  });

  it('leaves a chat without menus if it cannot be loaded, and the page’s developer is told once', async () => {
    const module = new HeldModule('momento-chat-actions.js');
    module.refuse();
    const page = await open(module);
    await untilConnected(page);
    await press(page, 'Enter');
    await press(page, 'Enter');
    await say(page, 'works');
    await page.waitForFunction(() => {
      const chat = document.querySelector<Element & { messages: { text: string }[] }>(
        'momento-chat',
      );
      return chat?.messages.some(({ text }) => text === 'works');
    });
    expect(module.errors.filter((text) => text.startsWith('<momento-chat>'))).toHaveLength(1);
  });

  /** Adds a launcher to the page. */
  async function addLauncher(page: Page): Promise<void> {
    await page.evaluate(() => {
      const [inline] = document.getElementsByTagName('momento-chat');
      const launcher = inline?.cloneNode() as HTMLElement;
      launcher.setAttribute('variant', 'launcher');
      document.body.append(launcher);
    });
  }

  it('shows a launcher when its frame is there, opened as the page asked meanwhile', async () => {
    const module = new HeldModule('momento-chat-frames.js');
    const page = await open(module);
    await untilConnected(page);
    await addLauncher(page);
    const request = await module.next();
    const launcher = await page.waitForSelector('momento-chat[variant]');
    await launcher?.evaluate((element) => (element as unknown as { open(): void }).open());
    expect(await launcher?.boundingBox()).toBe(null);
    await request.continue();
    await page.waitForSelector('momento-chat[variant] >>> .panel:popover-open');
  });

  it('leaves an inline chat alone if the frames cannot be loaded, and the page and its developer are told', async () => {
    const module = new HeldModule('momento-chat-frames.js');
    module.refuse();
    const page = await open(module);
    await untilConnected(page);
    await page.evaluate(() => {
      document.addEventListener('momento-chat-error', (event) => {
        const { error } = event as Event & { error: { code: string } };
        document.documentElement.dataset['code'] = error.code;
      });
    });
    await addLauncher(page);
    const told = (): string[] => module.errors.filter((text) => text.startsWith('<momento-chat>'));
    await expect.poll(told, { timeout: 20_000 }).toHaveLength(1);
    await page.$eval('momento-chat[variant]', (element) => {
      (element as unknown as { toggle(): void }).toggle();
      element.setAttribute('theme', 'dark');
    });
    const code = await page.evaluate(() => document.documentElement.dataset['code']);
    expect(code).toBe('configuration-invalid');
    await say(page, 'still works');
    expect(told()).toHaveLength(1);
  });

  it('leaves a chat of texts if files cannot be loaded, with their names, and the page’s developer is told once', async () => {
    const module = new HeldModule('momento-chat-files.js');
    module.refuse();
    const page = await open(module);
    await untilConnected(page);
    const file = { id: '01J00000000000000000000000', name: 'cat.png', type: 'image/png', size: 9 };
    const picture = { ...file, width: 40, height: 30, sha256: 'a'.repeat(43) };
    const item = { id: 'm2', username: 'Grace', message: 'look', order: 2, attachments: [picture] };
    const text = JSON.stringify(item);
    chat.momento.direct.publish({ cache: CACHE, topic: ROOM, text });
    await say(page, 'works');
    await page.waitForFunction(() => {
      const { shadowRoot } = document.querySelector('momento-chat') as HTMLElement;
      const list = shadowRoot?.querySelector('momento-chat-message-list')?.shadowRoot;
      const text = list?.textContent ?? '';
      return ['cat.png', 'look', 'works'].every((part) => text.includes(part));
    });
    expect(module.errors.filter((text) => text.startsWith('<momento-chat>'))).toHaveLength(1);
  });

  /** The codes of the errors that the page is told from now on. */
  async function collectCodes(page: Page): Promise<() => Promise<string[]>> {
    await page.evaluate(() => {
      const codes: string[] = [];
      Object.assign(window, { codes });
      document.addEventListener('momento-chat-error', (event) => {
        codes.push((event as Event & { error: { code: string } }).error.code);
      });
    });
    return () => page.evaluate(() => (window as unknown as { codes: string[] }).codes);
  }

  /** Types into the composer of a connected chat. */
  async function type(page: Page, text: string): Promise<void> {
    await untilConnected(page);
    await page.waitForSelector('momento-chat >>> [part=emoji-button]');
    await page.click('momento-chat >>> textarea');
    await page.keyboard.type(text);
  }

  it('replaces the shortcode that was written before the emoji were there', async () => {
    const module = new HeldModule('momento-chat-emoji-data.js');
    const page = await open(module);
    await type(page, 'ok :tada:');
    await (await module.next()).continue();
    await page.waitForFunction(() => document.querySelector('momento-chat')?.value === 'ok 🎉');
  });

  it.each(['emoji', 'emoji-data'])(
    'leaves a chat without emoji if %s cannot be loaded, and the page and its developer are told once',
    async (name) => {
      const module = new HeldModule(`momento-chat-${name}.js`);
      module.refuse();
      const page = await open(module);
      const codes = await collectCodes(page);
      await type(page, ':tada');
      await expect.poll(codes, { timeout: 20_000 }).toEqual(['configuration-invalid']);
      await page.click('momento-chat >>> [part=emoji-button]');
      await page.keyboard.type(':');
      await say(page, 'works');
      await page.waitForFunction(() =>
        document.querySelector('momento-chat')?.messages.some(({ text }) => text === 'works'),
      );
      expect(await codes()).toEqual(['configuration-invalid']);
      expect(module.errors.filter((text) => text.startsWith('<momento-chat>'))).toHaveLength(1);
    },
  );

  it('names emoji in English if the Japanese names cannot be loaded, and tells', async () => {
    const module = new HeldModule('momento-chat-emoji-data-ja.js');
    module.refuse();
    const page = await open(module, 'ja');
    await type(page, ':tada');
    await page.waitForSelector('momento-chat >>> [part~=emoji]', { timeout: 20_000 });
    const text = await page.$eval('momento-chat >>> [part~=emoji]', (each) => each.textContent);
    expect(text).toContain('party popper');
    expect(module.errors.filter((each) => each.startsWith('<momento-chat>'))).toHaveLength(1);
  });

  /** The page asks before the chat: the room is left until there are answers. */
  async function ask(page: Page): Promise<void> {
    await untilConnected(page);
    await page.$eval('momento-chat', (element) => element.setAttribute('pre-chat', 'name'));
  }

  it('shows the shapes of a conversation, and nothing to write in, until the questions are there', async () => {
    const module = new HeldModule('momento-chat-pre-chat.js');
    const page = await open(module);
    await ask(page);
    const request = await module.next();
    await page.waitForSelector('momento-chat >>> .skeleton');
    expect(await page.$('momento-chat >>> momento-chat-composer')).toBe(null);
    await request.continue();
    await page.waitForSelector('momento-chat >>> #pre-chat-name');
    expect(await page.$('momento-chat >>> .skeleton')).toBe(null);
  });

  it('is entered without answers if the questions cannot be loaded, and the page’s developer is told once', async () => {
    const module = new HeldModule('momento-chat-pre-chat.js');
    module.refuse();
    const page = await open(module);
    await ask(page);
    await page.waitForSelector('momento-chat >>> momento-chat-composer');
    await untilConnected(page);
    await say(page, 'still here');
    expect(module.errors.filter((text) => text.startsWith('<momento-chat>'))).toHaveLength(1);
  });

  it('opens the search that was asked for before it was there', async () => {
    const module = new HeldModule('momento-chat-search.js');
    const page = await open(module);
    await untilConnected(page);
    await page.evaluate(() => document.querySelector('momento-chat')?.openSearch('HÉLLO'));
    await (await module.next()).continue();
    await page.waitForFunction(() => {
      const { shadowRoot } = document.querySelector('momento-chat') as HTMLElement;
      const bar = shadowRoot?.querySelector('momento-chat-search-bar')?.shadowRoot;
      const list = shadowRoot?.querySelector('momento-chat-message-list')?.shadowRoot;
      const isFound = list?.querySelector('[data-hit]')?.textContent.includes('hello');
      return isFound && bar?.querySelector('.count')?.textContent === '1 of 1';
    });
  });

  it('reports to the page that the search cannot be loaded, each time a visitor asks for it', async () => {
    const module = new HeldModule('momento-chat-search.js');
    module.refuse();
    const page = await open(module);
    await untilConnected(page);
    const codes = await page.evaluate(async () => {
      const chat = document.querySelector('momento-chat') as HTMLElement & { openSearch(): void };
      const codes: string[] = [];
      while (codes.length < 2) {
        const fault = new Promise<void>((resolve) => {
          const options = { once: true };
          chat.addEventListener(
            'momento-chat-error',
            ({ error }) => {
              codes.push(error.code);
              resolve();
            },
            options,
          );
        });
        chat.openSearch();
        await fault;
      }
      return codes;
    });
    expect(codes).toEqual(['configuration-invalid', 'configuration-invalid']);
    expect(module.errors.filter((text) => text.startsWith('<momento-chat>'))).toHaveLength(2);
  });

  it('leaves a chat without its menu if it cannot be loaded, and the page is told: once, and by each transcript', async () => {
    const module = new HeldModule('momento-chat-menu.js');
    module.refuse();
    const page = await open(module);
    await untilConnected(page);
    const codes = await page.evaluate(async () => {
      const chat = document.querySelector('momento-chat') as HTMLElement & {
        menu: string;
        transcript(format?: string): Promise<string>;
      };
      const codes: string[] = [];
      const told = new Promise<void>((resolve) => {
        chat.addEventListener('momento-chat-error', ({ error }) => {
          codes.push(error.code);
          resolve();
        });
      });
      chat.menu = 'transcript';
      await told;
      for (const format of [undefined, 'json']) {
        await chat.transcript(format).catch(({ code }: { code: string }) => codes.push(code));
      }
      return codes;
    });
    expect(codes).toEqual(Array(3).fill('configuration-invalid'));
    await say(page, 'still works');
    const told = module.errors.filter((text) => text.startsWith('<momento-chat>'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('momento-chat-menu.js cannot be loaded');
  });

  it.each([undefined, 'launcher', 'overlay'])(
    'moves nothing when the menu’s button comes: %s',
    async (variant) => {
      const module = new HeldModule('momento-chat-menu.js');
      const page = await open(module);
      await untilConnected(page);
      await page.$eval(
        'momento-chat',
        (element, name) => {
          if (name) element.setAttribute('variant', name);
          element.setAttribute('search', '');
          element.setAttribute('menu', 'transcript');
          (element as unknown as { open(): void }).open();
        },
        variant,
      );
      const request = await module.next();
      await page.waitForSelector('momento-chat >>> momento-chat-menu');
      await settled(page);
      const before = await places(page);
      await request.continue();
      await page.waitForFunction(() => {
        const { shadowRoot } = document.querySelector('momento-chat') as HTMLElement;
        const menu = shadowRoot?.querySelector('momento-chat-menu');
        return menu?.shadowRoot?.querySelector('.button');
      });
      await settled(page);
      expect(await places(page)).toEqual(before);
    },
  );

  /** Waits until nothing of the chat moves any more. */
  async function settled(page: Page): Promise<void> {
    await page.waitForFunction(() => {
      const { shadowRoot } = document.querySelector('momento-chat') as HTMLElement;
      return shadowRoot?.getAnimations().every(({ playState }) => playState !== 'running');
    });
  }

  /** Where the other buttons, the messages and the composer are. */
  function places(page: Page): Promise<unknown> {
    return page.$eval('momento-chat', ({ shadowRoot }) => {
      const list = ['momento-chat-message-list', 'momento-chat-composer'];
      return ['.close', '.search-button', ...list].map((selector) => {
        const box = shadowRoot?.querySelector(selector)?.getBoundingClientRect();
        return [selector, box?.left, box?.top, box?.width, box?.height];
      });
    });
  }

  it.each(['menu', 'transcript'])(
    'makes a transcript that was asked for before the module %s was there',
    async (name) => {
      const module = new HeldModule(`momento-chat-${name}.js`);
      const page = await open(module);
      await untilConnected(page);
      const text = page.evaluate(() => document.querySelector('momento-chat')?.transcript());
      await (await module.next()).continue();
      expect(await text).toContain('    hello\n');
    },
  );

  /** Waits until a selector matches something in the chat's menu. */
  async function untilInMenu(page: Page, selector: string): Promise<void> {
    await page.waitForFunction(
      (each) => {
        const { shadowRoot } = document.querySelector('momento-chat') as HTMLElement;
        const menu = shadowRoot?.querySelector('momento-chat-menu');
        return menu?.shadowRoot?.querySelector(each);
      },
      {},
      selector,
    );
  }

  async function openMenu(page: Page): Promise<void> {
    await untilInMenu(page, '[part=menu-button]');
    await page.click('momento-chat >>> [part=menu-button]');
    await untilInMenu(page, '.menu:popover-open [part=menu-item]');
  }

  it('loads no transcripts for the menu alone, and for an entry that makes one', async () => {
    const module = new HeldModule('momento-chat-transcript.js');
    const page = await open(module);
    await untilConnected(page);
    await page.$eval('momento-chat', (chat) => chat.setAttribute('menu', 'transcript'));
    await openMenu(page);
    const loaded = (): Promise<string[]> =>
      page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    expect((await loaded()).some((name) => name.endsWith('-menu.js'))).toBe(true);
    expect((await loaded()).some((name) => name.endsWith('-transcript.js'))).toBe(false);
    await page.click('momento-chat >>> [part=menu-item]');
    await (await module.next()).continue();
    await untilInMenu(page, '.outcome:popover-open');
  });

  it('leaves a chat without transcripts if they cannot be loaded: the visitor is told each time, the page once', async () => {
    const module = new HeldModule('momento-chat-transcript.js');
    module.refuse();
    const page = await open(module);
    await untilConnected(page);
    const codes = await collectCodes(page);
    await page.$eval('momento-chat', (chat) => chat.setAttribute('menu', 'transcript'));
    for (let times = 0; times < 2; times += 1) {
      await openMenu(page);
      await page.click('momento-chat >>> [part=menu-item]');
      await untilInMenu(page, '.outcome:popover-open:not(:empty)');
      const outcome = await page.$eval('momento-chat >>> .outcome', (each) => each.textContent);
      expect(outcome).toBe('This did not work. Please try again.');
    }
    await say(page, 'works without');
    await page.waitForFunction(() =>
      document.querySelector('momento-chat')?.messages.some(({ text }) => text === 'works without'),
    );
    expect(await codes()).toEqual(['configuration-invalid']);
    const told = module.errors.filter((text) => text.startsWith('<momento-chat>'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('momento-chat-transcript.js cannot be loaded');
  });

  it('leaves a chat that tells of no news if they cannot be loaded, and the page is told once', async () => {
    const module = new HeldModule('momento-chat-news.js');
    module.refuse();
    const page = await open(module);
    await untilConnected(page);
    const codes = await collectCodes(page);
    for (const [order, id] of ['n1', 'n2'].entries()) {
      const item = { id, username: 'Grace', message: `news ${id}`, order: order + 10 };
      chat.momento.direct.publish({ cache: CACHE, topic: ROOM, text: JSON.stringify(item) });
    }
    await page.waitForFunction(() =>
      document.querySelector('momento-chat')?.messages.some(({ text }) => text === 'news n2'),
    );
    await say(page, 'works without news');
    await page.waitForFunction(() => {
      const messages = document.querySelector('momento-chat')?.messages;
      return messages?.some(({ text }) => text === 'works without news');
    });
    const allowed = await page.$eval('momento-chat', (chat) => chat.allowNotifications());
    expect(allowed).toBe(false);
    expect(await codes()).toEqual(['configuration-invalid']);
    const told = module.errors.filter((text) => text.startsWith('<momento-chat>'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('momento-chat-news.js cannot be loaded');
  });

  it('holds the first view until it has its words', async () => {
    const module = new HeldModule('momento-chat-ja.js');
    const page = await open(module, 'ja');
    const request = await module.next();
    expect(await page.$('momento-chat >>> momento-chat-composer')).toBe(null);
    await request.continue();
    await page.waitForSelector('momento-chat >>> textarea[aria-label="メッセージ"]');
  });

  it('shows a chat in English whose words are late, and in its language when they are there', async () => {
    const module = new HeldModule('momento-chat-de.js');
    const page = await open(module, 'de-CH');
    const request = await module.next();
    await page.waitForSelector('momento-chat >>> textarea[aria-label="Message"]');
    await request.continue();
    await page.waitForSelector('momento-chat >>> textarea[aria-label="Nachricht"]');
    expect(module.errors).toEqual([]);
  });

  it('leaves the chat in English if its words cannot be loaded', async () => {
    const module = new HeldModule('momento-chat-ja.js');
    const page = await open(module, 'ja');
    await (await module.next()).abort();
    await page.waitForSelector('momento-chat >>> textarea[aria-label="Message"]');
    await untilConnected(page);
    expect(module.errors.filter((text) => text.startsWith('<momento-chat>'))).toHaveLength(1);
  });
});
