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
  AttackerFixture,
  untilChatConnected,
} from './attacker-fixture.js';

describe('an attacker’s page', () => {
  let site: OverlaySite;
  let attacker: AttackerFixture;
  let overlay: string;

  beforeAll(async () => {
    site = await startOverlaySite();
    site.pages.set('/listen', listeningPage(''));
  }, 120_000);

  afterAll(() => site.close());

  beforeEach(() => {
    attacker = new AttackerFixture(site);
    overlay = `${site.chat}/overlay.html?room=lobby`;
    site.pages.set('/', gamePage(overlay));
  });

  afterEach(async () => {
    site.edit((html) => html);
    await attacker.page.browserContext().close();
  });

  it('cannot control a chat that it embeds, nor receive its notices', async () => {
    site.pages.set('/', listeningPage(`<iframe src="${overlay}"></iframe>`));
    await attacker.open(`${site.other}/`);
    const chat = await frameAt(attacker.page, site.chat);
    await untilChatConnected(chat);
    await attacker.post(attacker.page, 'child', COMMANDS);
    await attacker.post(attacker.page, 'child', COMMANDS);
    await expect.poll(() => rejectedBy(chat)).toBe(2 * COMMANDS.length);
    await expectUntouched(chat);
    const item = JSON.stringify({ id: 'm1', username: 'Ada', message: 'For the game alone' });
    site.momento.direct.publish({ cache: 'instant-messaging', topic: 'lobby', text: item });
    await expect.poll(() => shownTexts(chat)).toEqual(['For the game alone']);
    await settle();
    expect(await receivedBy(attacker.page)).toEqual([]);
    expect(attacker.complaints.filter((text) => text.includes('<momento-chat>'))).toHaveLength(1);
  });

  it('cannot connect to a chat that it embeds with the client', async () => {
    await attacker.open(`${site.other}/`);
    await frameAt(attacker.page, site.chat);
    const ready = await attacker.page.evaluate(() =>
      Promise.race([
        window.chat.ready.then(() => true),
        new Promise<boolean>((resolve) => setTimeout(resolve, 1000, false)),
      ]),
    );
    expect(ready).toBe(false);
    expect(await receivedBy(attacker.page)).toEqual([]);
  });

  it('cannot control the chat from a frame beside it', async () => {
    const { chat, attackerFrame } = await attacker.openGameWith(`${site.other}/listen`);
    await attacker.post(attackerFrame, 'sibling', COMMANDS);
    await attacker.post(attackerFrame, 'sibling', COMMANDS, site.chat);
    await expect.poll(() => rejectedBy(chat)).toBe(2 * COMMANDS.length);
    await expectUntouched(chat);
    expect(await receivedBy(attackerFrame)).toEqual([]);
  });

  it('cannot imitate the chat from a frame beside it', async () => {
    const { attackerFrame } = await attacker.openGameWith(`${site.other}/listen`);
    await expectGameUntouchedBy(attackerFrame);
  });

  it('cannot control the chat from another page of the game’s origin', async () => {
    const { chat, attackerFrame } = await attacker.openGameWith(`${site.game}/listen`);
    await attacker.post(attackerFrame, 'sibling', COMMANDS, site.chat);
    await expect.poll(() => rejectedBy(chat)).toBe(COMMANDS.length);
    await expectUntouched(chat);
    expect(await receivedBy(attackerFrame)).toEqual([]);
  });

  it('cannot imitate the chat from another page of the chat’s origin', async () => {
    const { attackerFrame } = await attacker.openGameWith(`${site.chat}/listen`);
    await expectGameUntouchedBy(attackerFrame);
  });

  async function expectGameUntouchedBy(attackerFrame: Frame): Promise<void> {
    const before = await attacker.page.evaluate(() => {
      window.events = [];
      return JSON.stringify(window.chat);
    });
    const count = (await receivedBy(attacker.page)).length;
    await attacker.post(attackerFrame, 'parent', NOTICES);
    // The notices have arrived at the game's window.
    await expect
      .poll(async () => (await receivedBy(attacker.page)).length)
      .toBe(count + NOTICES.length);
    expect(
      await attacker.page.evaluate(() => [JSON.stringify(window.chat), window.events]),
    ).toEqual([before, []]);
  }

  it('receives none of the game’s commands after it navigates the chat’s frame', async () => {
    await attacker.open(`${site.game}/`);
    await untilConnected(attacker.page);
    await attacker.page.evaluate((url) => {
      document.querySelector<HTMLIFrameElement>('#chat')!.src = url; // `gamePage` writes it
    }, `${site.other}/listen`);
    const attackerFrame = await frameAt(attacker.page, `${site.other}/listen`);
    await attackerFrame.waitForFunction(() => document.readyState === 'complete');
    await attacker.page.evaluate(() => {
      window.events = [];
      window.chat.open();
      void window.chat.send('A secret').catch(() => undefined);
    });
    await attacker.post(attackerFrame, 'parent', NOTICES);
    await settle();
    expect(await receivedBy(attackerFrame)).toEqual([]);
    expect(await attacker.page.evaluate(() => window.events)).toEqual([]);
  });

  it('cannot control the chat from a page with the origin null', async () => {
    const framing = encodeURIComponent(listeningPage(`<iframe src="${overlay}"></iframe>`));
    site.pages.set('/', listeningPage(`<iframe src="data:text/html,${framing}"></iframe>`));
    await attacker.open(`${site.game}/`);
    const framingPage = await frameAt(attacker.page, 'data:');
    const chat = await frameAt(attacker.page, site.chat);
    await untilChatConnected(chat);
    expect(await framingPage.evaluate(() => window.origin)).toBe('null');
    await attacker.post(framingPage, 'child', COMMANDS);
    await expect.poll(() => rejectedBy(chat)).toBe(COMMANDS.length);
    await expectUntouched(chat);
    expect(await receivedBy(framingPage)).toEqual([]);
  });

  it('cannot control a chat that it opens in a window', async () => {
    // The chat's own origin is allowed, as for games on that origin.
    site.edit((html) =>
      html.replace(`content="${site.game}"`, `content="${site.game},${site.chat}"`),
    );
    await attacker.open(`${site.game}/listen`);
    const target = attacker.page
      .browserContext()
      .waitForTarget((it) => it.url().startsWith(site.chat));
    await attacker.page.evaluate((url) => {
      (window as { opened?: Window | null }).opened = window.open(url);
    }, overlay);
    const chat = await (await target).page();
    if (!chat) throw new Error('unable to test; no window was opened');
    await untilChatConnected(chat);
    await attacker.post(attacker.page, 'opened', COMMANDS);
    // A top-level page is its own parent, and may not control itself either.
    await attacker.post(chat, 'parent', COMMANDS);
    await settle();
    await expectUntouched(chat.mainFrame());
    expect(await receivedBy(attacker.page)).toEqual([]);
  });

  it('cannot send malformed or oversized commands through the game’s page', async () => {
    await attacker.open(`${site.game}/`);
    await untilConnected(attacker.page);
    const chat = await frameAt(attacker.page, site.chat);
    const text = 'x'.repeat(MAX_TEXT_LENGTH + 1);
    await attacker.post(attacker.page, 'child', [
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
    await attacker.open(`${site.game}/`);
    const chat = await frameAt(attacker.page, site.chat);
    await untilChatConnected(chat);
    await attacker.post(
      attacker.page,
      'child',
      COMMANDS.filter(({ type }) => type !== 'hello'),
    );
    await settle();
    await expectUntouched(chat);
    expect(await receivedBy(attacker.page)).toMatchObject([
      { origin: site.chat, data: { type: 'ready' } },
    ]);
  });

  it('cannot control the chat after the bridge is closed', async () => {
    await attacker.open(`${site.game}/`);
    await untilConnected(attacker.page);
    const chat = await frameAt(attacker.page, site.chat);
    await chat.evaluate(`import('/momento-chat-overlay.js').then(({ bridge }) => bridge())`);
    const { length } = await receivedBy(attacker.page);
    await attacker.post(attacker.page, 'child', COMMANDS);
    await settle();
    await expectUntouched(chat);
    expect(await receivedBy(attacker.page)).toHaveLength(length);
  });

  it.each([
    ['', /ignores all games/],
    ['*', /unable to allow "\*"/],
    ['null', /unable to allow "null"/],
    ['https://*.localhost', /unable to allow "https:\/\/\*\.localhost"/],
  ])('is not allowed by the list "%s"', async (list, complaint) => {
    site.edit((html) => html.replace(`content="${site.game}"`, `content="${list}"`));
    await attacker.open(`${site.game}/`);
    const chat = await frameAt(attacker.page, site.chat);
    await untilChatConnected(chat);
    await attacker.post(attacker.page, 'child', COMMANDS);
    await settle();
    expect(await chat.evaluate(() => document.querySelector('momento-chat')?.opened)).toBe(false);
    const fromChat = (await receivedBy(attacker.page)).filter(({ origin }) => origin === site.chat);
    expect(fromChat).toEqual([]);
    expect(attacker.complaints.filter((text) => complaint.test(text))).toHaveLength(1);
  });
});
