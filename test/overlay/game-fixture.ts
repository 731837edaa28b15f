import type { Frame, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import {
  frameAt,
  gamePage,
  openPage,
  type OverlaySite,
  startOverlaySite,
  untilConnected,
} from './overlay-site.js';

const POLLING = { polling: 50 };

/** A game's page that is connected to a chat in its frame, on another site. Each test gets its own page and room. */
export class GameFixture {
  site!: OverlaySite; // set before all tests
  page!: Page; // set before each test
  frame!: Frame; // set before each test
  /** The errors and warnings of the console. */
  complaints: string[] = [];
  room = '';
  #rooms = 0;

  async start(): Promise<void> {
    this.site = await startOverlaySite();
  }

  async openNewRoom(): Promise<void> {
    this.#rooms += 1;
    this.room = `room-${String(this.#rooms)}`;
    this.site.pages.set('/', gamePage(this.chatUrl(this.room)));
    await this.open();
  }

  async open(): Promise<void> {
    const { page, complaints } = await openPage(this.site, `${this.site.game}/`);
    Object.assign(this, { page, complaints });
    await untilConnected(page);
    this.frame = await frameAt(page, this.site.chat);
  }

  /** Opens a game whose frame has this URL instead of the chat's. */
  async openWithFrame(url: string): Promise<void> {
    this.site.pages.set('/other-frame', gamePage(url, { origin: this.site.chat } as URL));
    await this.page.goto(`${this.site.game}/other-frame`);
  }

  async reset(): Promise<void> {
    this.site.edit((html) => html);
    this.site.endpoint.behave({});
    await this.page.browserContext().close();
  }

  chatUrl(room: string): string {
    return `${this.site.chat}/overlay.html?room=${room}`;
  }

  /** Loads another page in the game's frame, without waiting for it. */
  async navigateFrame(url: string): Promise<void> {
    await this.page.evaluate((it) => {
      document.querySelector<HTMLIFrameElement>('#chat')!.src = it; // `gamePage` writes it
    }, url);
  }

  /** Publishes a message from another user. */
  publish(text: string, more: object = {}): void {
    const item = JSON.stringify({ id: `id-${text}`, username: 'Grace', message: text, ...more });
    this.site.momento.direct.publish({ cache: 'instant-messaging', topic: this.room, text: item });
  }

  /** Waits for a condition in the game's page. */
  until(isSo: () => boolean | undefined): Promise<unknown> {
    return this.page.waitForFunction(isSo, POLLING);
  }

  /** The details of the client's events of one type so far. */
  details(type: string): Promise<unknown[]> {
    return this.page.evaluate(
      (wanted) => window.events.filter(([name]) => name === wanted).map(([, detail]) => detail),
      type,
    );
  }

  isOpened(): Promise<boolean | undefined> {
    return this.frame.evaluate(() => document.querySelector('momento-chat')?.opened);
  }

  /** The id, or else the tag, of the focused element in the game's page. */
  focused(): Promise<string | undefined> {
    return this.page.evaluate(
      () => document.activeElement?.id || document.activeElement?.localName,
    );
  }

  async untilComposerFocused(): Promise<void> {
    await this.frame.waitForFunction(
      () => document.hasFocus() && document.activeElement?.localName === 'momento-chat',
      POLLING,
    );
  }
}

/** Starts the sites before the tests of a file, and opens a new room before each. */
export function useGame(): GameFixture {
  const game = new GameFixture();
  beforeAll(() => game.start(), 120_000);
  afterAll(() => game.site.close());
  beforeEach(() => game.openNewRoom());
  afterEach(() => game.reset());
  return game;
}
