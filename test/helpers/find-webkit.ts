import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages, programIn } from './debian-packages.js';

/** The paths of the programs that run WebKitGTK. */
export interface FoundWebKit {
  /** `WebKitWebDriver`, a W3C WebDriver server. */
  driver: string;
  /** `MiniBrowser`, the library's own browser. */
  browser: string;
  /** A virtual display: WebKitGTK needs a window. */
  screen: string;
}

const MINI_BROWSER = 'webkit2gtk-4.1/MiniBrowser';

/**
 * Finds or installs WebKitGTK: `WEBKIT_DRIVER_PATH` and `WEBKIT_BROWSER_PATH`, installed programs, Debian's packages.
 *
 * @throws if none is available; the message names the package to install.
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

/** It is not in `PATH`: each distribution installs it in another library folder. */
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
