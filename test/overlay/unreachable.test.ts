import { beforeEach, describe, expect, it } from 'vitest';
import { useGame } from './game-fixture.js';
import { frameAt, shownTexts, untilConnected } from './overlay-site.js';

describe('the client of a game whose chat goes away', () => {
  const game = useGame();

  it('reconnects after the chat reloads', async () => {
    await game.page.evaluate(() => {
      window.chat.open();
      window.events = [];
    });
    await game.until(() => window.chat.opened);
    const reloaded = game.frame.waitForNavigation();
    await game.frame.evaluate(() => location.reload());
    await reloaded;
    await game.until(() => !window.chat.opened);
    await untilConnected(game.page);
    expect(await game.page.evaluate(() => window.chat.send('Still here'))).toMatch(
      /^[0-9A-Z]{26}$/,
    );
  });

  it('settles a request that a reloading chat may not have answered', async () => {
    // The page reloads right after the request, so it may never read it.
    const code = game.page.evaluate(() =>
      window.chat.send('Maybe too late').then(
        () => 'sent',
        (error: { code: string }) => error.code,
      ),
    );
    await game.navigateFrame(game.chatUrl('elsewhere'));
    expect(['sent', 'not-reachable']).toContain(await code);
    await game.until(() => window.chat.room === 'elsewhere');
  });

  it('queues commands until the chat has loaded, up to a limit', async () => {
    await game.openWithFrame('about:blank');
    const last = await game.page.evaluate(() => {
      window.chat.open();
      for (let i = 1; i < 32; i += 1) void window.chat.send(' ');
      return window.chat.send('One too many').catch(({ code }: { code: string }) => code);
    });
    expect(last).toBe('not-reachable');
    await game.navigateFrame(game.chatUrl(game.room));
    await game.until(() => window.chat.opened);
    expect(game.complaints).toEqual([]);
  });

  describe('without an answer from the chat', () => {
    // Shortens the client's time-out of 10 s, so that the tests need not wait for it.
    beforeEach(async () => {
      await game.page.evaluateOnNewDocument(() => {
        // The chat's page, in the frame, keeps its timers.
        if (!location.hostname.startsWith('game.')) return;
        const start = window.setTimeout.bind(window);
        window.setTimeout = ((handler: () => void, ms: number) =>
          start(handler, ms === 10_000 ? 200 : ms)) as typeof setTimeout;
      });
    });

    /** The outcome of each of the client's promises. */
    function outcomes(): Promise<string[]> {
      return game.page.evaluate(() =>
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
      await game.navigateFrame(url);
      await frameAt(game.page, url);
    }

    it.each([
      ['has no address yet', () => 'about:blank'],
      ['cannot be reached', () => 'http://localhost:1/overlay.html'],
      ['is not a chat', () => `${game.site.chat}/nothing`],
      ['is of another origin', () => `${game.site.other}/overlay.html`],
    ])('rejects each promise when the frame %s, and works once the chat loads', async (_, url) => {
      await game.openWithFrame(url());
      const lost = 'not-reachable';
      expect(await outcomes()).toEqual([lost, lost, lost]);
      await load(game.chatUrl(game.room));
      await untilConnected(game.page);
      await game.page.evaluate(() => window.chat.ready);
      await game.page.evaluate(() => window.chat.send('Found'));
      // The failed message is not sent later: the game may have sent it again.
      const frame = await frameAt(game.page, game.site.chat);
      await expect.poll(() => shownTexts(frame)).toEqual(['Found']);
      expect(await game.page.evaluate(() => window.chat.room)).toBe(game.room);
    });

    it.each([
      ['is removed', () => game.page.evaluate(() => document.querySelector('#chat')?.remove())],
      ['shows a page of another origin', () => load(`${game.site.other}/`)],
      ['shows another page of the chat’s origin', () => load(`${game.site.chat}/nothing`)],
    ])('rejects requests when the frame %s after it was connected', async (_, lose) => {
      await game.page.reload();
      await untilConnected(game.page);
      await lose();
      expect(await outcomes()).toEqual(['fulfilled', 'not-reachable', 'not-reachable']);
    });

    it('rejects all promises at once on dispose() before the chat has loaded', async () => {
      await game.openWithFrame('about:blank');
      const outcome = await game.page.evaluate(() => {
        const waiting = Promise.allSettled([window.chat.ready, window.chat.send('Lost')]);
        window.chat.dispose();
        return waiting.then((results) => results.map(({ status }) => status));
      });
      expect(outcome).toEqual(['rejected', 'rejected']);
    });
  });

  it('stays silent after dispose()', async () => {
    const code = await game.page.evaluate(() => {
      const waiting = window.chat.send('Too late').catch(({ code }: { code: string }) => code);
      window.chat.dispose();
      window.events = [];
      return waiting;
    });
    expect(code).toBe('not-reachable');
    game.publish('After dispose');
    await expect.poll(() => shownTexts(game.frame)).toContain('After dispose');
    await game.page.focus('#game');
    await game.page.keyboard.press('Enter');
    expect(await game.page.evaluate(() => window.events)).toEqual([]);
    expect(await game.isOpened()).toBe(false);
  });
});
