import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDemo } from '../demo/demo-browser.js';
import { say, untilLastTexts } from '../helpers/chat-page.js';

const ADA = 'momento-chat[token-url*=ada]';
const GRACE = 'momento-chat[token-url*=grace]';
const KATHERINE = 'momento-chat[token-url*=katherine]';

/** Everything together: `npm start`, a browser, the real SDK over the network, the embedded engine. */
describe('the demo', () => {
  const demo = useDemo({ keepsPages: true });
  let page: Page;

  beforeAll(async () => {
    page = await demo.open();
  });

  it('lets two people chat side by side', async () => {
    await say(page, 'Hello Grace', ADA);
    await untilLastTexts(page, ['Hello Grace'], GRACE);
    await say(page, 'Hello Ada', GRACE);
    await untilLastTexts(page, ['Hello Grace', 'Hello Ada'], ADA);
    await untilLastTexts(page, ['Hello Grace', 'Hello Ada'], GRACE);
  });

  it('shows the history to a third person who joins later', async () => {
    await page.click('#let-in');
    await untilLastTexts(page, ['Hello Grace', 'Hello Ada'], KATHERINE);
    await say(page, 'I have read it all', KATHERINE);
    await untilLastTexts(page, ['Hello Grace', 'Hello Ada', 'I have read it all'], ADA);
  });

  it('shows the same messages in another tab', async () => {
    const other = await demo.open('visitor.html?user=alan');
    await untilLastTexts(other, ['Hello Grace', 'Hello Ada', 'I have read it all']);
    await other.close();
  });

  it('shows an error to a visitor without permission', async () => {
    // Not one of the demo's pages, none of which may log an error: a refusal is one.
    const other = await demo.browser.newPage();
    await other.goto(new URL('visitor.html?user=eve', page.url()).href);
    await other.waitForFunction(() => document.querySelector('momento-chat')?.status === 'failed', {
      polling: 50,
    });
    expect(await other.$('momento-chat >>> .failed')).not.toBeNull();
    await other.close();
  });
});
