import { expect } from 'vitest';
import type { Frame, Page } from 'puppeteer-core';
import { frameAt, openPage, type OverlaySite, shownTexts, untilConnected } from './overlay-site.js';

/** Every command that a page can send to a chat. */
export const COMMANDS = [
  { type: 'hello' },
  { type: 'open' },
  { type: 'toggle' },
  { type: 'focus' },
  { type: 'send', body: { request: 0, text: 'Spoofed' } },
  { type: 'enter-room', body: { request: 1, text: 'vault' } },
];

const STATE = {
  room: 'spoofed',
  status: 'failed',
  opened: true,
  unreadCount: 99,
  mentionCount: 99,
  colorScheme: 'dark',
};

const AUTHOR = { id: 'u1', name: 'Ada', verified: true };

/** Every notice that a chat can send to a page. */
export const NOTICES = [
  { type: 'ready' },
  { type: 'welcome', body: STATE },
  { type: 'state', body: STATE },
  { type: 'message', body: { id: 'm1', text: 'Spoofed', author: AUTHOR, sentAt: 1 } },
  { type: 'sent', body: { id: 'm1', text: 'Spoofed', author: AUTHOR, sentAt: 1 } },
  { type: 'error', body: { code: 'spoofed', message: 'Spoofed' } },
  ...[0, 1, 2, 3].map((request) => ({ type: 'answer', body: { request, id: 'spoofed' } })),
];

/** An attacker's page, which is neither the game's nor the chat's. */
export class AttackerFixture {
  page!: Page; // set by `open`
  /** The errors and warnings of the console. */
  complaints: string[] = [];
  readonly #site: OverlaySite;

  constructor(site: OverlaySite) {
    this.#site = site;
  }

  async open(url: string): Promise<void> {
    Object.assign(this, await openPage(this.#site, url));
  }

  /** Opens the game with its chat connected, and adds another frame to the game's page. */
  async openGameWith(frameUrl: string): Promise<{ chat: Frame; attackerFrame: Frame }> {
    await this.open(`${this.#site.game}/`);
    await untilConnected(this.page);
    const chat = await frameAt(this.page, this.#site.chat);
    await this.page.evaluate((url) => {
      const frame = document.createElement('iframe');
      frame.src = url;
      document.body.append(frame);
    }, frameUrl);
    return { chat, attackerFrame: await frameAt(this.page, frameUrl) };
  }

  /** Posts messages of the protocol, with extra fields that imitate those of a trusted event. */
  post(
    from: Frame | Page,
    target: 'parent' | 'sibling' | 'child' | 'opened',
    messages: readonly object[],
    targetOrigin = '*',
  ): Promise<void> {
    const spoofed = messages.map((message) => ({
      ...message,
      momentoChat: 1,
      origin: this.#site.game,
      source: 'parent',
      isTrusted: true,
    }));
    return from.evaluate(
      (which, all, origin) => {
        const { opened } = window as { opened?: Window };
        const windows = { parent, sibling: parent.frames[0], child: window.frames[0], opened };
        for (const message of all) windows[which]?.postMessage(message, origin);
      },
      target,
      spoofed,
      targetOrigin,
    );
  }
}

/** The messages that a page has received. */
export function receivedBy(page: Frame | Page): Promise<Window['received']> {
  return page.evaluate(() => window.received);
}

/** The bridge's count of rejected messages. */
export async function rejectedBy(chat: Frame): Promise<number> {
  // The script is a text, since the test runner would rewrite the import in a function.
  const script = `import('/momento-chat-overlay.js').then(({ bridge }) => bridge.rejectedCount)`;
  return (await chat.evaluate(script)) as number;
}

/** Waits long enough for all posted messages to arrive. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 300));
}

export function untilChatConnected(chat: Frame | Page): Promise<unknown> {
  return chat.waitForFunction(
    () => document.querySelector('momento-chat')?.status === 'connected',
    { polling: 50 },
  );
}

export async function expectUntouched(chat: Frame): Promise<void> {
  const state = await chat.evaluate(() => {
    const element = document.querySelector('momento-chat');
    return { room: element?.room, opened: element?.opened, pending: element?.pending.length };
  });
  expect(state).toEqual({ room: 'lobby', opened: false, pending: 0 });
  expect(await shownTexts(chat)).toEqual([]);
}
