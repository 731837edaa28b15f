import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { say, untilConnected } from '../helpers/chat-page.js';
import { collectCodes, HELD_ROOM, HeldModule, heldModules } from '../helpers/held-module.js';
import { CACHE } from '../helpers/linked-chat.js';

describe('a module that the bundle loads later', () => {
  const held = heldModules();

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
    const page = await held.open(module);
    const request = await module.next();
    await press(page, 'Enter');
    expect(await page.$('momento-chat >>> .menu')).toBe(null);
    await request.continue();
    await untilMenu(page);
  });

  it('offers people for an @ that was typed before it was there', async () => {
    const module = new HeldModule('momento-chat-actions.js');
    const page = await held.open(module);
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
    const page = await held.open(module);
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
    const page = await held.open(module);
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
    const page = await held.open(module);
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
    const page = await held.open(module);
    await untilConnected(page);
    const file = { id: '01J00000000000000000000000', name: 'cat.png', type: 'image/png', size: 9 };
    const picture = { ...file, width: 40, height: 30, sha256: 'a'.repeat(43) };
    const item = { id: 'm2', username: 'Grace', message: 'look', order: 2, attachments: [picture] };
    const text = JSON.stringify(item);
    held.chat.momento.direct.publish({ cache: CACHE, topic: HELD_ROOM, text });
    await say(page, 'without them');
    await page.waitForFunction(() => {
      const { shadowRoot } = document.querySelector('momento-chat') as HTMLElement;
      const list = shadowRoot?.querySelector('momento-chat-message-list')?.shadowRoot;
      const text = list?.textContent ?? '';
      return ['cat.png', 'look', 'without them'].every((part) => text.includes(part));
    });
    expect(module.errors.filter((text) => text.startsWith('<momento-chat>'))).toHaveLength(1);
  });

  it('leaves a chat that tells of no news if they cannot be loaded, and the page is told once', async () => {
    const module = new HeldModule('momento-chat-news.js');
    module.refuse();
    const page = await held.open(module);
    await untilConnected(page);
    const codes = await collectCodes(page);
    for (const [order, id] of ['n1', 'n2'].entries()) {
      const item = { id, username: 'Grace', message: `news ${id}`, order: order + 10 };
      held.chat.momento.direct.publish({
        cache: CACHE,
        topic: HELD_ROOM,
        text: JSON.stringify(item),
      });
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
    const page = await held.open(module, 'ja');
    const request = await module.next();
    expect(await page.$('momento-chat >>> momento-chat-composer')).toBe(null);
    await request.continue();
    await page.waitForSelector('momento-chat >>> textarea[aria-label="メッセージ"]');
  });

  it('shows a chat in English whose words are late, and in its language when they are there', async () => {
    const module = new HeldModule('momento-chat-de.js');
    const page = await held.open(module, 'de-CH');
    const request = await module.next();
    await page.waitForSelector('momento-chat >>> textarea[aria-label="Message"]');
    await request.continue();
    await page.waitForSelector('momento-chat >>> textarea[aria-label="Nachricht"]');
    expect(module.errors).toEqual([]);
  });

  it('leaves the chat in English if its words cannot be loaded', async () => {
    const module = new HeldModule('momento-chat-ja.js');
    const page = await held.open(module, 'ja');
    await (await module.next()).abort();
    await page.waitForSelector('momento-chat >>> textarea[aria-label="Message"]');
    await untilConnected(page);
    expect(module.errors.filter((text) => text.startsWith('<momento-chat>'))).toHaveLength(1);
  });
});
