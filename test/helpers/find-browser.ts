import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { Launcher } from 'chrome-launcher';
import type { LaunchOptions } from 'puppeteer-core';
import { installPackages } from './debian-packages.js';

/** A browser that tests can start: its path and its process's environment. */
export interface FoundBrowser {
  executablePath: string;
  env: NodeJS.ProcessEnv;
}

/**
 * Finds or installs a Chromium: `CHROME_PATH`; else the one of an npm package, which is the same on every
 * machine; if that does not run, an installed Chrome or Debian's package.
 *
 * `TEST_CHROMIUM=packaged` uses only the npm package's; `TEST_CHROMIUM=full` never
 * uses it, because it is a headless shell.
 *
 * @throws if none is available; the message names the package to install.
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const { CHROME_PATH, TEST_CHROMIUM } = process.env;
  if (TEST_CHROMIUM === 'packaged') return (await packagedChromium()) ?? fail();
  if (CHROME_PATH) return { executablePath: CHROME_PATH, env: process.env };
  const packaged = TEST_CHROMIUM === 'full' ? undefined : await packagedChromium();
  return packaged ?? installedChrome() ?? debianChromium() ?? fail();
}

function installedChrome(): FoundBrowser | undefined {
  try {
    const executablePath = Launcher.getInstallations()[0];
    return executablePath ? { executablePath, env: process.env } : undefined;
  } catch {
    return undefined; // The launcher throws if there is none.
  }
}

async function packagedChromium(): Promise<FoundBrowser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const bin = join(
    dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
    '../bin',
  );
  const cache = resolve('node_modules/.cache/chromium');
  mkdirSync(cache, { recursive: true });
  // The package unpacks into os.tmpdir(), which follows TMPDIR, and keeps existing files.
  const { TMPDIR } = process.env;
  process.env.TMPDIR = cache;
  try {
    const { inflate } = await import('@sparticuz/chromium');
    const executablePath = await inflate(join(bin, 'chromium.br'));
    await inflate(join(bin, 'fonts.tar.br'));
    await inflate(join(bin, 'al2023.tar.br'));
    const browser = {
      executablePath,
      env: { ...process.env, LD_LIBRARY_PATH: join(cache, 'al2023/lib') },
    };
    execFileSync(executablePath, ['--version'], { env: browser.env, stdio: 'ignore' });
    return browser;
  } catch (error) {
    console.warn(`The packaged Chromium does not run here: ${String(error)}`);
    return undefined;
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}

function debianChromium(): FoundBrowser | undefined {
  if (!installPackages('chromium')) return undefined;
  return { executablePath: '/usr/bin/chromium', env: process.env };
}

function fail(): never {
  throw new Error(
    'unable to start a browser; none is installed. Run `npx playwright install chromium` and set CHROME_PATH to it.',
  );
}

/** Puppeteer's options for a headless browser that makes no requests of its own. */
export async function launchOptions(): Promise<LaunchOptions> {
  const { executablePath, env } = await findBrowser();
  return {
    executablePath,
    env,
    headless: true,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-gpu',
      '--disable-quic',
      '--disable-sync',
      '--no-first-run',
      // Chromium's sandbox does not run as root, the usual user of containers.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  };
}
