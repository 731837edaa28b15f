import { launch, type Browser } from 'puppeteer-core';
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

const demo = new DemoProcess();
const browser = await launch(await launchOptions());
try {
  const url = await demo.url();
  await play(browser, url);
  for (const scheme of ['light', 'dark'] as const) await take(browser, url, scheme);
} finally {
  await browser.close();
  await demo.kill();
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
  await page.close();
}

async function take(browser: Browser, url: string, scheme: 'light' | 'dark'): Promise<void> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1200, height: 800, deviceScaleFactor: 2 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(url);
  const texts = DIALOGUE.map(([, text]) => text);
  await untilTexts(page, texts, chatOf('ada'));
  await untilTexts(page, texts, chatOf('grace'));
  const people = await page.$('#people');
  await people?.screenshot({ path: `demo/screenshot-${scheme}.png` });
  await page.close();
}
