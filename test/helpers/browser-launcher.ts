import type { BrowserLauncher } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteer from 'puppeteer-core';
import type { Browser, Page } from 'puppeteer-core';
import { launchOptions } from './find-browser.js';
import { findFirefox } from './find-firefox.js';
import { WebKitLauncher } from './webkit-launcher.js';

export const ENGINES = ['chromium', 'firefox', 'webkit'] as const;

export type Engine = (typeof ENGINES)[number];

/** @param name an engine's name, in any case */
export function engineOf(name: string): Engine {
  const engine = ENGINES.find((engine) => engine === name.toLowerCase());
  if (!engine) throw new Error(`unable to test in ${name}; it is one of ${ENGINES.join(', ')}`);
  return engine;
}

/** Starts pages in an engine, each with its own storage and window, because background tabs do not paint. */
export async function launcherFor(engine: Engine): Promise<BrowserLauncher> {
  switch (engine) {
    case 'chromium':
      return chromeLauncher({ launchOptions: await launchOptions(), createPage });
    case 'firefox':
      return chromeLauncher({
        puppeteer,
        // Only one of several windows has focus.
        concurrency: 1,
        launchOptions: {
          browser: 'firefox',
          executablePath: findFirefox(),
          extraPrefsFirefox: FIREFOX_PREFERENCES,
        },
        createPage,
      });
    case 'webkit':
      return new WebKitLauncher();
  }
}

const FIREFOX_PREFERENCES = {
  // The tests' colour scheme; the machine's own setting would change their outcome.
  'layout.css.prefers-color-scheme.content-override': 1,
};

async function createPage({ browser }: { browser: Browser }): Promise<Page> {
  return (await browser.createBrowserContext()).newPage();
}
