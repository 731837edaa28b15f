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

    await page.keyboard.press('Enter');
    await frame.waitForFunction(() => document.querySelector('momento-chat')?.opened, WAIT);
    expect(await focused(page)).toBe('frame');
    // Before, Enter sends nothing: the text stays.
    await untilConnected(frame);
    await page.keyboard.type('add a dad');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await untilShown(frame, 'add a dad');
    expect(await violationsIn(frame)).toEqual([]);
    // The letters and the arrow have not steered.
    expect(await stateOf(page)).toBe('waiting');

    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.id === 'field', WAIT);
    await page.keyboard.down('KeyA');
    const before = await shipOf(page);
    await page.waitForFunction(
      (x) => Number(document.querySelector<HTMLElement>('#field')?.dataset.ship) < x,
      WAIT,
      before,
    );
    await page.keyboard.up('KeyA');
  });

  it('goes on while its player writes', async () => {
    const page = await demo.open('overlay.html');
    const frame = await chatFrame(page);
    await page.keyboard.press('KeyD');
    await page.keyboard.press('Enter');
    await frame.waitForFunction(() => document.querySelector('momento-chat')?.opened, WAIT);
    await untilChanged(page, '#score');
  });

  it('never loses the ship before its visitor plays, and waits again after a crash', async () => {
    const page = await demo.newPage('overlay.html');
    await page.evaluateOnNewDocument((lasting) => {
      // Half a minute, in frames of 50 ms, as fast as the machine draws them.
      let now = performance.now();
      const end = now + lasting;
      window.requestAnimationFrame = (draw) =>
        Number(
          setTimeout(() => {
            if (now > end) document.documentElement.dataset.ended = 'true';
            draw((now += 50));
          }),
        );
    }, 30_000);
    await page.goto(new URL('overlay.html', await demo.url()).href);
    await page.waitForSelector('[data-ended]', WAIT);
    expect(await stateOf(page)).toBe('waiting');
    // It would show the score of a lost game.
    expect(await text(page, '#score')).toBe('0');

    // A ship that stays in place is hit before long.
    await page.keyboard.press('KeyD');
    await page.waitForSelector('[data-state="flying"], [data-state="crashed"]', WAIT);
    await page.waitForSelector('[data-state="waiting"]', WAIT);
    const score = await text(page, '#score');
    expect(score).not.toBe('0');
    expect(await text(page, '#best')).toBe(score);
  });

  it('stands still before it is played, where motion is reduced', async () => {
    const page = await demo.newPage('overlay.html');
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    await page.goto(new URL('overlay.html', await demo.url()).href);
    await page.waitForSelector('[data-state="waiting"]', WAIT);
    const frames = () =>
      page.evaluate(
        () =>
          new Promise<void>((resolve) =>
            requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
          ),
      );
    await frames();
    const before = await pictureOf(page);
    await frames();
    expect(await pictureOf(page)).toBe(before);
  });

  it('shares a new best score with the others', async () => {
    const page = await demo.open('overlay.html');
    const other = await demo.open('overlay.html?pilot=kenji');
    await page.bringToFront();
    await page.keyboard.press('KeyD');
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
    await page.keyboard.press('KeyD');
    await untilChanged(page, '#score');
    await page.click('#pause');
    const before = await pictureOf(page);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await pictureOf(page)).toBe(before);
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

  function stateOf(page: Page): Promise<string | undefined> {
    return page.$eval('#game', (game) => (game as HTMLElement).dataset.state);
  }

  function pictureOf(page: Page): Promise<string> {
    return page.$eval('#field', (field) => (field as HTMLCanvasElement).toDataURL());
  }

  function shipOf(page: Page): Promise<number> {
    return page.$eval('#field', (field) => Number((field as HTMLElement).dataset.ship));
  }
});
