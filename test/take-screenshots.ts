import { launch, type Browser, type Page } from 'puppeteer-core';
import type { MomentoChatElement } from '../src/momento-chat.js';
import { say, untilConnected, untilTexts } from './helpers/chat-page.js';
import { DemoProcess } from './helpers/demo-process.js';
import { launchOptions } from './helpers/find-browser.js';

/** Takes the README’s pictures of the demo, in light and dark: `npm run screenshots`. */

const DIALOGUE = [
  ['ada', 'Grace, did the compiler arrive?'],
  ['grace', 'It did. It even compiled itself. 🎉'],
  ['ada', 'こんにちは、世界'],
  ['grace', 'Let’s show Katherine.'],
] as const;
/** By whom, to which message, and how. */
const REACTIONS = [
  ['ada', 1, '🎉'],
  ['grace', 1, '🎉'],
  ['grace', 2, '👋'],
] as const;

const demo = new DemoProcess();
const browser = await launch(await launchOptions());
try {
  const url = await demo.url();
  await play(browser, url);
  for (const scheme of ['light', 'dark'] as const) {
    await take(browser, url, scheme);
    await takeVariants(browser, url, scheme);
  }
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

function chatOf(user: string): string {
  return `momento-chat[token-url*=${user}]`;
}

async function play(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage();
  await page.goto(url);
  const texts: string[] = [];
  for (const [user, text] of DIALOGUE) {
    await untilConnected(page, chatOf(user));
    await say(page, text, chatOf(user));
    texts.push(text);
    await untilTexts(page, texts, chatOf('ada'));
    await untilTexts(page, texts, chatOf('grace'));
  }
  for (const [user, index, emoji] of REACTIONS) {
    await page.$eval(
      chatOf(user),
      (element, at, chosen) => {
        const chat = element as MomentoChatElement;
        chat.react(chat.messages[at]?.id ?? '', chosen);
      },
      index,
      emoji,
    );
  }
  await untilReactions(page, chatOf('ada'));
  await untilReactions(page, chatOf('grace'));
  await page.close();
}

async function untilReactions(page: Page, chat: string): Promise<void> {
  await page.waitForFunction(
    (selector, count) => {
      const { messages } = document.querySelector(selector) as MomentoChatElement;
      const given = messages.flatMap(({ reactions = [] }) =>
        reactions.flatMap(({ users }) => users),
      );
      return given.length === count;
    },
    {},
    chat,
    REACTIONS.length,
  );
}

async function take(browser: Browser, url: string, scheme: 'light' | 'dark'): Promise<void> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1200, height: 800, deviceScaleFactor: 2 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(url);
  const texts = DIALOGUE.map(([, text]) => text);
  await untilTexts(page, texts, chatOf('ada'));
  await untilTexts(page, texts, chatOf('grace'));
  await untilReactions(page, chatOf('ada'));
  await untilReactions(page, chatOf('grace'));
  const people = await page.$('#people');
  await people?.screenshot({ path: `demo/screenshot-${scheme}.png` });
  await page.close();
}
