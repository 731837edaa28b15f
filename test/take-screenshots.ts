import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { HISTORY } from '../demo/rooms-history.js';
import { animatedWebp, type Frame } from './helpers/animated-webp.js';
import { untilLastTexts } from './helpers/chat-page.js';
import { DemoProcess } from './helpers/demo-process.js';
import { launchOptions } from './helpers/find-browser.js';
import { FAMILIES } from './visual/fonts.js';

/** Takes the documentation’s pictures of the demo, in light and dark: `npm run screenshots`. */

/** `--moving`: only the moving picture. */
const onlyMoving = process.argv.includes('--moving');

const demo = new DemoProcess();
const browser = await launch(await launchOptions());
try {
  const url = await demo.url();
  for (const scheme of onlyMoving ? [] : (['light', 'dark'] as const)) {
    await take(browser, url, scheme);
    await takeVariants(browser, url, scheme);
  }
  await takeMoving(browser, url);
} finally {
  await browser.close();
  await demo.kill();
}

/** A launcher, an overlay and a theme, side by side. */
async function takeVariants(
  browser: Browser,
  url: string,
  scheme: 'light' | 'dark',
): Promise<void> {
  const page = await browser.newPage();
  await page.setViewport({ width: 900, height: 680, deviceScaleFactor: 1 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  const pictures: string[] = [];
  for (const [name, place] of [
    ['support', '.shop'],
    ['overlay', '.game'],
    ['theming', '.preview'],
  ] as const) {
    await page.goto(`${url}${name}.html`);
    await page.waitForFunction(
      () => document.querySelector<HTMLElement>('momento-chat, iframe')?.isConnected,
    );
    await useFonts(page);
    await page.evaluate(
      (place) => document.querySelector(place)?.scrollIntoView({ block: 'center' }),
      place,
    );
    await page.evaluate(() => {
      document.querySelector<HTMLElementTagNameMap['momento-chat']>('[variant=launcher]')?.open();
    });
    // Until the frame of another site, which cannot be asked, has its history.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    pictures.push(await page.screenshot({ encoding: 'base64' }));
  }
  await page.setViewport({ width: 1800, height: 460, deviceScaleFactor: 1 });
  await page.setContent(
    `<body style="margin: 0; display: flex; gap: 12px">${pictures
      .map((picture) => `<img width="592" src="data:image/png;base64,${picture}">`)
      .join('')}`,
  );
  await page.screenshot({
    path: `demo/screenshot-variants-${scheme}.png`,
    omitBackground: true,
    clip: { x: 0, y: 0, width: 1800, height: 447 },
  });
  await page.close();
}

async function take(browser: Browser, url: string, scheme: 'light' | 'dark'): Promise<void> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1200, height: 800, deviceScaleFactor: 2 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(url);
  for (const user of ['ada', 'grace'])
    await untilPictured(page, `momento-chat[token-url*=${user}]`);
  await useFonts(page);
  const people = await page.$('#people');
  await people?.screenshot({ path: `demo/screenshot-${scheme}.png` });
  await page.close();
}

/** Two people who write to each other: a moving picture, which ends after the second time. */
async function takeMoving(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage();
  await page.setViewport({ width: 900, height: 700, deviceScaleFactor: 1.5 });
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: 'light' },
    // The chat's own movements would be caught halfway.
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  await page.goto(url);
  const [ada, grace] = ['momento-chat[token-url*=ada]', 'momento-chat[token-url*=grace]'] as const;
  for (const chat of [ada, grace]) await untilPictured(page, chat);
  await useFonts(page);
  const people = await page.$('#people');
  const frames: Frame[] = [];
  const take = async (ms: number) => {
    const webp = await people?.screenshot({ type: 'webp', quality: 75 });
    if (webp) frames.push({ webp, ms });
  };
  /** Writes as a visitor does, some letters at a time, and sends. */
  const write = async (chat: typeof ada | typeof grace, text: string) => {
    for (let length = 6; length < text.length + 6; length += 6) {
      await page.$eval(chat, (each, value) => (each.value = value), text.slice(0, length));
      await take(170);
    }
    await page.$eval(
      chat,
      (each, value) => {
        each.value = '';
        each.send(value);
      },
      text,
    );
    for (const each of [ada, grace]) await untilLastTexts(page, [text], each);
    await take(1_100);
  };
  await take(1_200);
  await write(ada, 'Lunch at one? The new place.');
  await write(grace, 'Yes! I bring the plans 📐');
  await page.$eval(ada, (chat) => chat.react(chat.messages.at(-1)?.id ?? '', '❤️'));
  await page.waitForFunction(
    (selector) =>
      document.querySelector<HTMLElementTagNameMap['momento-chat']>(selector)?.messages.at(-1)
        ?.reactions?.length,
    { polling: 50 },
    grace,
  );
  await take(3_000);
  const box = await people?.boundingBox();
  const scaled = (length = 0) => Math.round(length * 1.5);
  const size = { width: scaled(box?.width), height: scaled(box?.height) };
  writeFileSync('demo/momento-chat.webp', animatedWebp(frames, size, 2));
  await page.close();
}

/** Shows the page in fonts of npm packages, emoji too: what a machine has installed would be in the pictures. */
async function useFonts(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    for (const [, path] of FAMILIES) {
      await frame.addStyleTag({ url: `/@fs${resolve('node_modules', path)}` });
    }
    await frame.evaluate(
      (list) => {
        const { style } = document.documentElement;
        style.fontFamily = list;
        style.setProperty('--momento-chat-font', list);
        document.body.style.fontFamily = list;
      },
      FAMILIES.map(([name]) => `'${name}'`).join(', '),
    );
    await frame.evaluate(() => document.fonts.ready.then(() => undefined));
  }
}

/** Waits until a chat shows the last message of its room, and the picture above it. */
async function untilPictured(page: Page, chat: string): Promise<void> {
  const last = HISTORY.lobby?.at(-1)?.text ?? '';
  await untilLastTexts(page, [last], chat);
  await page.waitForFunction(
    (selector) => {
      const list = document
        .querySelector(selector)
        ?.shadowRoot?.querySelector('momento-chat-message-list');
      return list?.shadowRoot
        ?.querySelector('momento-chat-attachment')
        ?.shadowRoot?.querySelector('img')?.complete;
    },
    { polling: 50 },
    chat,
  );
}
