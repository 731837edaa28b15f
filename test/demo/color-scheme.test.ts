import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { untilConnected, useDemo, WAIT } from './demo-browser.js';

/** What a page notes before its first paint. */
interface Noted {
  firstScheme?: string;
}

describe('the choice of light or dark', { timeout: 90_000 }, () => {
  const demo = useDemo();

  it('holds for the chats, for the next page, and for the other tabs', async () => {
    const other = await demo.open('inline.html');
    const page = await demo.open();
    expect(await schemeOf(page)).toBe('light dark');
    const light = await backgroundOf(page);
    await choose(page, 'dark');
    expect(await schemeOf(page)).toBe('dark');
    const dark = await backgroundOf(page);
    expect(dark).not.toBe(light);

    await page.goto(new URL('inline.html', page.url()).href);
    await untilConnected(page.mainFrame());
    expect(await backgroundOf(page)).toBe(dark);
    expect(await chosenIn(page)).toBe('dark');
    await other.waitForFunction(() => document.documentElement.style.colorScheme === 'dark', WAIT);
    expect(await chosenIn(other)).toBe('dark');

    await choose(page, 'system');
    expect(await backgroundOf(page)).toBe(light);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    expect(await backgroundOf(page)).toBe(dark);
  });

  it('is there before the page has a body, so that nothing flashes', async () => {
    await choose(await demo.open(), 'dark');
    const page = await demo.newPage('index.html');
    await page.evaluateOnNewDocument(() => {
      const seen = new MutationObserver(() => {
        if (!document.body) return;
        (window as Noted).firstScheme = document.documentElement.style.colorScheme;
        seen.disconnect();
      });
      seen.observe(document, { childList: true, subtree: true });
    });
    await page.goto(await demo.url());
    expect(await page.evaluate(() => (window as Noted).firstScheme)).toBe('dark');
    await untilConnected(page.mainFrame());
    await choose(page, 'system');
  });

  it('can be made by key', async () => {
    const page = await demo.open('theming.html');
    await page.focus('[name="scheme"]:checked');
    await page.keyboard.press('ArrowLeft');
    expect(await chosenIn(page)).toBe('dark');
    expect(await schemeOf(page)).toBe('dark');
    await choose(page, 'system');
  });

  async function choose(page: Page, scheme: string): Promise<void> {
    await page.bringToFront();
    await page.click(`[name="scheme"][value="${scheme}"]`);
  }

  function chosenIn(page: Page): Promise<string> {
    return page.$eval('[name="scheme"]:checked', (input) => (input as HTMLInputElement).value);
  }

  function schemeOf(page: Page): Promise<string> {
    return page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  }

  function backgroundOf(page: Page): Promise<string> {
    return page.$eval('momento-chat', (chat) => getComputedStyle(chat).backgroundColor);
  }
});
