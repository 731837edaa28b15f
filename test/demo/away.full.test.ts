import { describe, it } from 'vitest';
import { hidesPages, skipWithout } from '../helpers/full-chromium.js';
import { chatFrame, useDemo, WAIT } from './demo-browser.js';

/** An overlay counts messages as read as they arrive, as long as the page is visible. */
describe('the game page', { timeout: 90_000 }, () => {
  const demo = useDemo();

  it('counts the messages that arrive while the page is hidden', async ({ skip }) => {
    if (!(await hidesPages(demo.browser))) skipWithout(skip, 'takes no page for hidden');
    const page = await demo.open('overlay.html');
    // Opening a second page moves the first one to the background.
    const other = await demo.open('overlay.html?pilot=kenji');
    const frame = await chatFrame(other);
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
