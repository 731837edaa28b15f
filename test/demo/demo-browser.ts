import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { launch, type Browser, type Frame, type Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { DemoProcess } from '../helpers/demo-process.js';
import { launchOptions } from '../helpers/find-browser.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Polls by timer, since background pages paint no frames. The time-out suits a busy machine. */
export const WAIT = { polling: 50, timeout: 40_000 };

type Axe = { run: (options: object) => Promise<{ violations: { id: string; nodes: object[] }[] }> };

/** The running demo in a browser. */
export class DemoBrowser {
  #demo!: DemoProcess; // set before all tests
  #browser!: Browser; // set before all tests
  readonly #complaints: string[] = [];

  async start(): Promise<void> {
    this.#demo = new DemoProcess();
    this.#browser = await launch(await launchOptions());
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#demo.kill();
  }

  url(): Promise<string> {
    return this.#demo.url();
  }

  /** Opens a page of the demo, and waits until its chats are connected. */
  async open(path: string, scheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const page = await this.#browser.newPage();
    page.on('pageerror', (error) => this.#complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.#complaints.push(`${path}: ${message.text()}`);
    });
    await page.setViewport({ width: 1200, height: 900 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.goto(new URL(path, await this.url()).href);
    await untilConnected(await chatFrame(page));
    return page;
  }

  /** Closes all pages, and fails if one of them has logged an error. */
  async closePages(): Promise<void> {
    const [blank, ...pages] = await this.#browser.pages();
    await Promise.all(pages.map((page) => page.close()));
    await blank?.bringToFront();
    expect(this.#complaints.splice(0)).toEqual([]);
  }
}

/** Starts the demo for the tests of a file. No page may log an error in any of them. */
export function useDemo(): DemoBrowser {
  const demo = new DemoBrowser();
  beforeAll(() => demo.start());
  afterAll(() => demo.stop());
  afterEach(() => demo.closePages());
  return demo;
}

/** The frame of the chat: the page’s own, or the embedded one. */
export async function chatFrame(page: Page): Promise<Frame> {
  const iframe = await page.$('iframe');
  return (await iframe?.contentFrame()) ?? page.mainFrame();
}

/** Waits for all chats of the visible parts of the page. A launcher's element has no box of its own, and connects in any case. */
export async function untilConnected(
  frame: Frame,
  selector = 'momento-chat, momento-relay-chat',
): Promise<void> {
  await frame.waitForFunction(
    (chats) =>
      [...document.querySelectorAll<MomentoChatElement>(chats)].every(
        (chat) => chat.status === 'connected' || chat.parentElement?.checkVisibility() === false,
      ) && document.querySelector(chats),
    WAIT,
    selector,
  );
}

export async function untilShown(
  frame: Frame,
  message: string,
  selector = 'momento-chat',
): Promise<void> {
  await frame.waitForFunction(
    (chat, expected) =>
      [
        ...(document
          .querySelector(chat)
          ?.shadowRoot?.querySelector('momento-chat-message-list')
          ?.shadowRoot?.querySelectorAll('.bubble') ?? []),
      ].some((bubble) => bubble.textContent === expected && bubble.checkVisibility()),
    WAIT,
    selector,
    message,
  );
}

/** The broken accessibility rules and their places. */
export async function violationsIn(frame: Frame): Promise<string[]> {
  await frame.evaluate(AXE);
  return frame.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe };
    const embedded = window !== window.parent;
    // The frame is transparent: it gets the game's background, so that contrast can be measured.
    if (embedded) document.documentElement.style.background = '#12142e';
    // Headings and landmarks belong to the embedding page.
    const pageRules = { enabled: !embedded };
    const { violations } = await axe.run({
      iframes: false,
      rules: {
        'page-has-heading-one': pageRules,
        'landmark-one-main': pageRules,
        region: pageRules,
      },
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${JSON.stringify((node as { target: unknown }).target)}`),
    );
  });
}

/** Sets a slider or a colour, which cannot be typed. */
export async function change(page: Page, selector: string, value: string): Promise<void> {
  await page.$eval(
    selector,
    (element, next) => {
      (element as HTMLInputElement).value = next;
      element.dispatchEvent(new Event('input', { bubbles: true }));
    },
    value,
  );
}

export function text(page: Page, selector: string): Promise<string | null> {
  return page.$eval(selector, (element) => element.textContent);
}
