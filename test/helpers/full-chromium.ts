import type { Browser, Page } from 'puppeteer-core';

/*
 * The Chromium that comes with the packages is a headless shell: it lacks what belongs to windows and tabs. A test that
 * needs such a thing has a file of its own, `*.full.test.ts`: there it is skipped by name, and `npm run test:ci` runs it
 * in a full Chromium.
 */

/** Set where a full Chromium runs the tests: nothing may be skipped there. */
const IS_FULL = process.env.TEST_CHROMIUM === 'full';

/** Leaves a test out, and says what its browser lacks. @throws where a full Chromium should have it */
export function skipWithout(skip: (note: string) => void, lack: string): void {
  if (IS_FULL) throw new Error(`unable to test; this Chromium should be a full one, and ${lack}`);
  skip(`needs a full Chromium: this one ${lack}`);
}

/** Whether a page in the background knows that it is there. */
export async function hidesPages(browser: Browser): Promise<boolean> {
  const first = await browser.newPage();
  const second = await browser.newPage();
  await second.bringToFront();
  const hides = await becomes(first, () => document.visibilityState === 'hidden');
  await Promise.all([first.close(), second.close()]);
  return hides;
}

/**
 * Whether the browser keeps a page that was left, to return to it at once.
 *
 * @param pages two that hold nothing open
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
