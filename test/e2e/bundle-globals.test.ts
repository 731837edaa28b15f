import { launch, type Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBundleSite, type BundleSite } from '../helpers/bundle-site.js';
import { launchOptions } from '../helpers/find-browser.js';

describe('a page that imports the bundle', () => {
  let site: BundleSite;
  let browser: Browser;

  beforeAll(async () => {
    site = await startBundleSite(() => '<!doctype html><title>A page</title>');
    browser = await launch(await launchOptions());
  });

  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  it('defines an element, and no global name', async () => {
    const page = await browser.newPage();
    const errors: unknown[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.goto(site.origin);
    // A string, because the test's compiler rewrites imports.
    const added = (await page.evaluate(`(async () => {
      const before = new Set(Object.getOwnPropertyNames(window));
      await import('/momento-chat.js');
      return Object.getOwnPropertyNames(window).filter((name) => !before.has(name));
    })()`)) as string[];
    expect(added).toEqual([]);
    expect(await page.evaluate('Symbol.metadata')).toBe(undefined);
    expect(await page.evaluate(() => customElements.get('momento-chat') !== undefined)).toBe(true);
    expect(errors).toEqual([]);
  });
});
