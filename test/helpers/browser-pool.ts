import type { BrowserLauncher, SessionResult, TestRunnerCoreConfig } from '@web/test-runner';

/** A launcher of one browser, with one page for each test session. */
export interface PageLauncher extends BrowserLauncher {
  getPage(id: string): unknown;
}

/**
 * Runs test files side by side in several browsers of one kind. Each has one page at a time, which therefore has the
 * focus and is painted: of several pages in one browser only one is.
 */
export class BrowserPool implements BrowserLauncher {
  readonly name: string;
  readonly type: string;
  readonly concurrency: number;
  readonly #launchers: readonly PageLauncher[];
  readonly #free: PageLauncher[];
  readonly #bySession = new Map<string, PageLauncher>();

  constructor(launchers: readonly PageLauncher[]) {
    const [first] = launchers;
    if (!first) throw new Error('unable to run tests; the pool has no browser');
    this.name = first.name;
    this.type = first.type;
    this.concurrency = launchers.length;
    this.#launchers = launchers;
    this.#free = [...launchers];
  }

  async initialize(config: TestRunnerCoreConfig, testFiles: string[]): Promise<void> {
    await Promise.all(
      this.#launchers.map(async (launcher) => launcher.initialize?.(config, testFiles)),
    );
  }

  async startSession(id: string, url: string): Promise<void> {
    const launcher = this.#free.shift();
    if (!launcher) throw new Error('unable to open a page; every browser of the pool has one');
    this.#bySession.set(id, launcher);
    try {
      await launcher.startSession(id, url);
    } catch (error) {
      // The runner does not stop a session that has no page.
      if (!launcher.isActive(id)) this.#release(id);
      throw error;
    }
  }

  isActive(id: string): boolean {
    return this.#bySession.get(id)?.isActive(id) ?? false;
  }

  getBrowserUrl(id: string): ReturnType<BrowserLauncher['getBrowserUrl']> {
    return this.#launcherOf(id).getBrowserUrl(id);
  }

  async stopSession(id: string): Promise<SessionResult> {
    try {
      return await this.#launcherOf(id).stopSession(id);
    } finally {
      this.#release(id);
    }
  }

  startDebugSession(): never {
    throw new Error('unable to debug in a pool of browsers; debug in Chromium');
  }

  async stop(): Promise<void> {
    await Promise.all(this.#launchers.map(async (launcher) => launcher.stop?.()));
  }

  /** The runner's commands ask for it. */
  getPage(id: string): unknown {
    return this.#launcherOf(id).getPage(id);
  }

  #launcherOf(id: string): PageLauncher {
    const launcher = this.#bySession.get(id);
    if (!launcher) throw new Error(`unable to reach the page of ${id}; it has ended`);
    return launcher;
  }

  #release(id: string): void {
    const launcher = this.#bySession.get(id);
    if (launcher) this.#free.push(launcher);
    this.#bySession.delete(id);
  }
}
