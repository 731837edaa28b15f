import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { say, untilConnected } from '../helpers/chat-page.js';
import { collectCodes, HeldModule, heldModules } from '../helpers/held-module.js';

describe('the menu and the search, which the bundle loads later', () => {
  const held = heldModules();

  it('opens the search that was asked for before it was there', async () => {
    const module = new HeldModule('momento-chat-search.js');
    const page = await held.open(module);
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
    const page = await held.open(module);
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
    const page = await held.open(module);
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
      const page = await held.open(module);
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
      const page = await held.open(module);
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
    const page = await held.open(module);
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
    const page = await held.open(module);
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
});
