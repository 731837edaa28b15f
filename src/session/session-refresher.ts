import type { Clock } from '../platform/clock.js';
import { asChatError, ChatError } from '../protocol/errors.js';
import { SHORT_LIVED_MS } from './refresh-delay.js';
import type { Session } from './session.js';
import type { SessionSource } from './session-source.js';
import { RetryDelay } from '../platform/retry-delay.js';
import { AutoResetEvent } from '../platform/auto-reset-event.js';
import { RefreshTimer } from './refresh-timer.js';

export interface SessionRefresherOptions {
  sessions: SessionSource;
  clock: Clock;
  /** May throw a ChatError, which counts as a fault of the endpoint's answer. */
  onSession: (session: Session) => void;
  /** @param final whether trying again is useless; then it does not */
  onFault: (fault: ChatError, final: boolean) => void;
}

/**
 * Has a session, and a new one before its token expires: asks the token endpoint, again and again where that
 * helps. Works beside the stream, which must not wait for it while the old token is good.
 */
export class SessionRefresher {
  readonly #options: SessionRefresherOptions;
  readonly #delay: RetryDelay;
  readonly #refresh: RefreshTimer;
  /** Set when a session is due. */
  readonly #due = new AutoResetEvent();
  /** Signals an immediate retry. */
  readonly #now = new AutoResetEvent();
  #isDue = true;
  #hasHad = false;
  #toldShortLived = false;

  constructor(options: SessionRefresherOptions) {
    this.#options = options;
    this.#delay = new RetryDelay(options.clock);
    this.#refresh = new RefreshTimer(options.clock, () => this.renew());
  }

  /** Asks for a new session, without hurry when the last request failed a moment ago. */
  renew(): void {
    this.#isDue = true;
    this.#due.set();
  }

  /** Whatever is due is tried now. */
  retryNow(): void {
    // Timers do not count the time that the machine slept.
    this.#refresh.start();
    this.#now.set();
  }

  /** Works until the signal aborts, or a fault is final. Never rejects; can be started again. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    this.#now.reset();
    this.#refresh.start();
    signal.addEventListener('abort', () => this.#refresh.stop(), { once: true });
    while (!signal.aborted) {
      if (!this.#isDue) await this.#due.wait(clock, undefined, signal);
      else if (!(await this.#fetch(signal))) return;
    }
  }

  /** @returns whether to go on */
  async #fetch(signal: AbortSignal): Promise<boolean> {
    const { sessions, clock, onSession, onFault } = this.#options;
    try {
      const session = await sessions.fetch();
      // Called off is not done: it stays due.
      if (signal.aborted) return false;
      onSession(session);
      this.#isDue = false;
      this.#hasHad = true;
      this.#delay.reset();
      this.#now.reset();
      this.#refresh.set(session.lifetimeMs);
      this.#tellShortLived(session.lifetimeMs);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      const fault = asChatError(error, 'get a token', 'token-unavailable');
      const final = this.#isFinal(fault);
      onFault(fault, final);
      if (!final) await this.#now.wait(clock, this.#delay.next(fault.retryAfterMs), signal);
      return !final;
    }
  }

  #isFinal(fault: ChatError): boolean {
    if (fault.passing) return false;
    // An endpoint that has worked before is only out of order, unless it refuses.
    return fault.code === 'token-refused' || !this.#hasHad;
  }

  #tellShortLived(lifetimeMs: number): void {
    if (lifetimeMs >= SHORT_LIVED_MS || this.#toldShortLived) return;
    this.#toldShortLived = true;
    const seconds = String(Math.round(lifetimeMs / 1000));
    this.#options.onFault(
      new ChatError(
        'token-short-lived',
        `unable to rest; tokens live only ${seconds} s by this clock. Let them live a minute at least, an hour is usual.`,
      ),
      false,
    );
  }
}
