import { launch, type Browser, type Frame, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { DemoProcess } from '../helpers/demo-process.js';
import { launchOptions } from '../helpers/find-browser.js';
import { hidesPages, skipWithout } from '../helpers/full-chromium.js';

/** Polls by timer, since background pages paint no frames. The time-out suits a busy machine. */
const WAIT = { polling: 50, timeout: 40_000 };

/** An overlay counts messages as read as they arrive, as long as the page is visible. */
describe('the game page', { timeout: 90_000 }, () => {
  let demo: DemoProcess;
  let browser: Browser;

  beforeAll(async () => {
    demo = new DemoProcess();
    browser = await launch(await launchOptions());
  });

  afterAll(async () => {
    await browser.close();
    await demo.kill();
  });

  async function open(path: string): Promise<{ page: Page; frame: Frame }> {
    const page = await browser.newPage();
    await page.goto(new URL(path, await demo.url()).href);
    const handle = await page.waitForSelector('iframe');
    const frame = await handle?.contentFrame();
    if (!frame) throw new Error('the page has no chat');
    await frame.waitForFunction(
      () => document.querySelector<MomentoChatElement>('momento-chat')?.status === 'connected',
      WAIT,
    );
    return { page, frame };
  }

  it('counts the messages that arrive while the page is hidden', async ({ skip }) => {
    if (!(await hidesPages(browser))) skipWithout(skip, 'takes no page for hidden');
    const { page } = await open('overlay.html');
    // Opening a second page moves the first one to the background.
    const { page: other, frame } = await open('overlay.html?pilot=kenji');
    await other.keyboard.press('Enter');
    await frame.waitForFunction(() => document.querySelector('momento-chat')?.opened, WAIT);
    await other.keyboard.type('Are you there?');
    await other.keyboard.press('Enter');
    await page.waitForFunction(
      () => document.querySelector('#unread:not([hidden])')?.textContent === '1 unread',
      WAIT,
    );
  });
});
