import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import {
  chatFrame,
  text,
  untilConnected,
  untilShown,
  useDemo,
  violationsIn,
  WAIT,
} from './demo-browser.js';

describe('the game’s page', { timeout: 90_000 }, () => {
  const demo = useDemo();

  it('shares its keyboard with a chat of another origin', async () => {
    const page = await demo.open('overlay.html');
    const frame = await chatFrame(page);
    expect(new URL(frame.url()).origin).not.toBe(new URL(page.url()).origin);
    expect(await focused(page)).toBe('field');

    const before = await shipOf(page);
    await page.keyboard.press('Enter');
    await frame.waitForFunction(() => document.querySelector('momento-chat')?.opened, WAIT);
    expect(await focused(page)).toBe('frame');
    // Before, Enter sends nothing: the text stays.
    await untilConnected(frame);
    await page.keyboard.type('add a dad');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await untilShown(frame, 'add a dad');
    expect(await shipOf(page)).toBe(before);
    await untilChanged(page, '#score');
    expect(await violationsIn(frame)).toEqual([]);

    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.id === 'field', WAIT);
    await page.keyboard.down('KeyA');
    await page.waitForFunction(
      (x) => Number(document.querySelector<HTMLElement>('#field')?.dataset.ship) < x,
      WAIT,
      before,
    );
    await page.keyboard.up('KeyA');
  });

  it('shares a new best score with the others', async () => {
    const page = await demo.open('overlay.html');
    const other = await demo.open('overlay.html?pilot=kenji');
    await page.bringToFront();
    // A ship that stays in place is hit before long.
    await page.waitForSelector('#share:not([hidden])', { timeout: 40_000 });
    const best = await page.$eval('#best', (element) => element.textContent);
    await page.click('#share');
    await untilShown(await chatFrame(other), `🏆 ${best ?? ''} points!`);
    expect(await focused(page)).toBe('field');
  });

  it('is allowed by the chat’s server, never by the query string', async () => {
    const { origin, port } = new URL(await demo.url());
    const origins = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
    const response = await fetch(
      `${origin}/overlay-chat.html?allowed-origins=https://evil.example`,
    );
    expect(await response.text()).toContain(
      `<meta name="momento-chat-allowed-origins" content="${origins.join(', ')}" />`,
    );
    expect(response.headers.get('Content-Security-Policy')).toContain(
      `frame-ancestors ${origins.join(' ')};`,
    );
  });

  it('stands still while it is paused', async () => {
    const page = await demo.open('overlay.html');
    await untilChanged(page, '#score');
    await page.click('#pause');
    const picture = () => page.$eval('#field', (field) => (field as HTMLCanvasElement).toDataURL());
    const before = await picture();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await picture()).toBe(before);
    await page.click('#pause');
    await untilChanged(page, '#score');
  });

  async function untilChanged(page: Page, selector: string): Promise<void> {
    await page.waitForFunction(
      (element, before) => document.querySelector(element)?.textContent !== before,
      WAIT,
      selector,
      await text(page, selector),
    );
  }

  function focused(page: Page): Promise<string | undefined> {
    return page.evaluate(() => document.activeElement?.id);
  }

  function shipOf(page: Page): Promise<number> {
    return page.$eval('#field', (field) => Number((field as HTMLElement).dataset.ship));
  }
});
