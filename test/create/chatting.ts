import { launch, type Browser, type Page } from 'puppeteer-core';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { launchOptions } from '../helpers/find-browser.js';
import { untilConnected, untilShown, WAIT } from '../demo/demo-browser.js';

/** A browser of several people: each has cookies of their own. */
export class People {
  readonly #browser: Browser;
  /** What pages have logged as errors, until they are left. */
  readonly complaints: string[] = [];

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async launch(): Promise<People> {
    return new People(await launch(await launchOptions()));
  }

  /** Opens a page as a new person. */
  async open(url: string): Promise<Page> {
    const context = await this.#browser.createBrowserContext();
    return this.#openIn(await context.newPage(), url);
  }

  /** Opens a further page as a person who is there. */
  async openBeside(page: Page, url: string): Promise<Page> {
    return this.#openIn(await page.browserContext().newPage(), url);
  }

  async #openIn(page: Page, url: string): Promise<Page> {
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      const text = message.text();
      // Browsers ask for an icon that no template has.
      const isIcon = message.location().url?.endsWith('/favicon.ico') === true;
      if (message.type() === 'error' && !isIcon) this.complaints.push(text);
    });
    await page.goto(url);
    return page;
  }

  /** Closes all pages: once the servers stop, their chats would complain. @returns what they have complained about so far */
  async leave(): Promise<readonly string[]> {
    const complaints = this.complaints.splice(0);
    const own = this.#browser.browserContexts().filter(({ id }) => id !== undefined);
    await Promise.all(own.map((context) => context.close()));
    return complaints;
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

/** Writes into the chat and sends it, with the keyboard. */
export async function write(page: Page, text: string): Promise<void> {
  await page.bringToFront();
  // A launcher connects when it is opened.
  await page.waitForFunction(() => customElements.get('momento-chat'), WAIT);
  await page.evaluate(() => document.querySelector<MomentoChatElement>('momento-chat')?.open());
  await untilConnected(page.mainFrame());
  await page.waitForFunction(() => {
    const chat = document.querySelector<MomentoChatElement>('momento-chat');
    chat?.open();
    chat?.focus();
    // The composer is ready to be written in.
    let focused: Element | null | undefined = document.activeElement;
    while (focused?.shadowRoot) focused = focused.shadowRoot.activeElement;
    return focused instanceof HTMLTextAreaElement || focused?.getAttribute('role') === 'textbox';
  }, WAIT);
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await untilSeen(page, text);
}

/** Waits until a page shows a message that is sent. */
export async function untilSeen(page: Page, text: string): Promise<void> {
  await untilShown(page.mainFrame(), text);
}

/** The author's name and the text of each message. */
export async function messagesIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const chat = document.querySelector<MomentoChatElement>('momento-chat');
    return (chat?.messages ?? []).map(({ author, text }) => `${author.name}: ${text}`);
  });
}
