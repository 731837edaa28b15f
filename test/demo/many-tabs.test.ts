import { launch, type Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { say, untilConnected, untilTexts } from '../helpers/chat-page.js';
import { DemoProcess } from '../helpers/demo-process.js';
import { launchOptions } from '../helpers/find-browser.js';

const ADA = 'momento-chat[token-url*=ada]';
const GRACE = 'momento-chat[token-url*=grace]';

describe('the demo in three tabs of one browser', () => {
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

  // Each of the six chats holds a connection, and a browser opens at most six to one host name.
  it('connects all six chats, and lets each send', async () => {
    const url = await demo.url();
    const tabs = [await browser.newPage(), await browser.newPage(), await browser.newPage()];
    const said: string[] = [];
    for (const tab of tabs) {
      await tab.goto(url);
      for (const chat of [ADA, GRACE]) await untilConnected(tab, chat);
    }
    for (const [index, tab] of tabs.entries()) {
      for (const [name, chat] of [
        ['Ada', ADA],
        ['Grace', GRACE],
      ] as const) {
        said.push(`${name} in tab ${String(index + 1)}`);
        await say(tab, said.at(-1) ?? '', chat);
        await untilTexts(tab, said, chat);
      }
    }
    for (const tab of tabs) await untilTexts(tab, said, ADA);
    expect(said).toHaveLength(6);
  });
});
