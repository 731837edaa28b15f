export interface TabsConfig {
  /** Whether the visitor has the chat in sight in this tab. */
  isInSight: () => boolean;
  /** The visitor has read the chat in another tab. */
  onSeen: () => void;
}

type Word =
  | { readonly type: 'ask'; readonly id: string; readonly from: number }
  | { readonly type: 'stop'; readonly to: number }
  | { readonly type: 'read' };

/** So long the other tabs may answer, in ms. */
const WAIT_MS = 300;
/** So long a tab that has spoken keeps the word, in ms: a slower one gets the same message later. */
const KEEP_MS = 2_000;
/** So many of the newest messages are known to have been told. */
const MAX_TOLD = 100;

/**
 * The tabs of one origin in which one user has one room open. For each message that one of them wants to tell of, it asks the
 * others: those in which the chat is in sight, which have told of it already, or which ask at the same time and have a
 * smaller number, stop it. The lock decides where two have missed each other. No tab has an office to hand over: one that is
 * frozen, or has lost its connection, would keep it and be silent.
 *
 * Where the browser has no channels, each tab is alone.
 */
export class Tabs {
  readonly #name: string;
  readonly #config: TabsConfig;
  readonly #number = Math.random();
  readonly #told = new Set<string>();
  #channel: BroadcastChannel | undefined;
  #asking: { isStopped: boolean } | undefined;
  /** Gives the lock back. */
  #release: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param name of the room and user */
  constructor(name: string, config: TabsConfig) {
    this.#name = name;
    this.#config = config;
    this.enter();
  }

  /** Hears the others. */
  enter(): void {
    if (this.#channel) return;
    try {
      const channel = new BroadcastChannel(this.#name);
      channel.onmessage = ({ data }: MessageEvent<unknown>) => this.#hear(data);
      this.#channel = channel;
    } catch {
      // An old browser, or a sandbox.
    }
  }

  /** Leaves the others: a page with an open channel, or with a lock, would not be kept for the way back. */
  leave(): void {
    this.#channel?.close();
    this.#channel = undefined;
    this.#release?.();
  }

  /** Whether this tab is to tell of a message. */
  async claim(id: string): Promise<boolean> {
    if (this.#told.has(id)) return false;
    const asking = (this.#asking = { isStopped: false });
    this.#say({ type: 'ask', id, from: this.#number });
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    this.#asking = undefined;
    if (asking.isStopped || !(await this.#takeWord())) return false;
    this.#told.add(id);
    for (const old of this.#told) {
      if (this.#told.size <= MAX_TOLD) break;
      this.#told.delete(old);
    }
    return true;
  }

  /** The visitor has read the chat here. */
  read(): void {
    this.#say({ type: 'read' });
  }

  #say(word: Word): void {
    try {
      this.#channel?.postMessage(word);
    } catch {
      // The page is being left.
    }
  }

  #hear(data: unknown): void {
    const word = parse(data);
    if (word?.type === 'read') this.#config.onSeen();
    if (word?.type === 'stop' && word.to === this.#number && this.#asking) {
      this.#asking.isStopped = true;
    }
    if (word?.type !== 'ask') return;
    const isFirst = this.#asking !== undefined && this.#number < word.from;
    if (isFirst || this.#told.has(word.id) || this.#config.isInSight()) {
      this.#say({ type: 'stop', to: word.from });
    }
  }

  async #takeWord(): Promise<boolean> {
    const { locks } = navigator as Partial<Navigator>;
    if (this.#release || !locks) {
      this.#keepWord();
      return true;
    }
    return new Promise((resolve) => {
      locks
        .request(this.#name, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          if (!lock) return undefined;
          this.#keepWord();
          return new Promise<void>((release) => {
            this.#release = () => {
              this.#release = undefined;
              release();
            };
          });
        })
        // A sandbox has no locks.
        .catch(() => resolve(true));
    });
  }

  #keepWord(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#release?.(), KEEP_MS);
  }
}

/** Any script of the origin can write to the channel. */
function parse(data: unknown): Word | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { type, id, from, to } = data as Readonly<Record<string, unknown>>;
  if (type === 'read') return { type };
  if (type === 'stop' && typeof to === 'number') return { type, to };
  if (type === 'ask' && typeof id === 'string' && typeof from === 'number')
    return { type, id, from };
  return undefined;
}
