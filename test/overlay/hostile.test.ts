import type { Frame, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MAX_TEXT_LENGTH } from '../../src/overlay/protocol.js';
import {
  frameAt,
  gamePage,
  listeningPage,
  openPage,
  type OverlaySite,
  shownTexts,
  startOverlaySite,
  untilConnected,
} from './overlay-site.js';

/** All that a page can ask of a chat. */
const COMMANDS = [
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
  colorScheme: 'dark',
};

const AUTHOR = { id: 'u1', name: 'Ada', verified: true };

/** All that a chat can tell a page. */
const NOTICES = [
  { type: 'ready' },
  { type: 'welcome', body: STATE },
  { type: 'state', body: STATE },
  { type: 'message', body: { id: 'm1', text: 'Spoofed', author: AUTHOR, sentAt: 1 } },
  { type: 'sent', body: { id: 'm1', text: 'Spoofed', author: AUTHOR, sentAt: 1 } },
  { type: 'error', body: { code: 'spoofed', message: 'Spoofed' } },
  ...[0, 1, 2, 3].map((request) => ({ type: 'answer', body: { request, id: 'spoofed' } })),
];

describe('strangers around a game and its chat', () => {
  let site: OverlaySite;
  let page: Page;
  let complaints: string[];
  let overlay: string;

  beforeAll(async () => {
    site = await startOverlaySite();
    site.pages.set('/listen', listeningPage(''));
  }, 120_000);

  afterAll(() => site.close());

  beforeEach(() => {
    overlay = `${site.chat}/overlay.html?room=lobby`;
    site.pages.set('/', gamePage(overlay));
  });

  afterEach(async () => {
    site.edit((html) => html);
    await page.browserContext().close();
  });

  async function open(url: string): Promise<void> {
    ({ page, complaints } = await openPage(site, url));
  }

  /** The game with its chat connected, and one more frame in it. */
  async function openGameWith(frameUrl: string): Promise<{ chat: Frame; stranger: Frame }> {
    await open(`${site.game}/`);
    await untilConnected(page);
    const chat = await frameAt(page, site.chat);
    await page.evaluate((url) => {
      const frame = document.createElement('iframe');
      frame.src = url;
      document.body.append(frame);
    }, frameUrl);
    return { chat, stranger: await frameAt(page, frameUrl) };
  }

  /** Posts each as the protocol has it, with what a stranger may hope to get by. */
  function post(
    from: Frame | Page,
    target: 'parent' | 'sibling' | 'child' | 'opened',
    messages: readonly object[],
    targetOrigin = '*',
  ): Promise<void> {
    const spoofed = messages.map((message) => ({
      ...message,
      momentoChat: 1,
      origin: site.game,
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

  async function rejectedBy(chat: Frame): Promise<number> {
    // As a text: the test runner would rewrite the import.
    const script = `import('/momento-chat-overlay.js').then(({ bridge }) => bridge.rejectedCount)`;
    return (await chat.evaluate(script)) as number;
  }

  /** Everything that has been posted before has arrived by then. */
  function settle(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 300));
  }

  function untilRunning(chat: Frame | Page): Promise<unknown> {
    return chat.waitForFunction(
      () => document.querySelector('momento-chat')?.status === 'connected',
      { polling: 50 },
    );
  }

  async function expectUntouched(chat: Frame): Promise<void> {
    const state = await chat.evaluate(() => {
      const element = document.querySelector('momento-chat');
      return { room: element?.room, opened: element?.opened, pending: element?.pending.length };
    });
    expect(state).toEqual({ room: 'lobby', opened: false, pending: 0 });
    expect(await shownTexts(chat)).toEqual([]);
  }

  function heard(by: Frame | Page): Promise<Window['heard']> {
    return by.evaluate(() => window.heard);
  }

  it('embed the chat, and neither steer it nor hear a word', async () => {
    site.pages.set('/', listeningPage(`<iframe src="${overlay}"></iframe>`));
    await open(`${site.other}/`);
    const chat = await frameAt(page, site.chat);
    await untilRunning(chat);
    await post(page, 'child', COMMANDS);
    await post(page, 'child', COMMANDS);
    await expect.poll(() => rejectedBy(chat)).toBe(2 * COMMANDS.length);
    await expectUntouched(chat);
    const item = JSON.stringify({ id: 'm1', username: 'Ada', message: 'For the game alone' });
    site.momento.direct.publish({ cache: 'instant-messaging', topic: 'lobby', text: item });
    await expect.poll(() => shownTexts(chat)).toEqual(['For the game alone']);
    await settle();
    expect(await heard(page)).toEqual([]);
    expect(complaints.filter((text) => text.includes('<momento-chat>'))).toHaveLength(1);
  });

  it('embed the chat with a client of theirs, which is never ready', async () => {
    await open(`${site.other}/`);
    await frameAt(page, site.chat);
    const ready = await page.evaluate(() =>
      Promise.race([
        window.chat.ready.then(() => true),
        new Promise<boolean>((resolve) => setTimeout(resolve, 1000, false)),
      ]),
    );
    expect(ready).toBe(false);
    expect(await heard(page)).toEqual([]);
  });

  it('sit beside the chat, and are told from the game', async () => {
    const { chat, stranger } = await openGameWith(`${site.other}/listen`);
    await post(stranger, 'sibling', COMMANDS);
    await post(stranger, 'sibling', COMMANDS, site.chat);
    await expect.poll(() => rejectedBy(chat)).toBe(2 * COMMANDS.length);
    await expectUntouched(chat);
    expect(await heard(stranger)).toEqual([]);
  });

  it('sit beside the chat, and are told from the chat', async () => {
    const { stranger } = await openGameWith(`${site.other}/listen`);
    await expectGameUntouchedBy(stranger);
  });

  it('are of the game’s origin and not its page', async () => {
    const { chat, stranger } = await openGameWith(`${site.game}/listen`);
    await post(stranger, 'sibling', COMMANDS, site.chat);
    await expect.poll(() => rejectedBy(chat)).toBe(COMMANDS.length);
    await expectUntouched(chat);
    expect(await heard(stranger)).toEqual([]);
  });

  it('are of the chat’s origin and not in its frame', async () => {
    const { stranger } = await openGameWith(`${site.chat}/listen`);
    await expectGameUntouchedBy(stranger);
  });

  /** While the game waits for an answer of the chat, which is the best of moments. */
  async function expectGameUntouchedBy(stranger: Frame): Promise<void> {
    const before = await page.evaluate(() => {
      window.events = [];
      return JSON.stringify(window.chat);
    });
    const count = (await heard(page)).length;
    await post(stranger, 'parent', NOTICES);
    // It did arrive at the window.
    await expect.poll(async () => (await heard(page)).length).toBe(count + NOTICES.length);
    expect(await page.evaluate(() => [JSON.stringify(window.chat), window.events])).toEqual([
      before,
      [],
    ]);
  }

  it('take the frame over, and hear nothing of what the game says to the chat', async () => {
    await open(`${site.game}/`);
    await untilConnected(page);
    await page.evaluate((url) => {
      document.querySelector<HTMLIFrameElement>('#chat')!.src = url; // it is there: the page's own
    }, `${site.other}/listen`);
    const stranger = await frameAt(page, `${site.other}/listen`);
    await stranger.waitForFunction(() => document.readyState === 'complete');
    await page.evaluate(() => {
      window.events = [];
      window.chat.open();
      void window.chat.send('A secret').catch(() => undefined);
    });
    await post(stranger, 'parent', NOTICES);
    await settle();
    expect(await heard(stranger)).toEqual([]);
    expect(await page.evaluate(() => window.events)).toEqual([]);
  });

  it('have no origin that a browser would vouch for', async () => {
    const nobodys = encodeURIComponent(listeningPage(`<iframe src="${overlay}"></iframe>`));
    site.pages.set('/', listeningPage(`<iframe src="data:text/html,${nobodys}"></iframe>`));
    await open(`${site.game}/`);
    const framing = await frameAt(page, 'data:');
    const chat = await frameAt(page, site.chat);
    await untilRunning(chat);
    expect(await framing.evaluate(() => window.origin)).toBe('null');
    await post(framing, 'child', COMMANDS);
    await expect.poll(() => rejectedBy(chat)).toBe(COMMANDS.length);
    await expectUntouched(chat);
    expect(await heard(framing)).toEqual([]);
  });

  it('open the chat in a window of its own, which is no frame of theirs', async () => {
    // Although this page's own origin is allowed, for games that live there.
    site.edit((html) =>
      html.replace(`content="${site.game}"`, `content="${site.game},${site.chat}"`),
    );
    await open(`${site.game}/listen`);
    const target = page.browserContext().waitForTarget((it) => it.url().startsWith(site.chat));
    await page.evaluate((url) => {
      (window as { opened?: Window | null }).opened = window.open(url);
    }, overlay);
    const chat = await (await target).page();
    if (!chat) throw new Error('unable to test; no window was opened');
    await untilRunning(chat);
    await post(page, 'opened', COMMANDS);
    // Not even the page itself may, whose parent is itself.
    await post(chat, 'parent', COMMANDS);
    await settle();
    await expectUntouched(chat.mainFrame());
    expect(await heard(page)).toEqual([]);
  });

  it('speak through the game’s own page, and get nothing that is out of bounds', async () => {
    await open(`${site.game}/`);
    await untilConnected(page);
    const chat = await frameAt(page, site.chat);
    const text = 'x'.repeat(MAX_TEXT_LENGTH + 1);
    await post(page, 'child', [
      { type: 'send', body: { request: 1, text } },
      { type: 'enter-room', body: { request: 2, text } },
      { type: ['open'] },
      { type: 'constructor' },
      { type: '__proto__' },
    ]);
    await settle();
    await expectUntouched(chat);
    // The page is who it should be. It only makes no sense.
    expect(await rejectedBy(chat)).toBe(0);
  });

  it('say no hello, and are neither obeyed nor told anything, allowed as they are', async () => {
    site.pages.set('/', listeningPage(`<iframe src="${overlay}"></iframe>`));
    await open(`${site.game}/`);
    const chat = await frameAt(page, site.chat);
    await untilRunning(chat);
    await post(
      page,
      'child',
      COMMANDS.filter(({ type }) => type !== 'hello'),
    );
    await settle();
    await expectUntouched(chat);
    expect(await heard(page)).toMatchObject([{ origin: site.chat, data: { type: 'ready' } }]);
  });

  it('come when the bridge has been ended', async () => {
    await open(`${site.game}/`);
    await untilConnected(page);
    const chat = await frameAt(page, site.chat);
    await chat.evaluate(`import('/momento-chat-overlay.js').then(({ bridge }) => bridge())`);
    const { length } = await heard(page);
    await post(page, 'child', COMMANDS);
    await settle();
    await expectUntouched(chat);
    expect(await heard(page)).toHaveLength(length);
  });

  it.each([
    ['', /ignores all games/],
    ['*', /unable to allow "\*"/],
    ['null', /unable to allow "null"/],
    ['https://*.localhost', /unable to allow "https:\/\/\*\.localhost"/],
  ])('are not let in by the list "%s"', async (list, complaint) => {
    site.edit((html) => html.replace(`content="${site.game}"`, `content="${list}"`));
    await open(`${site.game}/`);
    const chat = await frameAt(page, site.chat);
    await untilRunning(chat);
    await post(page, 'child', COMMANDS);
    await settle();
    expect(await chat.evaluate(() => document.querySelector('momento-chat')?.opened)).toBe(false);
    const heardFromChat = (await heard(page)).filter(({ origin }) => origin === site.chat);
    expect(heardFromChat).toEqual([]);
    expect(complaints.filter((text) => complaint.test(text))).toHaveLength(1);
  });
});
