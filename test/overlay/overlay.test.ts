import type { Frame, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  frameAt,
  gamePage,
  openPage,
  type OverlaySite,
  shownTexts,
  startOverlaySite,
  untilConnected,
} from './overlay-site.js';

const POLLING = { polling: 50 };

describe('a game and the chat in its frame, on two sites', () => {
  let site: OverlaySite;
  let page: Page;
  let frame: Frame;
  let complaints: string[];
  let room: string;
  let rooms = 0;

  beforeAll(async () => {
    site = await startOverlaySite();
  }, 120_000);

  afterAll(() => site.close());

  beforeEach(async () => {
    rooms += 1;
    room = `room-${String(rooms)}`;
    site.pages.set('/', gamePage(`${site.chat}/overlay.html?room=${room}`));
    await open();
  });

  afterEach(async () => {
    site.edit((html) => html);
    site.endpoint.behave({});
    await page.browserContext().close();
  });

  async function open(): Promise<void> {
    ({ page, complaints } = await openPage(site, `${site.game}/`));
    await untilConnected(page);
    frame = await frameAt(page, site.chat);
  }

  function publish(text: string): void {
    const item = JSON.stringify({ id: `id-${text}`, username: 'Grace', message: text });
    site.momento.direct.publish({ cache: 'instant-messaging', topic: room, text: item });
  }

  function until(isSo: () => boolean | undefined): Promise<unknown> {
    return page.waitForFunction(isSo, POLLING);
  }

  /** What the client has raised of one type. */
  function details(type: string): Promise<unknown[]> {
    return page.evaluate(
      (wanted) => window.events.filter(([name]) => name === wanted).map(([, detail]) => detail),
      type,
    );
  }

  function isOpened(): Promise<boolean | undefined> {
    return frame.evaluate(() => document.querySelector('momento-chat')?.opened);
  }

  /** What has the keyboard in the game's page. */
  function focused(): Promise<string | undefined> {
    return page.evaluate(() => document.activeElement?.id || document.activeElement?.localName);
  }

  async function untilComposerFocused(): Promise<void> {
    await frame.waitForFunction(
      () => document.hasFocus() && document.activeElement?.localName === 'momento-chat',
      POLLING,
    );
  }

  it('meet, without a word of complaint from a strict content security policy', async () => {
    const state = await page.evaluate(async () => {
      await window.chat.ready;
      const { room, status, opened, unreadCount } = window.chat;
      return { room, status, opened, unreadCount };
    });
    expect(state).toEqual({ room, status: 'connected', opened: false, unreadCount: 0 });
    expect(complaints).toEqual([]);
  });

  it('open, close and toggle it', async () => {
    await page.evaluate(() => window.chat.open());
    await until(() => window.chat.opened);
    expect(await isOpened()).toBe(true);
    await page.evaluate(() => window.chat.close());
    await until(() => !window.chat.opened);
    expect(await isOpened()).toBe(false);
    await page.evaluate(() => window.chat.toggle());
    await until(() => window.chat.opened);
    await page.evaluate(() => window.chat.toggle());
    await until(() => !window.chat.opened);
    expect(await details('opened')).toEqual([true, false, true, false]);
  });

  it('send, and hear the id', async () => {
    const id = await page.evaluate(() => window.chat.send('Hello from the game'));
    expect(id).toMatch(/^[0-9A-Z]{26}$/);
    expect(await details('sent')).toMatchObject([{ id, text: 'Hello from the game' }]);
    await expect.poll(() => shownTexts(frame)).toEqual(['Hello from the game']);
  });

  it('hear why nothing was sent', async () => {
    const send = (text: string) =>
      page.evaluate(
        (it) =>
          window.chat.send(it).then(
            (id) => ({ id }),
            ({ code }: { code: string }) => ({ code }),
          ),
        text,
      );
    expect(await send('  ')).toEqual({ id: undefined });
    // 4,096 characters of two bytes are too much for the chat; more are too much for the bridge.
    expect(await send('ü'.repeat(4096))).toEqual({ code: 'message-too-long' });
    expect(await send('x'.repeat(4097))).toEqual({ code: 'message-too-long' });
    expect(await shownTexts(frame)).toEqual([]);
  });

  it('hear what others write, and how much of it is unread', async () => {
    // What floats over the game has been read; what arrives while the page is away has not.
    await frame.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    publish('<b>One</b>');
    await until(() => window.chat.unreadCount === 1);
    expect(await details('message')).toEqual([
      {
        id: 'id-<b>One</b>',
        text: '<b>One</b>',
        author: { name: 'Grace', verified: false },
      },
    ]);
    expect(await details('unreadCount')).toEqual([1]);
  });

  it('go to another room, and hear how the chat stands there', async () => {
    await page.evaluate(() => window.chat.enterRoom('arena'));
    expect(await page.evaluate(() => window.chat.room)).toBe('arena');
    await until(() => window.events.filter(([, detail]) => detail === 'connected').length === 2);
    expect(await details('room')).toEqual([room, 'arena']);
    expect(await details('status')).toContain('connecting');
    expect(site.endpoint.requests.at(-1)?.room).toBe('arena');
  });

  it('hear what fails', async () => {
    site.endpoint.behave({ status: 403 });
    await page.evaluate(() => window.chat.enterRoom('vault'));
    await until(() => window.chat.status === 'failed');
    expect(await details('error')).toMatchObject([{ code: 'token-refused' }]);
  });

  it('share the keyboard: a key leads in, Escape leads back', async () => {
    await page.focus('#game');
    await page.keyboard.press('w');
    await page.keyboard.press('Enter');
    await until(() => window.chat.opened);
    await untilComposerFocused();
    await page.keyboard.type('gg');
    await page.keyboard.press('Enter');
    await expect.poll(() => shownTexts(frame)).toEqual(['gg']);
    await page.keyboard.press('Escape');
    await until(() => !window.chat.opened);
    await expect.poll(focused).toBe('game');
    await page.keyboard.press('a');
    expect(await page.evaluate(() => window.keys)).toEqual(['w', 'a']);
  });

  it('give the keyboard back to a page that had no element in focus', async () => {
    await page.evaluate(() => window.chat.focus());
    await until(() => window.chat.opened);
    await untilComposerFocused();
    await page.evaluate(() => window.chat.close());
    await until(() => !window.chat.opened);
    await expect.poll(focused).toBe('body');
    await page.keyboard.press('a');
    expect(await page.evaluate(() => window.keys)).toEqual(['a']);
  });

  it('give the keyboard back to what had it before a click into the chat', async () => {
    await page.focus('#name');
    await page.evaluate(() => window.chat.open());
    await until(() => window.chat.opened);
    await untilComposerFocused();
    await page.focus('#game');
    await expect.poll(() => frame.evaluate(() => document.hasFocus())).toBe(false);
    await frame.locator('momento-chat >>> textarea').click();
    await untilComposerFocused();
    await page.keyboard.press('Escape');
    await until(() => !window.chat.opened);
    await expect.poll(focused).toBe('game');
  });

  it('leave the focus where the player has put it meanwhile', async () => {
    await page.focus('#game');
    await page.evaluate(() => window.chat.open());
    await until(() => window.chat.opened);
    await untilComposerFocused();
    await page.focus('#name');
    await page.evaluate(() => window.chat.close());
    await until(() => !window.chat.opened);
    expect(await focused()).toBe('name');
  });

  it('leave the key to whom it belongs: fields, and combinations', async () => {
    await page.focus('#name');
    await page.keyboard.press('Enter');
    await page.focus('#game');
    for (const modifier of ['Control', 'Alt', 'Shift', 'Meta'] as const) {
      await page.keyboard.down(modifier);
      await page.keyboard.press('Enter');
      await page.keyboard.up(modifier);
    }
    expect(await page.evaluate(() => window.keys.filter((key) => key === 'Enter'))).toHaveLength(5);
    expect(await isOpened()).toBe(false);
  });

  it('find each other again when the chat is loaded anew', async () => {
    await page.evaluate(() => {
      window.chat.open();
      window.events = [];
    });
    await until(() => window.chat.opened);
    const reloaded = frame.waitForNavigation();
    await frame.evaluate(() => location.reload());
    await reloaded;
    await until(() => !window.chat.opened);
    await untilConnected(page);
    expect(await page.evaluate(() => window.chat.send('Still here'))).toMatch(/^[0-9A-Z]{26}$/);
  });

  it('lose no hope for what a page did not live to answer', async () => {
    // The chat is busy, and is then loaded anew: it will never have read this.
    const code = page.evaluate(() =>
      window.chat.send('Into the void').then(
        () => 'sent',
        (error: { code: string }) => error.code,
      ),
    );
    await page.evaluate((url) => {
      document.querySelector<HTMLIFrameElement>('#chat')!.src = url; // it is there: the page's own
    }, `${site.chat}/overlay.html?room=elsewhere`);
    expect(['sent', 'not-reachable']).toContain(await code);
    await until(() => window.chat.room === 'elsewhere');
  });

  it('keep what is asked before there is a chat, up to a bound', async () => {
    site.pages.set('/early', gamePage('about:blank', { origin: site.chat } as URL));
    await page.goto(`${site.game}/early`);
    const last = await page.evaluate(() => {
      window.chat.open();
      for (let i = 1; i < 32; i += 1) void window.chat.send(' ');
      return window.chat.send('One too many').catch(({ code }: { code: string }) => code);
    });
    expect(last).toBe('not-reachable');
    await page.evaluate((url) => {
      document.querySelector<HTMLIFrameElement>('#chat')!.src = url; // it is there: the page's own
    }, `${site.chat}/overlay.html?room=${room}`);
    await until(() => window.chat.opened);
    expect(complaints).toEqual([]);
  });

  describe('where the chat does not answer', () => {
    /** The game's clock, made faster where the client waits: the tests need not sit out its 10 s. */
    beforeEach(async () => {
      await page.evaluateOnNewDocument(() => {
        // Not the chat's, in its frame.
        if (!location.hostname.startsWith('game.')) return;
        const start = window.setTimeout.bind(window);
        window.setTimeout = ((handler: () => void, ms: number) =>
          start(handler, ms === 10_000 ? 200 : ms)) as typeof setTimeout;
      });
    });

    /** How each of the client's promises ends. */
    function outcomes(): Promise<string[]> {
      return page.evaluate(() =>
        Promise.all(
          [window.chat.ready, window.chat.send('Lost'), window.chat.enterRoom('lost')].map((it) =>
            it.then(
              () => 'fulfilled',
              ({ code }: { code: string }) => code,
            ),
          ),
        ),
      );
    }

    async function load(url: string): Promise<void> {
      await page.evaluate((it) => {
        document.querySelector<HTMLIFrameElement>('#chat')!.src = it; // it is there: the page's own
      }, url);
      await frameAt(page, url);
    }

    it.each([
      ['has no address yet', () => 'about:blank'],
      ['cannot be reached', () => 'http://localhost:1/overlay.html'],
      ['is no chat', () => `${site.chat}/nothing`],
      ['is of another origin', () => `${site.other}/overlay.html`],
    ])('say so in each promise, when the frame %s, and go on when it comes', async (_, url) => {
      site.pages.set('/lost', gamePage(url(), { origin: site.chat } as URL));
      await page.goto(`${site.game}/lost`);
      const lost = 'not-reachable';
      expect(await outcomes()).toEqual([lost, lost, lost]);
      await load(`${site.chat}/overlay.html?room=${room}`);
      await untilConnected(page);
      await page.evaluate(() => window.chat.ready);
      await page.evaluate(() => window.chat.send('Found'));
      // What was given up is not sent after all: who was told so has sent it again.
      frame = await frameAt(page, site.chat);
      await expect.poll(() => shownTexts(frame)).toEqual(['Found']);
      expect(await page.evaluate(() => window.chat.room)).toBe(room);
    });

    it.each([
      ['has gone', () => page.evaluate(() => document.querySelector('#chat')?.remove())],
      ['shows a page of another origin', () => load(`${site.other}/`)],
      ['shows another page of its own', () => load(`${site.chat}/nothing`)],
    ])('say so when the frame %s later on', async (_, lose) => {
      await page.reload();
      await untilConnected(page);
      await lose();
      expect(await outcomes()).toEqual(['fulfilled', 'not-reachable', 'not-reachable']);
    });

    it('say so at once when they part before it has come', async () => {
      site.pages.set('/lost', gamePage('about:blank', { origin: site.chat } as URL));
      await page.goto(`${site.game}/lost`);
      const outcome = await page.evaluate(() => {
        const waiting = Promise.allSettled([window.chat.ready, window.chat.send('Lost')]);
        window.chat.dispose();
        return waiting.then((results) => results.map(({ status }) => status));
      });
      expect(outcome).toEqual(['rejected', 'rejected']);
    });
  });

  it('part for good', async () => {
    const code = await page.evaluate(() => {
      const waiting = window.chat.send('Too late').catch(({ code }: { code: string }) => code);
      window.chat.dispose();
      window.events = [];
      return waiting;
    });
    expect(code).toBe('not-reachable');
    publish('Anybody there?');
    await expect.poll(() => shownTexts(frame)).toContain('Anybody there?');
    await page.focus('#game');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => window.events)).toEqual([]);
    expect(await isOpened()).toBe(false);
  });

  it('see each other: the game shows where the chat is not', async () => {
    const colours = async () => {
      const image = await page.screenshot({
        encoding: 'base64',
        clip: { x: 580, y: 110, width: 1, height: 1 },
      });
      return page.evaluate(async (data) => {
        const picture = new Image();
        picture.src = `data:image/png;base64,${data}`;
        await picture.decode();
        const context = document.createElement('canvas').getContext('2d');
        context?.drawImage(picture, 0, 0);
        return [...(context?.getImageData(0, 0, 1, 1).data ?? [])];
      }, image);
    };
    // The game is dark whatever the visitor prefers; the chat follows the visitor.
    for (const value of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      await expect.poll(colours).toEqual([0, 128, 0, 255]);
    }
  });

  it('enter only rooms that the owner of the chat names', async () => {
    const rooms = '<meta name="momento-chat-rooms" content="lobby, arena" />';
    site.edit((html) => html.replace('</head>', `${rooms}</head>`));
    await page.browserContext().close();
    await open();
    // Not the one in the address, which is not in the list.
    expect(await page.evaluate(() => window.chat.room)).toBe('lobby');
    const enter = (name: string) =>
      page.evaluate(
        (it) =>
          window.chat.enterRoom(it).then(
            () => window.chat.room,
            ({ code }: { code: string }) => code,
          ),
        name,
      );
    expect(await enter('vault')).toBe('room-refused');
    expect(await enter('')).toBe('room-refused');
    expect(await enter('arena')).toBe('arena');
    expect(await page.evaluate(() => window.chat.room)).toBe('arena');
  });
});
