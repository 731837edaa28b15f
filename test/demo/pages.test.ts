import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { launch, type Browser, type Frame, type Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { ja } from '../../src/localization/ja.js';
import { DemoProcess } from '../helpers/demo-process.js';
import { launchOptions } from '../helpers/find-browser.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** By timer, since pages in the background paint no frames; and with patience, on a busy machine. */
const WAIT = { polling: 50, timeout: 40_000 };

const PAGES = [
  'index.html',
  'inline.html',
  'support.html',
  'support-agent.html',
  'overlay.html',
  'theming.html',
  'moderated.html',
  'relay.html',
];

type Axe = { run: (options: object) => Promise<{ violations: { id: string; nodes: object[] }[] }> };

describe('the pages of the demo', { timeout: 90_000 }, () => {
  let demo: DemoProcess;
  let browser: Browser;
  const complaints: string[] = [];

  beforeAll(async () => {
    demo = new DemoProcess();
    browser = await launch(await launchOptions());
  });

  afterAll(async () => {
    await browser.close();
    await demo.kill();
  });

  // Whatever a test is about, its pages may not complain.
  afterEach(async () => {
    const [blank, ...pages] = await browser.pages();
    await Promise.all(pages.map((page) => page.close()));
    await blank?.bringToFront();
    expect(complaints.splice(0)).toEqual([]);
  });

  async function open(path: string, scheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const page = await browser.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${path}: ${message.text()}`);
    });
    await page.setViewport({ width: 1200, height: 900 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.goto(new URL(path, await demo.url()).href);
    await untilConnected(await chatFrame(page));
    return page;
  }

  it.each(PAGES)('%s leads to the others, and says where one is', async (path) => {
    const html = await (await fetch(new URL(path, await demo.url()))).text();
    if (path === 'support-agent.html') return expect(html).toContain('href="./support.html"');
    expect(html.match(/aria-current="page"/g)).toHaveLength(1);
    const file = path === 'index.html' ? '' : path;
    expect(html).toContain(`<a href="./${file}" aria-current="page">`);
  });

  describe.each(['light', 'dark'] as const)('in %s', (scheme) => {
    it.each(PAGES)('%s connects and is accessible', async (path) => {
      const page = await open(path, scheme);
      const frame = await chatFrame(page);
      for (const part of new Set([page.mainFrame(), frame])) {
        expect(await violationsIn(part)).toEqual([]);
      }
      await page.setViewport({ width: 360, height: 740 });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    });
  });

  describe('in a page', () => {
    it('speaks the page’s language, in its direction', async () => {
      const page = await open('inline.html');
      const look = () =>
        page.$eval('momento-chat', (chat) => ({
          direction: getComputedStyle(chat).direction,
          placeholder: chat.shadowRoot
            ?.querySelector('momento-chat-composer')
            ?.shadowRoot?.querySelector('textarea')?.placeholder,
        }));

      await page.click('label:has([value="ja"])');
      await page.waitForFunction(() => document.querySelector('h2')?.textContent?.includes('流星'));
      expect(await look()).toEqual({ direction: 'ltr', placeholder: ja.composerPlaceholder });

      await page.click('label:has([value="ar"])');
      await page.waitForFunction(() => document.querySelector('#event')?.matches(':dir(rtl)'));
      expect(await look()).toEqual({ direction: 'rtl', placeholder: 'اكتب رسالة' });
    });

    it('takes the width and the theme it is given', async () => {
      const page = await open('inline.html');
      await change(page, '#width', '240');
      await page.click('label:has([value="dark"])');
      const chat = await page.$eval('momento-chat', (element) => ({
        width: element.clientWidth,
        background: getComputedStyle(element).backgroundColor,
      }));
      expect(chat).toEqual({ width: 238, background: 'rgb(23, 24, 28)' });
    });
  });

  describe('the support page', () => {
    it('counts what the agent writes, and shows it when opened', async () => {
      const page = await open('support.html');
      await page.click('#desk-toggle');
      await untilConnected(page.mainFrame(), '#agent');
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
      // With both sides of the counter in one page.
      expect(await violationsIn(page.mainFrame())).toEqual([]);

      await page.keyboard.press('Escape');
      await page.click('#away');
      await page.click('#customer >>> .launcher');
      const words = await page.$eval('#customer >>> .away slot', (slot) =>
        slot.assignedElements().map((element) => element.checkVisibility()),
      );
      expect(words).toEqual([true]);
    });

    function isOpened(page: Page): Promise<boolean> {
      return page.$eval('#customer', (chat) => (chat as MomentoChatElement).opened);
    }
  });

  describe('the game', () => {
    it('shares its keyboard with a chat of another origin', async () => {
      const page = await open('overlay.html');
      const frame = await chatFrame(page);
      expect(new URL(frame.url()).origin).not.toBe(new URL(page.url()).origin);
      expect(await focused(page)).toBe('field');

      const before = await shipOf(page);
      await page.keyboard.press('Enter');
      await frame.waitForFunction(() => document.querySelector('momento-chat')?.opened, WAIT);
      expect(await focused(page)).toBe('frame');
      await page.keyboard.type('add a dad');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Enter');
      await untilShown(frame, 'add a dad');
      expect(await shipOf(page)).toBe(before);
      await untilChanged(page, '#score');
      expect(await violationsIn(frame)).toEqual([]);

      await page.keyboard.press('Escape');
      await page.waitForFunction(() => document.activeElement?.id === 'field', WAIT);
      await page.keyboard.down('KeyA');
      await page.waitForFunction(
        (x) => Number(document.querySelector<HTMLElement>('#field')?.dataset.ship) < x,
        WAIT,
        before,
      );
      await page.keyboard.up('KeyA');
    });

    it('tells the others about a new best score', async () => {
      const page = await open('overlay.html');
      const other = await open('overlay.html?pilot=kenji');
      await page.bringToFront();
      // Whoever stays in place is hit before long.
      await page.waitForSelector('#share:not([hidden])', { timeout: 40_000 });
      const best = await page.$eval('#best', (element) => element.textContent);
      await page.click('#share');
      await untilShown(await chatFrame(other), `🏆 ${best ?? ''} points!`);
      expect(await focused(page)).toBe('field');
    });

    it('is heard because the server says so, whatever the address says', async () => {
      const { origin, port } = new URL(await demo.url());
      const origins = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
      const response = await fetch(
        `${origin}/overlay-chat.html?allowed-origins=https://evil.example`,
      );
      expect(await response.text()).toContain(
        `<meta name="momento-chat-allowed-origins" content="${origins.join(', ')}" />`,
      );
      expect(response.headers.get('Content-Security-Policy')).toContain(
        `frame-ancestors ${origins.join(' ')};`,
      );
    });

    it('stands still while it is paused', async () => {
      const page = await open('overlay.html');
      await untilChanged(page, '#score');
      await page.click('#pause');
      const picture = () =>
        page.$eval('#field', (field) => (field as HTMLCanvasElement).toDataURL());
      const before = await picture();
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await picture()).toBe(before);
      await page.click('#pause');
      await untilChanged(page, '#score');
    });

    async function untilChanged(page: Page, selector: string): Promise<void> {
      await page.waitForFunction(
        (element, before) => document.querySelector(element)?.textContent !== before,
        WAIT,
        selector,
        await text(page, selector),
      );
    }

    function focused(page: Page): Promise<string | undefined> {
      return page.evaluate(() => document.activeElement?.id);
    }

    function shipOf(page: Page): Promise<number> {
      return page.$eval('#field', (field) => Number((field as HTMLElement).dataset.ship));
    }
  });

  describe('the theming page', () => {
    const CSS = '#css';
    const OWN_BUBBLE = 'momento-chat >>> .own .bubble';

    it('applies what is changed, and writes the CSS for it', async () => {
      const page = await open('theming.html');
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

      // Back to where they were: by the button, or by the hand.
      await page.click('[aria-label="Reset: Accent"]');
      await change(page, '#momento-chat-radius', '16');
      await page.click('[aria-label="Reset: Size"]');
      expect(await styleOf()).toEqual(initial);
      expect(await text(page, CSS)).toMatch(/No changes/);
    });

    it('shows what the widget mixes from the other colours', async () => {
      const page = await open('theming.html');
      const link = () =>
        page.$eval('#momento-chat-link', (input) => (input as HTMLInputElement).value);
      const before = await link();
      await change(page, '#momento-chat-accent', '#c2255c');
      expect(await link()).not.toBe(before);
    });

    it('starts from a preset, in a theme and a variant of the visitor’s choice', async () => {
      const page = await open('theming.html');
      await page.click('label:has([value="game"])');
      await page.click('label:has([value="launcher"])');
      await page.waitForFunction(() => document.querySelector('momento-chat')?.opened, WAIT);
      expect(await text(page, '#markup')).toBe('<momento-chat variant="launcher" theme="dark" …>');
      // Opened by the page, which does not take the visitor away from what they are choosing.
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

/** Where the chat is: in the page, or in the frame that the page embeds. */
async function chatFrame(page: Page): Promise<Frame> {
  const iframe = await page.$('iframe');
  return (await iframe?.contentFrame()) ?? page.mainFrame();
}

async function untilConnected(
  frame: Frame,
  selector = 'momento-chat, momento-relay-chat',
): Promise<void> {
  await frame.waitForFunction(
    (chats) =>
      [...document.querySelectorAll<MomentoChatElement>(chats)].every(
        (chat) => chat.status === 'connected' || !chat.checkVisibility(),
      ) && document.querySelector(chats),
    WAIT,
    selector,
  );
}

async function untilShown(frame: Frame, message: string, selector = 'momento-chat'): Promise<void> {
  await frame.waitForFunction(
    (chat, expected) =>
      [
        ...(document
          .querySelector(chat)
          ?.shadowRoot?.querySelector('momento-chat-message-list')
          ?.shadowRoot?.querySelectorAll('.bubble') ?? []),
      ].some((bubble) => bubble.textContent === expected && bubble.checkVisibility()),
    WAIT,
    selector,
    message,
  );
}

/** Each broken rule, and where. */
async function violationsIn(frame: Frame): Promise<string[]> {
  await frame.evaluate(AXE);
  return frame.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe };
    const embedded = window !== window.parent;
    // What a frame lets through it cannot know: here it is the game's sky.
    if (embedded) document.documentElement.style.background = '#12142e';
    // That all is in a main part, below a heading, is the embedding page's business.
    const pageRules = { enabled: !embedded };
    const { violations } = await axe.run({
      iframes: false,
      rules: {
        'page-has-heading-one': pageRules,
        'landmark-one-main': pageRules,
        region: pageRules,
      },
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${JSON.stringify((node as { target: unknown }).target)}`),
    );
  });
}

/** Moves a slider or chooses a colour, for which there is no typing. */
async function change(page: Page, selector: string, value: string): Promise<void> {
  await page.$eval(
    selector,
    (element, next) => {
      (element as HTMLInputElement).value = next;
      element.dispatchEvent(new Event('input', { bubbles: true }));
    },
    value,
  );
}

function text(page: Page, selector: string): Promise<string | null> {
  return page.$eval(selector, (element) => element.textContent);
}
