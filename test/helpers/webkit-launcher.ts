import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import type { BrowserLauncher, SessionResult } from '@web/test-runner';
import { findWebKit } from './find-webkit.js';
import { WebDriverPage } from './webdriver-page.js';

/** The runner's own page for tests in frames. */
const EMPTY_PAGE = '/?mode=iframe';

/** The pointer starts in the middle, with space for any page below. */
const SCREEN = { width: 1600, height: 2200 };
const POINTER = { x: SCREEN.width / 2, y: SCREEN.height / 2 };

const START_MS = 20_000;

/** One browser start in hundreds fails; the next one succeeds. */
const MAX_STARTS = 3;

/**
 * Runs tests in WebKitGTK, one file at a time, each in a new browser without state of an earlier
 * file. Display and driver start with the first file and end with the run, however it ends.
 */
export class WebKitLauncher implements BrowserLauncher {
  readonly name = 'WebKit';
  /** Selects the runner's commands for Playwright, whose interface `WebDriverPage` implements. */
  readonly type = 'playwright';
  readonly concurrency = 1;

  readonly #pages = new Map<string, WebDriverPage>();
  readonly #processes: ChildProcess[] = [];
  #driver: Promise<string> | undefined;
  readonly #webkit = findWebKit();

  async startSession(id: string, url: string): Promise<void> {
    for (let start = 1; ; start += 1) {
      try {
        this.#pages.set(id, await this.#open(url));
        return;
      } catch (error) {
        if (start === MAX_STARTS) throw error;
        console.warn(`WebKit did not start; trying again. ${String(error)}`);
        // The driver serves one browser at a time and would keep waiting for this one. No other one is open.
        this.#kill();
        this.#driver = undefined;
      }
    }
  }

  async #open(url: string): Promise<WebDriverPage> {
    const driver = await (this.#driver ??= this.#start());
    const options = { binary: this.#webkit.browser, args: ['--automation'] };
    const page = await WebDriverPage.open(driver, options, POINTER);
    await page.goto(new URL(EMPTY_PAGE, url).href, url);
    return page;
  }

  isActive(id: string): boolean {
    return this.#pages.has(id);
  }

  getBrowserUrl(id: string): string | undefined {
    return this.#pages.get(id)?.url;
  }

  async stopSession(id: string): Promise<SessionResult> {
    const page = this.getPage(id);
    this.#pages.delete(id);
    await page.close();
    return {};
  }

  startDebugSession(): never {
    throw new Error('unable to debug in WebKitGTK; its window is on a virtual display');
  }

  async stop(): Promise<void> {
    await Promise.allSettled([...this.#pages.values()].map((page) => page.close()));
    this.#kill();
  }

  getPage(id: string): WebDriverPage {
    const page = this.#pages.get(id);
    if (!page) throw new Error(`unable to reach the page of ${id}; it has ended`);
    return page;
  }

  async #start(): Promise<string> {
    // The runner also ends without `stop`, for example on an interrupt or a configuration error.
    process.once('exit', () => this.#kill());
    for (const signal of ['SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => process.exit(1));
    const port = await freePort();
    const screen = this.#spawn(
      this.#webkit.screen,
      [
        '-displayfd',
        '3',
        '-screen',
        '0',
        `${String(SCREEN.width)}x${String(SCREEN.height)}x24`,
        '-nolisten',
        'tcp',
      ],
      process.env,
    );
    // It chooses a free display number itself and writes it there when ready.
    const [number] = (await once(screen.stdio[3] as Readable, 'data', {
      signal: AbortSignal.timeout(START_MS),
    })) as [Buffer];
    this.#spawn(this.#webkit.driver, [`--port=${String(port)}`], {
      ...process.env,
      DISPLAY: `:${String(number).trim()}`,
      GDK_BACKEND: 'x11',
    });
    const url = `http://127.0.0.1:${String(port)}`;
    const end = performance.now() + START_MS;
    while (
      !(await fetch(`${url}/status`).then(
        ({ ok }) => ok,
        () => false,
      ))
    ) {
      if (performance.now() > end) throw new Error('unable to start WebKit; its driver is silent');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return url;
  }

  #spawn(command: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
    const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    child.on('error', (error) => console.error(error));
    this.#processes.push(child);
    return child;
  }

  #kill(): void {
    // The driver ends before its display.
    for (const child of this.#processes.splice(0).reverse()) child.kill();
  }
}

/** A port that is currently free. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
