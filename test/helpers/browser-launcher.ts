import type { BrowserLauncher } from '@web/test-runner';
import { chromeLauncher, type ChromeLauncher } from '@web/test-runner-chrome';
import * as puppeteer from 'puppeteer-core';
import type { Browser, Page } from 'puppeteer-core';
import { BrowserPool, type PageLauncher } from './browser-pool.js';
import { launchOptions } from './find-browser.js';
import { findFirefox } from './find-firefox.js';
import { WebKitLauncher } from './webkit-launcher.js';

/** The first pages wait for all sources to be compiled, on a machine that has more to do. */
const MAX_LOADING_MS = 120_000;

export const ENGINES = ['chromium', 'firefox', 'webkit'] as const;

export type Engine = (typeof ENGINES)[number];

/** @param name an engine's name, in any case */
export function engineOf(name: string): Engine {
  const engine = ENGINES.find((engine) => engine === name.toLowerCase());
  if (!engine) throw new Error(`unable to test in ${name}; it is one of ${ENGINES.join(', ')}`);
  return engine;
}

/**
 * Starts pages in an engine, each with storage and a window of its own: tabs in the background paint nothing.
 *
 * @param pages how many at a time
 */
export async function launcherFor(engine: Engine, pages: number): Promise<BrowserLauncher> {
  switch (engine) {
    case 'chromium': {
      const options = await launchOptions();
      return chromeLauncher({ launchOptions: options, createPage, concurrency: pages });
    }
    case 'firefox':
      return poolOf(pages, () => firefox(findFirefox()));
    case 'webkit':
      return poolOf(pages, () => new WebKitLauncher());
  }
}

function poolOf(count: number, launcher: () => PageLauncher): BrowserPool {
  return new BrowserPool(Array.from({ length: count }, launcher));
}

function firefox(executablePath: string): ChromeLauncher {
  return chromeLauncher({
    puppeteer,
    launchOptions: {
      browser: 'firefox',
      executablePath,
      extraPrefsFirefox: FIREFOX_PREFERENCES,
    },
    createPage,
  });
}

const FIREFOX_PREFERENCES = {
  // The tests' colour scheme; the machine's own setting would change their outcome.
  'layout.css.prefers-color-scheme.content-override': 1,
};

async function createPage({ browser }: { browser: Browser }): Promise<Page> {
  const page = await (await browser.createBrowserContext()).newPage();
  page.setDefaultNavigationTimeout(MAX_LOADING_MS);
  return page;
}
