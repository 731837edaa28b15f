import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { say, untilConnected } from '../helpers/chat-page.js';
import { collectCodes, HeldModule, heldModules } from '../helpers/held-module.js';

describe('emoji that the bundle loads later', () => {
  const held = heldModules();

  /** Types into the composer of a connected chat. */
  async function type(page: Page, text: string): Promise<void> {
    await untilConnected(page);
    await page.waitForSelector('momento-chat >>> [part=emoji-button]');
    await page.click('momento-chat >>> textarea');
    await page.keyboard.type(text);
  }

  it('replaces the shortcode that was written before the emoji were there', async () => {
    const module = new HeldModule('momento-chat-emoji-data.js');
    const page = await held.open(module);
    await type(page, 'ok :tada:');
    await (await module.next()).continue();
    await page.waitForFunction(() => document.querySelector('momento-chat')?.value === 'ok 🎉');
  });

  it.each(['emoji', 'emoji-data'])(
    'leaves a chat without emoji if %s cannot be loaded, and the page and its developer are told once',
    async (name) => {
      const module = new HeldModule(`momento-chat-${name}.js`);
      module.refuse();
      const page = await held.open(module);
      const codes = await collectCodes(page);
      await type(page, ':tada');
      await expect.poll(codes, { timeout: 20_000 }).toEqual(['configuration-invalid']);
      await page.click('momento-chat >>> [part=emoji-button]');
      await page.keyboard.type(':');
      const words = `works without ${name}`;
      await say(page, words);
      await page.waitForFunction(
        (end) =>
          document.querySelector('momento-chat')?.messages.some(({ text }) => text.endsWith(end)),
        {},
        words,
      );
      expect(await codes()).toEqual(['configuration-invalid']);
      expect(module.errors.filter((text) => text.startsWith('<momento-chat>'))).toHaveLength(1);
    },
  );

  it('names emoji in English if the Japanese names cannot be loaded, and tells', async () => {
    const module = new HeldModule('momento-chat-emoji-data-ja.js');
    module.refuse();
    const page = await held.open(module, 'ja');
    await type(page, ':tada');
    await page.waitForSelector('momento-chat >>> [part~=emoji]', { timeout: 20_000 });
    const text = await page.$eval('momento-chat >>> [part~=emoji]', (each) => each.textContent);
    expect(text).toContain('party popper');
    expect(module.errors.filter((each) => each.startsWith('<momento-chat>'))).toHaveLength(1);
  });
});
