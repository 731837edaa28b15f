import { describe, expect, it } from 'vitest';
import { useGame } from './game-fixture.js';
import { shownTexts } from './overlay-site.js';

describe('the client of a game', () => {
  const game = useGame();

  it('connects under a strict content security policy without an error in the console', async () => {
    const state = await game.page.evaluate(async () => {
      await window.chat.ready;
      const { room, status, opened, unreadCount } = window.chat;
      return { room, status, opened, unreadCount };
    });
    expect(state).toEqual({ room: game.room, status: 'connected', opened: false, unreadCount: 0 });
    expect(game.complaints).toEqual([]);
  });

  it('opens, closes and toggles the chat', async () => {
    await game.page.evaluate(() => window.chat.open());
    await game.until(() => window.chat.opened);
    expect(await game.isOpened()).toBe(true);
    await game.page.evaluate(() => window.chat.close());
    await game.until(() => !window.chat.opened);
    expect(await game.isOpened()).toBe(false);
    await game.page.evaluate(() => window.chat.toggle());
    await game.until(() => window.chat.opened);
    await game.page.evaluate(() => window.chat.toggle());
    await game.until(() => !window.chat.opened);
    expect(await game.details('opened')).toEqual([true, false, true, false]);
  });

  it('sends a message and returns its id', async () => {
    const id = await game.page.evaluate(() => window.chat.send('Hello from the game'));
    expect(id).toMatch(/^[0-9A-Z]{26}$/);
    expect(await game.details('sent')).toMatchObject([{ id, text: 'Hello from the game' }]);
    await expect.poll(() => shownTexts(game.frame)).toEqual(['Hello from the game']);
  });

  it('reports why a message was not sent', async () => {
    const send = (text: string) =>
      game.page.evaluate(
        (it) =>
          window.chat.send(it).then(
            (id) => ({ id }),
            ({ code }: { code: string }) => ({ code }),
          ),
        text,
      );
    expect(await send('  ')).toEqual({ id: undefined });
    // 4,096 characters of two bytes exceed the chat's limit; more characters exceed the bridge's.
    expect(await send('ü'.repeat(4096))).toEqual({ code: 'message-too-long' });
    expect(await send('x'.repeat(4097))).toEqual({ code: 'message-too-long' });
    expect(await shownTexts(game.frame)).toEqual([]);
  });

  it('receives the messages of others and their unread count', async () => {
    // Messages shown over the game count as read; those received while the page is hidden do not.
    await game.frame.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    game.publish('<b>One</b>');
    await game.until(() => window.chat.unreadCount === 1);
    expect(await game.details('message')).toEqual([
      {
        id: 'id-<b>One</b>',
        text: '<b>One</b>',
        author: { name: 'Grace', verified: false },
      },
    ]);
    expect(await game.details('unreadCount')).toEqual([1]);
    expect(await game.details('mentionCount')).toEqual([]);
    const id = await game.frame.evaluate(
      () => document.querySelector('momento-chat')?.session?.user.id,
    );
    game.publish('@You', { mentions: [{ id, start: 0, length: 4 }] });
    await game.until(() => window.chat.mentionCount === 1);
    expect(await game.details('unreadCount')).toEqual([1, 2]);
  });

  it('switches the room and receives its state', async () => {
    await game.page.evaluate(() => window.chat.enterRoom('arena'));
    expect(await game.page.evaluate(() => window.chat.room)).toBe('arena');
    await game.until(
      () => window.events.filter(([, detail]) => detail === 'connected').length === 2,
    );
    expect(await game.details('room')).toEqual([game.room, 'arena']);
    expect(await game.details('status')).toContain('connecting');
    expect(game.site.endpoint.requests.at(-1)?.room).toBe('arena');
  });

  it('receives the chat’s errors', async () => {
    game.site.endpoint.behave({ status: 403 });
    await game.page.evaluate(() => window.chat.enterRoom('vault'));
    await game.until(() => window.chat.status === 'failed');
    expect(await game.details('error')).toMatchObject([{ code: 'token-refused' }]);
  });

  it('focuses the composer by the hotkey, and the game again by Escape', async () => {
    await game.page.focus('#game');
    await game.page.keyboard.press('w');
    await game.page.keyboard.press('Enter');
    await game.until(() => window.chat.opened);
    await game.untilComposerFocused();
    await game.page.keyboard.type('gg');
    await game.page.keyboard.press('Enter');
    await expect.poll(() => shownTexts(game.frame)).toEqual(['gg']);
    await game.page.keyboard.press('Escape');
    await game.until(() => !window.chat.opened);
    await expect.poll(() => game.focused()).toBe('game');
    await game.page.keyboard.press('a');
    expect(await game.page.evaluate(() => window.keys)).toEqual(['w', 'a']);
  });

  it('returns the focus to a page without a focused element', async () => {
    await game.page.evaluate(() => window.chat.focus());
    await game.until(() => window.chat.opened);
    await game.untilComposerFocused();
    await game.page.evaluate(() => window.chat.close());
    await game.until(() => !window.chat.opened);
    await expect.poll(() => game.focused()).toBe('body');
    await game.page.keyboard.press('a');
    expect(await game.page.evaluate(() => window.keys)).toEqual(['a']);
  });

  it('returns the focus to the element that had it before a click into the chat', async () => {
    await game.page.focus('#name');
    await game.page.evaluate(() => window.chat.open());
    await game.until(() => window.chat.opened);
    await game.untilComposerFocused();
    await game.page.focus('#game');
    await expect.poll(() => game.frame.evaluate(() => document.hasFocus())).toBe(false);
    await game.frame.locator('momento-chat >>> textarea').click();
    await game.untilComposerFocused();
    await game.page.keyboard.press('Escape');
    await game.until(() => !window.chat.opened);
    await expect.poll(() => game.focused()).toBe('game');
  });

  it('leaves the focus where the player has moved it meanwhile', async () => {
    await game.page.focus('#game');
    await game.page.evaluate(() => window.chat.open());
    await game.until(() => window.chat.opened);
    await game.untilComposerFocused();
    await game.page.focus('#name');
    await game.page.evaluate(() => window.chat.close());
    await game.until(() => !window.chat.opened);
    expect(await game.focused()).toBe('name');
  });

  it('ignores the hotkey in fields and with modifiers', async () => {
    await game.page.focus('#name');
    await game.page.keyboard.press('Enter');
    await game.page.focus('#game');
    for (const modifier of ['Control', 'Alt', 'Shift', 'Meta'] as const) {
      await game.page.keyboard.down(modifier);
      await game.page.keyboard.press('Enter');
      await game.page.keyboard.up(modifier);
    }
    expect(
      await game.page.evaluate(() => window.keys.filter((key) => key === 'Enter')),
    ).toHaveLength(5);
    expect(await game.isOpened()).toBe(false);
  });

  it('shows the game where the chat is transparent', async () => {
    const colours = async () => {
      const image = await game.page.screenshot({
        encoding: 'base64',
        clip: { x: 580, y: 110, width: 1, height: 1 },
      });
      return game.page.evaluate(async (data) => {
        const picture = new Image();
        picture.src = `data:image/png;base64,${data}`;
        await picture.decode();
        const context = document.createElement('canvas').getContext('2d');
        context?.drawImage(picture, 0, 0);
        return [...(context?.getImageData(0, 0, 1, 1).data ?? [])];
      }, image);
    };
    // The game is dark in any case; the chat follows the visitor's preference.
    for (const value of ['light', 'dark']) {
      await game.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      await expect.poll(colours).toEqual([0, 128, 0, 255]);
    }
  });

  it('enters only the rooms that the chat’s page lists', async () => {
    const rooms = '<meta name="momento-chat-rooms" content="lobby, arena" />';
    game.site.edit((html) => html.replace('</head>', `${rooms}</head>`));
    await game.page.browserContext().close();
    await game.open();
    // The room in the URL is not in the list.
    expect(await game.page.evaluate(() => window.chat.room)).toBe('lobby');
    const enter = (name: string) =>
      game.page.evaluate(
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
    expect(await game.page.evaluate(() => window.chat.room)).toBe('arena');
  });
});
