import type { Frame } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MAX_TEXT_LENGTH } from '../../src/overlay/protocol.js';
import {
  frameAt,
  gamePage,
  listeningPage,
  type OverlaySite,
  shownTexts,
  startOverlaySite,
  untilConnected,
} from './overlay-site.js';
import {
  COMMANDS,
  expectUntouched,
  NOTICES,
  receivedBy,
  rejectedBy,
  settle,
  StrangerFixture,
  untilChatConnected,
} from './stranger-fixture.js';

describe('pages that are neither the game nor its chat', () => {
  let site: OverlaySite;
  let strangers: StrangerFixture;
  let overlay: string;

  beforeAll(async () => {
    site = await startOverlaySite();
    site.pages.set('/listen', listeningPage(''));
  }, 120_000);

  afterAll(() => site.close());

  beforeEach(() => {
    strangers = new StrangerFixture(site);
    overlay = `${site.chat}/overlay.html?room=lobby`;
    site.pages.set('/', gamePage(overlay));
  });

  afterEach(async () => {
    site.edit((html) => html);
    await strangers.page.browserContext().close();
  });

  it('cannot control a chat that they embed, nor receive its notices', async () => {
    site.pages.set('/', listeningPage(`<iframe src="${overlay}"></iframe>`));
    await strangers.open(`${site.other}/`);
    const chat = await frameAt(strangers.page, site.chat);
    await untilChatConnected(chat);
    await strangers.post(strangers.page, 'child', COMMANDS);
    await strangers.post(strangers.page, 'child', COMMANDS);
    await expect.poll(() => rejectedBy(chat)).toBe(2 * COMMANDS.length);
    await expectUntouched(chat);
    const item = JSON.stringify({ id: 'm1', username: 'Ada', message: 'For the game alone' });
    site.momento.direct.publish({ cache: 'instant-messaging', topic: 'lobby', text: item });
    await expect.poll(() => shownTexts(chat)).toEqual(['For the game alone']);
    await settle();
    expect(await receivedBy(strangers.page)).toEqual([]);
    expect(strangers.complaints.filter((text) => text.includes('<momento-chat>'))).toHaveLength(1);
  });

  it('cannot connect to a chat that they embed with the client', async () => {
    await strangers.open(`${site.other}/`);
    await frameAt(strangers.page, site.chat);
    const ready = await strangers.page.evaluate(() =>
      Promise.race([
        window.chat.ready.then(() => true),
        new Promise<boolean>((resolve) => setTimeout(resolve, 1000, false)),
      ]),
    );
    expect(ready).toBe(false);
    expect(await receivedBy(strangers.page)).toEqual([]);
  });

  it('cannot control the chat from a frame beside it', async () => {
    const { chat, stranger } = await strangers.openGameWith(`${site.other}/listen`);
    await strangers.post(stranger, 'sibling', COMMANDS);
    await strangers.post(stranger, 'sibling', COMMANDS, site.chat);
    await expect.poll(() => rejectedBy(chat)).toBe(2 * COMMANDS.length);
    await expectUntouched(chat);
    expect(await receivedBy(stranger)).toEqual([]);
  });

  it('cannot imitate the chat from a frame beside it', async () => {
    const { stranger } = await strangers.openGameWith(`${site.other}/listen`);
    await expectGameUntouchedBy(stranger);
  });

  it('cannot control the chat from another page of the game’s origin', async () => {
    const { chat, stranger } = await strangers.openGameWith(`${site.game}/listen`);
    await strangers.post(stranger, 'sibling', COMMANDS, site.chat);
    await expect.poll(() => rejectedBy(chat)).toBe(COMMANDS.length);
    await expectUntouched(chat);
    expect(await receivedBy(stranger)).toEqual([]);
  });

  it('cannot imitate the chat from another page of its origin', async () => {
    const { stranger } = await strangers.openGameWith(`${site.chat}/listen`);
    await expectGameUntouchedBy(stranger);
  });

  async function expectGameUntouchedBy(stranger: Frame): Promise<void> {
    const before = await strangers.page.evaluate(() => {
      window.events = [];
      return JSON.stringify(window.chat);
    });
    const count = (await receivedBy(strangers.page)).length;
    await strangers.post(stranger, 'parent', NOTICES);
    // The notices have arrived at the game's window.
    await expect
      .poll(async () => (await receivedBy(strangers.page)).length)
      .toBe(count + NOTICES.length);
    expect(
      await strangers.page.evaluate(() => [JSON.stringify(window.chat), window.events]),
    ).toEqual([before, []]);
  }

  it('receive none of the game’s commands after they navigate the chat’s frame', async () => {
    await strangers.open(`${site.game}/`);
    await untilConnected(strangers.page);
    await strangers.page.evaluate((url) => {
      document.querySelector<HTMLIFrameElement>('#chat')!.src = url; // `gamePage` writes it
    }, `${site.other}/listen`);
    const stranger = await frameAt(strangers.page, `${site.other}/listen`);
    await stranger.waitForFunction(() => document.readyState === 'complete');
    await strangers.page.evaluate(() => {
      window.events = [];
      window.chat.open();
      void window.chat.send('A secret').catch(() => undefined);
    });
    await strangers.post(stranger, 'parent', NOTICES);
    await settle();
    expect(await receivedBy(stranger)).toEqual([]);
    expect(await strangers.page.evaluate(() => window.events)).toEqual([]);
  });

  it('cannot control the chat from a page with the origin null', async () => {
    const framing = encodeURIComponent(listeningPage(`<iframe src="${overlay}"></iframe>`));
    site.pages.set('/', listeningPage(`<iframe src="data:text/html,${framing}"></iframe>`));
    await strangers.open(`${site.game}/`);
    const framingPage = await frameAt(strangers.page, 'data:');
    const chat = await frameAt(strangers.page, site.chat);
    await untilChatConnected(chat);
    expect(await framingPage.evaluate(() => window.origin)).toBe('null');
    await strangers.post(framingPage, 'child', COMMANDS);
    await expect.poll(() => rejectedBy(chat)).toBe(COMMANDS.length);
    await expectUntouched(chat);
    expect(await receivedBy(framingPage)).toEqual([]);
  });

  it('cannot control a chat that they open in a window', async () => {
    // The chat's own origin is allowed, as for games on that origin.
    site.edit((html) =>
      html.replace(`content="${site.game}"`, `content="${site.game},${site.chat}"`),
    );
    await strangers.open(`${site.game}/listen`);
    const target = strangers.page
      .browserContext()
      .waitForTarget((it) => it.url().startsWith(site.chat));
    await strangers.page.evaluate((url) => {
      (window as { opened?: Window | null }).opened = window.open(url);
    }, overlay);
    const chat = await (await target).page();
    if (!chat) throw new Error('unable to test; no window was opened');
    await untilChatConnected(chat);
    await strangers.post(strangers.page, 'opened', COMMANDS);
    // A top-level page is its own parent, and may not control itself either.
    await strangers.post(chat, 'parent', COMMANDS);
    await settle();
    await expectUntouched(chat.mainFrame());
    expect(await receivedBy(strangers.page)).toEqual([]);
  });

  it('cannot send malformed or oversized commands through the game’s page', async () => {
    await strangers.open(`${site.game}/`);
    await untilConnected(strangers.page);
    const chat = await frameAt(strangers.page, site.chat);
    const text = 'x'.repeat(MAX_TEXT_LENGTH + 1);
    await strangers.post(strangers.page, 'child', [
      { type: 'send', body: { request: 1, text } },
      { type: 'enter-room', body: { request: 2, text } },
      { type: ['open'] },
      { type: 'constructor' },
      { type: '__proto__' },
    ]);
    await settle();
    await expectUntouched(chat);
    // Malformed messages of an allowed sender are ignored, and not counted as rejected.
    expect(await rejectedBy(chat)).toBe(0);
  });

  it('cannot control the chat without a hello, even from an allowed origin', async () => {
    site.pages.set('/', listeningPage(`<iframe src="${overlay}"></iframe>`));
    await strangers.open(`${site.game}/`);
    const chat = await frameAt(strangers.page, site.chat);
    await untilChatConnected(chat);
    await strangers.post(
      strangers.page,
      'child',
      COMMANDS.filter(({ type }) => type !== 'hello'),
    );
    await settle();
    await expectUntouched(chat);
    expect(await receivedBy(strangers.page)).toMatchObject([
      { origin: site.chat, data: { type: 'ready' } },
    ]);
  });

  it('cannot control the chat after the bridge is closed', async () => {
    await strangers.open(`${site.game}/`);
    await untilConnected(strangers.page);
    const chat = await frameAt(strangers.page, site.chat);
    await chat.evaluate(`import('/momento-chat-overlay.js').then(({ bridge }) => bridge())`);
    const { length } = await receivedBy(strangers.page);
    await strangers.post(strangers.page, 'child', COMMANDS);
    await settle();
    await expectUntouched(chat);
    expect(await receivedBy(strangers.page)).toHaveLength(length);
  });

  it.each([
    ['', /ignores all games/],
    ['*', /unable to allow "\*"/],
    ['null', /unable to allow "null"/],
    ['https://*.localhost', /unable to allow "https:\/\/\*\.localhost"/],
  ])('are not allowed by the list "%s"', async (list, complaint) => {
    site.edit((html) => html.replace(`content="${site.game}"`, `content="${list}"`));
    await strangers.open(`${site.game}/`);
    const chat = await frameAt(strangers.page, site.chat);
    await untilChatConnected(chat);
    await strangers.post(strangers.page, 'child', COMMANDS);
    await settle();
    expect(await chat.evaluate(() => document.querySelector('momento-chat')?.opened)).toBe(false);
    const fromChat = (await receivedBy(strangers.page)).filter(
      ({ origin }) => origin === site.chat,
    );
    expect(fromChat).toEqual([]);
    expect(strangers.complaints.filter((text) => complaint.test(text))).toHaveLength(1);
  });
});
