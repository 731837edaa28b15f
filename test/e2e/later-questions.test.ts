import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { say, untilConnected } from '../helpers/chat-page.js';
import { HeldModule, heldModules } from '../helpers/held-module.js';

describe('questions that the bundle loads later', () => {
  const held = heldModules();

  /** The page asks before the chat: the room is left until there are answers. */
  async function ask(page: Page): Promise<void> {
    await untilConnected(page);
    await page.$eval('momento-chat', (element) => element.setAttribute('pre-chat', 'name'));
  }

  it('shows the shapes of a conversation, and nothing to write in, until the questions are there', async () => {
    const module = new HeldModule('momento-chat-pre-chat.js');
    const page = await held.open(module);
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
    const page = await held.open(module);
    await ask(page);
    await page.waitForSelector('momento-chat >>> momento-chat-composer');
    await untilConnected(page);
    await say(page, 'still here');
    expect(module.errors.filter((text) => text.startsWith('<momento-chat>'))).toHaveLength(1);
  });
});
