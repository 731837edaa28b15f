import { createServer } from 'vitepress';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from 'puppeteer-core';
import { People } from '../create/chatting.js';
import { untilShown } from '../demo/demo-browser.js';
import { ensureBuilt } from '../helpers/built.js';

describe('the page about themes', () => {
  let site: Awaited<ReturnType<typeof createServer>>;
  let people: People;
  let page: Page;
  let frame: Frame;

  beforeAll(async () => {
    await ensureBuilt();
    [site, people] = await Promise.all([
      createServer('docs', { port: 0, host: '127.0.0.1' }),
      People.launch(),
    ]);
    await site.listen();
    const { port } = site.httpServer?.address() as AddressInfo;
    page = await people.open(`http://127.0.0.1:${String(port)}/theming.html`);
    const element = await page.waitForSelector('.theme-maker iframe');
    const content = await element?.contentFrame();
    if (!content) throw new Error('the page has no frame');
    frame = content;
    await untilShown(frame, 'Then it is settled.');
  }, 240_000);

  afterAll(async () => {
    await people.close();
    await site.close();
  });

  /** As a visitor chooses: the field gets the value and says so. */
  async function choose(field: string, value: string): Promise<void> {
    await page.$eval(
      field,
      (element, text) => {
        (element as HTMLInputElement | HTMLSelectElement).value = text;
        element.dispatchEvent(new Event('input'));
        element.dispatchEvent(new Event('change'));
      },
      value,
    );
  }

  const codes = () =>
    page.$$eval('.copy-code code', (blocks) => blocks.map(({ textContent }) => textContent));

  it('has a chat that follows the controls, and the lines to copy', async () => {
    await choose('[id="--momento-chat-accent"]', '#0b7285');
    await choose('[id="--momento-chat-radius"]', '4');
    await frame.waitForFunction(() => {
      const chat = document.querySelector('momento-chat');
      return chat && getComputedStyle(chat).getPropertyValue('--momento-chat-accent') === '#0b7285';
    });
    const [css, html] = await codes();
    expect(css).toBe(
      'momento-chat {\n  --momento-chat-accent: #0b7285;\n  --momento-chat-radius: 4px;\n}',
    );
    expect(html).toContain('<momento-chat\n  room="lobby"\n  token-url="/momento-token"\n>');
    await page.click('[aria-label="Reset: Accent"]');
    await page.click('[aria-label="Reset: Radius"]');
    await page.waitForFunction(() =>
      document.querySelector('.copy-code code')?.textContent?.includes('No changes'),
    );
    // A colour that is not set is the chat's own.
    const accent = await page.$eval('[id="--momento-chat-accent"]', (field) =>
      field instanceof HTMLInputElement ? field.value : '',
    );
    expect(['#3b5bdb', '#4263eb']).toContain(accent);
  });

  it('shows the chat in each variant, theme and direction', async () => {
    const [, theme = '', variant = '', direction = ''] = [1, 2, 3, 4].map(
      (place) => `.choices label:nth-of-type(${String(place)}) select`,
    );
    await choose(theme, 'dark');
    await choose(direction, 'rtl');
    await choose(variant, 'launcher');
    await frame.waitForFunction(() => {
      const chat = document.querySelector('momento-chat');
      return chat?.matches('[variant="launcher"][theme="dark"][dir="rtl"]') && chat.opened;
    });
    expect((await codes())[1]).toContain('theme="dark"\n  variant="launcher"\n  dir="rtl"\n>');
    expect(people.complaints).toEqual([]);
  });
});
