/** The server forgets an agent who has not said for longer that they are here, in ms. */
const EVERY_MS = 30_000;

/** Tells the server that the agent is here, as long as the inbox is open. */
export class Presence {
  readonly #tell: (here: boolean) => Promise<unknown>;
  readonly #leaving = new AbortController();
  #timer: ReturnType<typeof setInterval> | undefined;
  #here = false;

  /** @param tell the next time makes up for a fault */
  constructor(tell: (here: boolean) => Promise<unknown>) {
    this.#tell = tell;
    const { signal } = this.#leaving;
    addEventListener('pagehide', () => this.#say(false), { signal });
    addEventListener('pageshow', ({ persisted }) => persisted && this.#say(this.#here), { signal });
  }

  /** Whether the agent is here; said at once, and again each half minute. */
  set here(here: boolean) {
    if (here === this.#here) return;
    this.#here = here;
    clearInterval(this.#timer);
    if (here) this.#timer = setInterval(() => this.#say(true), EVERY_MS);
    this.#say(here);
  }

  dispose(): void {
    this.here = false;
    this.#leaving.abort();
  }

  #say(here: boolean): void {
    // Only for those who hear nothing of the agent any more; the list says when the inbox cannot be reached.
    this.#tell(here).catch(() => undefined);
  }
}
