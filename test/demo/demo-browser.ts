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

  get browser(): Browser {
    return this.#browser;
  }

  /** Opens a page of the demo, and waits until its chats are connected. */
  async open(path = '', scheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const page = await this.newPage(path, scheme);
    await page.goto(new URL(path, await this.url()).href);
    await untilConnected(await chatFrame(page));
    return page;
  }

  /** An empty page in the form in which all are opened. @param name of the page in what it complains about */
  async newPage(name: string, scheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const page = await this.#browser.newPage();
    page.on('pageerror', (error) => this.#complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.#complaints.push(`${name}: ${message.text()}`);
    });
    await page.setViewport({ width: 1200, height: 900 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    return page;
  }

  /** Closes all pages, and fails if one of them has logged an error that the tests do not provoke. */
  async closePages(provoked?: RegExp): Promise<void> {
    const [blank, ...pages] = await this.#browser.pages();
    await Promise.all(pages.map((page) => page.close()));
    await blank?.bringToFront();
    const complaints = this.#complaints.splice(0);
    expect(complaints.filter((complaint) => !provoked?.test(complaint))).toEqual([]);
  }
}

/**
 * Starts the demo for the tests of a file. No page may log an error in any of them.
 *
 * @param keepsPages whether the tests share pages, which are closed after the last test then, not after each
 * @param provoked the errors that the tests provoke
 */
export function useDemo({
  keepsPages = false,
  provoked,
}: { keepsPages?: boolean; provoked?: RegExp } = {}): DemoBrowser {
  const demo = new DemoBrowser();
  beforeAll(() => demo.start());
  afterAll(() => demo.stop());
  (keepsPages ? afterAll : afterEach)(() => demo.closePages(provoked));
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

/** Waits until a chat shows a message with this text that is sent. */
export async function untilShown(
  frame: Frame,
  message: string,
  selector = 'momento-chat',
): Promise<void> {
  await frame.waitForFunction(hasBubble, WAIT, selector, message);
}

export async function untilGone(
  frame: Frame,
  message: string,
  selector = 'momento-chat',
): Promise<void> {
  // The page has no access to this file's functions, so the condition is passed as text.
  const has = `(${hasBubble.toString()})(${JSON.stringify(selector)}, ${JSON.stringify(message)})`;
  await frame.waitForFunction(`!${has}`, WAIT);
}

/** Whether a chat shows a sent message with this text. Messages being sent do not count. */
function hasBubble(selector: string, text: string): boolean {
  const list = document
    .querySelector(selector)
    ?.shadowRoot?.querySelector('momento-chat-message-list');
  const bubbles = list?.shadowRoot?.querySelectorAll('.sent .bubble') ?? [];
  return [...bubbles].some((bubble) => bubble.textContent === text && bubble.checkVisibility());
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
