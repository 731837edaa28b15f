import { launch, type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { say, untilConnected, untilTexts } from '../helpers/chat-page.js';
import { DemoProcess } from '../helpers/demo-process.js';
import { launchOptions } from '../helpers/find-browser.js';

const ADA = 'momento-chat[token-url*=ada]';
const GRACE = 'momento-chat[token-url*=grace]';
const KATHERINE = 'momento-chat[token-url*=katherine]';

/** Everything together: `npm start`, a browser, the real SDK over the network, the embedded engine. */
describe('the demo', () => {
  let demo: DemoProcess;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    demo = new DemoProcess();
    browser = await launch(await launchOptions());
    page = await browser.newPage();
    await page.goto(await demo.url());
  });

  afterAll(async () => {
    await browser.close();
    await demo.kill();
  });

  it('lets two people chat side by side', async () => {
    await untilConnected(page, ADA);
    await untilConnected(page, GRACE);
    await say(page, 'Hello Grace', ADA);
    await untilTexts(page, ['Hello Grace'], GRACE);
    await say(page, 'Hello Ada', GRACE);
    await untilTexts(page, ['Hello Grace', 'Hello Ada'], ADA);
    await untilTexts(page, ['Hello Grace', 'Hello Ada'], GRACE);
  });

  it('shows the history to a third person who joins later', async () => {
    await page.click('#let-in');
    await untilTexts(page, ['Hello Grace', 'Hello Ada'], KATHERINE);
    await say(page, 'I have read it all', KATHERINE);
    await untilTexts(page, ['Hello Grace', 'Hello Ada', 'I have read it all'], ADA);
  });

  it('shows the same messages in another tab', async () => {
    const other = await browser.newPage();
    await other.goto(new URL('visitor.html?user=alan', page.url()).href);
    await untilTexts(other, ['Hello Grace', 'Hello Ada', 'I have read it all']);
    await other.close();
  });

  it('shows an error to a visitor without permission', async () => {
    const other = await browser.newPage();
    await other.goto(new URL('visitor.html?user=eve', page.url()).href);
    await other.waitForFunction(() => document.querySelector('momento-chat')?.status === 'failed', {
      polling: 50,
    });
    expect(await other.$('momento-chat >>> .failed')).not.toBeNull();
    await other.close();
  });
});
