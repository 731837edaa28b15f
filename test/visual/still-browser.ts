import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BrowserLauncher } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import type { Browser, LaunchOptions, Page } from 'puppeteer-core';
import { launchOptions } from '../helpers/find-browser.js';

/** When all pictures are taken: a Tuesday morning in UTC, in epoch ms. */
const NOW = Date.UTC(2026, 2, 3, 10, 0);

/** Fonts of the packaged Chromium: without them a text that no web font covers would look different on each machine. */
const FONTS = resolve('node_modules/.cache/chromium/fonts/fonts');
const FONT_CACHE = resolve('node_modules/.cache/visual');

/**
 * The packaged Chromium, in which nothing moves on its own and nothing depends on the machine: time, chance, zone, language,
 * fonts and the visitor's settings are fixed.
 *
 * @param pages how many at a time
 * @throws if the packaged Chromium does not run here
 */
export async function stillBrowser(pages: number): Promise<BrowserLauncher> {
  process.env.TEST_CHROMIUM = 'packaged';
  const options = await launchOptions();
  return chromeLauncher({ launchOptions: withFixedFonts(options), createPage, concurrency: pages });
}

function withFixedFonts(options: LaunchOptions): LaunchOptions {
  mkdirSync(FONT_CACHE, { recursive: true });
  const file = resolve(FONT_CACHE, 'fonts.conf');
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${FONTS}</dir><cachedir>${FONT_CACHE}</cachedir></fontconfig>
`,
  );
  return {
    ...options,
    env: { ...options.env, FONTCONFIG_FILE: file, LANG: 'en_GB.UTF-8' },
    args: [
      ...(options.args ?? []),
      '--disable-lcd-text',
      '--font-render-hinting=none',
      '--force-color-profile=srgb',
      '--hide-scrollbars',
      '--lang=en-GB',
    ],
  };
}

async function createPage({ browser }: { browser: Browser }): Promise<Page> {
  const page = await (await browser.createBrowserContext()).newPage();
  await page.emulateTimezone('UTC');
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: 'light' },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  await page.emulateFocusedPage(true);
  const devTools = await page.createCDPSession();
  await devTools.send('Emulation.setLocaleOverride', { locale: 'en-GB' });
  await page.evaluateOnNewDocument(STAND_STILL);
  return page;
}

/**
 * Runs in the page, before anything else; a text, because a compiled function needs its compiler's helpers. Durations go
 * on: they are measured by `performance.now()`.
 */
const STAND_STILL = `
  globalThis.Date = class extends Date {
    static now = () => ${NOW};
    constructor(...args) {
      super(...(args.length > 0 ? args : [${NOW}]));
    }
  };
  Math.random = () => 0.5;
`;
