import type { Browser, Page } from 'puppeteer-core';

/*
 * The npm package's Chromium is a headless shell: it lacks features of windows and tabs. A test that needs such a
 * feature is in a separate file, `*.full.test.ts`. The shell skips it by name, and `npm run test:ci` runs it in a full
 * Chromium.
 */

/** Set if a full Chromium runs the tests; it may skip none. */
const IS_FULL = process.env.TEST_CHROMIUM === 'full';

/** Skips a test and names the missing feature. @throws in a full Chromium, which should have it */
export function skipWithout(skip: (note: string) => void, lack: string): void {
  if (IS_FULL) throw new Error(`unable to test; this Chromium should be a full one, and ${lack}`);
  skip(`needs a full Chromium: this one ${lack}`);
}

/** Whether a background page reports that it is hidden. */
export async function hidesPages(browser: Browser): Promise<boolean> {
  const first = await browser.newPage();
  const second = await browser.newPage();
  await second.bringToFront();
  const hides = await becomes(first, () => document.visibilityState === 'hidden');
  await Promise.all([first.close(), second.close()]);
  return hides;
}

/**
 * Whether the browser has a back/forward cache.
 *
 * @param pages two pages without open connections
 */
export async function keepsPages(
  browser: Browser,
  pages: readonly [string, string],
): Promise<boolean> {
  const page = await browser.newPage();
  await page.goto(pages[0]);
  await page.evaluate(() => (document.title = 'kept'));
  await page.goto(pages[1]);
  await page.goBack();
  const keeps = (await page.title()) === 'kept';
  await page.close();
  return keeps;
}

function becomes(page: Page, condition: () => boolean): Promise<boolean> {
  return page.waitForFunction(condition, { polling: 50, timeout: 3_000 }).then(
    () => true,
    () => false,
  );
}
