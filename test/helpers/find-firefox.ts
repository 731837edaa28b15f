import { existsSync } from 'node:fs';
import { installPackages, programIn } from './debian-packages.js';

const MAC = '/Applications/Firefox.app/Contents/MacOS/firefox';

/**
 * Finds or installs a Firefox: `FIREFOX_PATH`, an installed one, Debian's
 * package. It needs WebDriver BiDi as of 2026: ESR 140 is too old, ESR 153 is not.
 *
 * @returns the program's path
 * @throws if none is available; the message names the package to install.
 */
export function findFirefox(): string {
  return process.env.FIREFOX_PATH ?? installed() ?? fromDebian() ?? fail();
}

function installed(): string | undefined {
  const found = programIn(process.env.PATH, 'firefox', 'firefox-esr');
  return found ?? (existsSync(MAC) ? MAC : undefined);
}

function fromDebian(): string | undefined {
  return installPackages('firefox-esr') ? installed() : undefined;
}

function fail(): never {
  throw new Error(
    'unable to start Firefox; none is installed. Install it, or run ' +
      '`npx @puppeteer/browsers install firefox@stable` and set FIREFOX_PATH to it.',
  );
}
