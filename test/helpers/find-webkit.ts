import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages, programIn } from './debian-packages.js';

/** What it takes to drive WebKitGTK: its paths. */
export interface FoundWebKit {
  /** `WebKitWebDriver`, which speaks W3C WebDriver. */
  driver: string;
  /** `MiniBrowser`, the browser that comes with the library. */
  browser: string;
  /** A screen that nobody sees: there is no WebKitGTK without a window. */
  screen: string;
}

const MINI_BROWSER = 'webkit2gtk-4.1/MiniBrowser';

/**
 * Finds WebKitGTK, or gets it: `WEBKIT_DRIVER_PATH` and `WEBKIT_BROWSER_PATH`, what is installed, Debian's packages.
 *
 * @throws when none of these is to be had; the message says what to install.
 */
export function findWebKit(): FoundWebKit {
  return installed() ?? fromDebian() ?? fail();
}

function installed(): FoundWebKit | undefined {
  const { PATH, WEBKIT_DRIVER_PATH, WEBKIT_BROWSER_PATH } = process.env;
  const driver = WEBKIT_DRIVER_PATH ?? programIn(PATH, 'WebKitWebDriver');
  const browser = WEBKIT_BROWSER_PATH ?? miniBrowser();
  const screen = programIn(PATH, 'Xvfb');
  return driver && browser && screen && existsSync(browser)
    ? { driver, browser, screen }
    : undefined;
}

/** It is nobody's command: each distribution has it in another folder of libraries. */
function miniBrowser(): string | undefined {
  if (!existsSync('/usr/lib')) return undefined;
  const folders = [
    '/usr/libexec',
    '/usr/lib',
    ...readdirSync('/usr/lib').map((name) => `/usr/lib/${name}`),
  ];
  return folders.map((folder) => join(folder, MINI_BROWSER)).find((path) => existsSync(path));
}

function fromDebian(): FoundWebKit | undefined {
  return installPackages('webkit2gtk-driver', 'xvfb') ? installed() : undefined;
}

function fail(): never {
  throw new Error(
    'unable to start WebKit; WebKitWebDriver, MiniBrowser and Xvfb are needed, and they run on Linux only. On ' +
      'Debian or Ubuntu: `apt-get install webkit2gtk-driver xvfb`. Elsewhere install them, and set ' +
      'WEBKIT_DRIVER_PATH and WEBKIT_BROWSER_PATH where they are not found.',
  );
}
