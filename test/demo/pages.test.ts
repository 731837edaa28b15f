import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { words as ja } from '../../src/languages/ja.js';
import {
  change,
  chatFrame,
  text,
  untilConnected,
  untilShown,
  useDemo,
  violationsIn,
  WAIT,
} from './demo-browser.js';

const PAGES = [
  'index.html',
  'inline.html',
  'support.html',
  'support-agent.html',
  'overlay.html',
  'theming.html',
  'moderated.html',
  'moderators.html',
  'relay.html',
  'visitor.html',
];

/** Pages of one person, by the page that they belong to. */
const OF_ONE: Readonly<Record<string, string>> = {
  'support-agent.html': 'support.html',
  'visitor.html': '',
};

describe('the demo’s pages', { timeout: 90_000 }, () => {
  const demo = useDemo();

  it.each(PAGES)('%s links to the other pages, and marks the current one', async (path) => {
    const html = await (await fetch(new URL(path, await demo.url()))).text();
    expect(html.match(/aria-current=/g)).toHaveLength(1);
    const parent = OF_ONE[path];
    const file = parent ?? (path === 'index.html' ? '' : path);
    const current = parent === undefined ? 'page' : 'true';
    expect(html).toContain(`<a href="./${file}" aria-current="${current}">`);
  });

  describe.each(['light', 'dark'] as const)('in %s', (scheme) => {
    it.each(PAGES)('%s connects and is accessible', async (path) => {
      const page = await demo.open(path, scheme);
      const frame = await chatFrame(page);
      for (const part of new Set([page.mainFrame(), frame])) {
        expect(await violationsIn(part)).toEqual([]);
      }
      await page.setViewport({ width: 360, height: 740 });
      expect(await overflowOf(page)).toBe(0);
    });
  });

  describe('on a phone', () => {
    it.each(PAGES)('%s shows a chat in the first screen', async (path) => {
      const page = await demo.open(path);
      await page.setViewport({ width: 390, height: 844, isMobile: true, hasTouch: true });
      await untilConnected(await chatFrame(page));
      expect(await overflowOf(page)).toBe(0);
      const bottom = await page.$eval(
        'momento-chat, iframe',
        (chat) => chat.getBoundingClientRect().bottom,
      );
      expect(bottom).toBeLessThanOrEqual(844);
    });

    it('has the links to all pages in a popover', async () => {
      const page = await demo.open();
      await page.setViewport({ width: 390, height: 844, isMobile: true, hasTouch: true });
      const relay = () => page.$eval('nav [href="./relay.html"]', (link) => link.checkVisibility());
      expect(await relay()).toBe(false);
      await page.focus('.menu');
      await page.keyboard.press('Enter');
      expect(await relay()).toBe(true);
      expect(await violationsIn(page.mainFrame())).toEqual([]);
      await page.keyboard.press('Escape');
      expect(await relay()).toBe(false);
    });
  });

  function overflowOf(page: Page): Promise<number> {
    return page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  }

  describe('the inline page', () => {
    it('has a chat in the page’s language and direction', async () => {
      const page = await demo.open('inline.html');
      const look = () =>
        page.$eval('momento-chat', (chat) => ({
          direction: getComputedStyle(chat).direction,
          placeholder: chat.shadowRoot
            ?.querySelector('momento-chat-composer')
            ?.shadowRoot?.querySelector('textarea')?.placeholder,
        }));

      await page.click('label:has([value="ja"])');
      await page.waitForFunction(() => document.querySelector('h2')?.textContent?.includes('流星'));
      // Its words are a module of their own.
      const japanese = { direction: 'ltr', placeholder: ja.composerPlaceholder };
      await expect.poll(look, { timeout: 20_000 }).toEqual(japanese);

      await page.click('label:has([value="ar"])');
      await page.waitForFunction(() => document.querySelector('#event')?.matches(':dir(rtl)'));
      await expect
        .poll(look, { timeout: 20_000 })
        .toEqual({ direction: 'rtl', placeholder: 'اكتب رسالة' });
    });

    it('has a chat of the chosen width', async () => {
      const page = await demo.open('inline.html');
      await change(page, '#width', '240');
      expect(await page.$eval('momento-chat', (element) => element.clientWidth)).toBe(238);
    });
  });

  describe('the support page', () => {
    it('counts the agent’s messages, and shows them when opened', async () => {
      const page = await demo.open('support.html');
      await page.click('#agent >>> textarea');
      await page.keyboard.type('How can I help?');
      await page.keyboard.press('Enter');
      await page.waitForFunction(
        () =>
          document.querySelector('#customer')?.shadowRoot?.querySelector('.badge')?.textContent ===
          '1',
        WAIT,
      );
      expect(await isOpened(page)).toBe(false);

      await page.click('#customer >>> .launcher');
      await untilShown(page.mainFrame(), 'How can I help?', '#customer');
      expect(await isOpened(page)).toBe(true);
      await page.waitForFunction(
        () => document.querySelector<MomentoChatElement>('#customer')?.unreadCount === 0,
        WAIT,
      );
      // The page shows both the customer's chat and the agent's.
      expect(await violationsIn(page.mainFrame())).toEqual([]);

      await page.keyboard.press('Escape');
      await page.click('#away');
      await page.click('#customer >>> .launcher');
      const shown = await page.$eval('#customer >>> .away slot', (slot) =>
        slot.assignedElements().map((element) => element.checkVisibility()),
      );
      expect(shown).toEqual([true]);
    });

    it('asks the customer first, where the desk wants that, and lets them in then', async () => {
      const page = await demo.open('support.html');
      await page.click('#ask');
      const shown = (selector: string): Promise<unknown> =>
        page.waitForFunction(
          (each) => document.querySelector('#customer')?.shadowRoot?.querySelector(each),
          WAIT,
          selector,
        );
      await shown('#pre-chat-name');
      expect(await violationsIn(page.mainFrame())).toEqual([]);
      await page.type('#customer >>> #pre-chat-name', 'Mina');
      await page.type('#customer >>> #pre-chat-topic', 'A chipped lid');
      await page.click('#customer >>> [part=pre-chat-submit]');
      await shown('momento-chat-composer');
    });

    function isOpened(page: Page): Promise<boolean> {
      return page.$eval('#customer', (chat) => (chat as MomentoChatElement).opened);
    }
  });

  describe('the page of a support desk', () => {
    it('shows the agent what its bot leaves to people, and sends the answer', async () => {
      const page = await demo.open('support-agent.html');
      const write = async (field: string, text: string): Promise<void> => {
        await page.waitForSelector(field, WAIT);
        await page.click(field);
        await page.keyboard.type(text);
        await page.keyboard.press('Enter');
      };
      const customer = 'momento-chat[room=desk-noor]';
      await write(`${customer} >>> textarea`, 'When are you open?');
      await untilShown(page.mainFrame(), 'We are open from 9 to 5, Monday to Friday.', customer);
      await write(`${customer} >>> textarea`, 'A human, please');
      const line = 'momento-chat-inbox >>> .line[data-room=desk-noor]';
      await page.waitForSelector(`${line} .waits`, WAIT);
      await page.click(line);
      const talk = 'momento-chat-inbox >>> momento-chat';
      // Nothing can be sent before the chat has a session.
      await page.waitForFunction(() => {
        const inbox = document.querySelector('momento-chat-inbox')?.shadowRoot;
        return inbox?.querySelector('momento-chat')?.status === 'connected';
      }, WAIT);
      await write(`${talk} >>> textarea`, 'Here I am.');
      await untilShown(page.mainFrame(), 'Here I am.', customer);
      expect(await violationsIn(page.mainFrame())).toEqual([]);
    });
  });

  describe('the theming page', () => {
    const CSS = '#css';
    const OWN_BUBBLE = 'momento-chat >>> .own .bubble';

    it('applies changed properties, and writes their CSS', async () => {
      const page = await demo.open('theming.html');
      await page.waitForSelector(OWN_BUBBLE);
      const styleOf = () =>
        page.$eval(OWN_BUBBLE, (bubble) => {
          const { backgroundColor, borderStartStartRadius, fontSize } = getComputedStyle(bubble);
          return { backgroundColor, borderStartStartRadius, fontSize };
        });
      const initial = await styleOf();
      expect(await text(page, CSS)).toMatch(/No changes/);

      await change(page, '#momento-chat-accent', '#0b7285');
      await change(page, '#momento-chat-radius', '3');
      await change(page, '#momento-chat-font-size', '20');
      expect(await styleOf()).toEqual({
        backgroundColor: 'rgb(11, 114, 133)',
        borderStartStartRadius: '3px',
        fontSize: '20px',
      });
      expect(await text(page, CSS)).toBe(
        'momento-chat {\n  --momento-chat-accent: #0b7285;\n  --momento-chat-radius: 3px;\n  --momento-chat-font-size: 20px;\n}',
      );

      // Resets the values, by the buttons and by hand.
      await page.click('[aria-label="Reset: Accent"]');
      await change(page, '#momento-chat-radius', '16');
      await page.click('[aria-label="Reset: Size"]');
      expect(await styleOf()).toEqual(initial);
      expect(await text(page, CSS)).toMatch(/No changes/);
    });

    it('shows the colours that the widget mixes from others', async () => {
      const page = await demo.open('theming.html');
      const link = () =>
        page.$eval('#momento-chat-link', (input) => (input as HTMLInputElement).value);
      const before = await link();
      await change(page, '#momento-chat-accent', '#c2255c');
      expect(await link()).not.toBe(before);
    });

    it('applies a preset, in the chosen theme and variant', async () => {
      const page = await demo.open('theming.html');
      await page.click('label:has([value="game"])');
      await page.click('label:has([value="launcher"])');
      await page.waitForFunction(() => document.querySelector('momento-chat')?.opened, WAIT);
      expect(await text(page, '#markup')).toBe('<momento-chat variant="launcher" theme="dark" …>');
      // The page opens the launcher without moving the focus from the visitor's choice.
      expect(await page.$eval(':focus', (choice) => (choice as HTMLInputElement).value)).toBe(
        'launcher',
      );
      expect(await text(page, CSS)).toContain('--momento-chat-background: #120f24;');
      const panel = await page.$eval('momento-chat >>> .panel', (element) => {
        const { backgroundColor, colorScheme } = getComputedStyle(element);
        return { backgroundColor, colorScheme };
      });
      expect(panel).toEqual({ backgroundColor: 'rgb(18, 15, 36)', colorScheme: 'dark' });

      await page.click('label:has([value="default"])');
      expect(await text(page, CSS)).toMatch(/No changes/);
      expect(await text(page, '#markup')).toBe('<momento-chat variant="launcher" …>');
    });
  });
});
