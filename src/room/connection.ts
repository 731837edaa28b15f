import type { Clock } from '../clock.js';
import { ChatError } from '../errors.js';
import { SHORT_LIVED_MS } from '../session/refresh-delay.js';
import type { Session } from '../session/session.js';
import type { SessionSource } from '../session/session-source.js';
import { RetryDelay } from '../transport/retry-delay.js';
import type { ConnectionStatus, LiveItem, Transport } from '../transport/transport.js';
import { Bell } from './bell.js';
import { LiveStream } from './live-stream.js';
import { RefreshTimer } from './refresh-timer.js';

export interface ConnectionOptions {
  sessions: SessionSource;
  createTransport: (session: Session) => Transport;
  clock: Clock;
  /** With the reason, while the status is `reconnecting` or `failed`. */
  onStatus: (status: ConnectionStatus, error?: ChatError) => void;
  /** A session is known: who the visitor is, and what they may do. */
  onSession: (session: Session) => void;
  /**
   * The stored messages, oldest first, and in `live` what arrived before there was any history to show it in.
   */
  onHistory: (stored: readonly string[], live: readonly LiveItem[]) => void;
  /** From here on something may be missing, until the next `onHistory`. */
  onBreak: () => void;
  onItem: (item: LiveItem) => void;
  /** Messages can be sent through this from now on; undefined: not for the time being. */
  onTransport: (transport: Transport | undefined) => void;
  /** Something failed; once for each kind of fault until all is well again. */
  onFault: (error: ChatError) => void;
}

/**
 * What has to be renewed, from the least to the most: a renewal of the session includes the stream's, and
 * whatever was renewed, the history is fetched and merged.
 */
const NEEDS = ['history', 'stream', 'session'] as const;
type Need = (typeof NEEDS)[number];

/** A connection that lasted so long, in ms, was a good one: the next trouble starts with short delays again. */
const STABLE_MS = 10_000;
/** The history is fetched no more often than this, in ms, however often something seems to be missing. */
const HISTORY_SPACING_MS = 1_000;

/**
 * Enters a room and stays in it, whatever happens: one loop that renews what needs to be renewed, the new
 * before the old is given up, and waits longer each time that it fails.
 *
 * Entering is: subscribe, fetch, merge. Never the other way round: what is sent between a fetch and a
 * subscription would be lost.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #delay: RetryDelay;
  /** Rung when something has to be renewed. */
  readonly #needed = new Bell();
  /** Rung when somebody wants the next try now. */
  readonly #now = new Bell();
  /** Aborted, it takes the loop, its stream and its requests with it. */
  #life: AbortController | undefined;
  #need: Need | undefined;
  /** What the try under way has still to renew. */
  #left: Need | undefined;
  #transport: Transport | undefined;
  readonly #stream: LiveStream;
  readonly #refresh: RefreshTimer;
  /** What arrived on the way in; undefined as soon as the history is there. */
  #buffer: LiveItem[] | undefined = [];
  /** How often the stream was lost, or skipped something. */
  #breaks = 0;
  /** Whether the stream has died since the last try. */
  #broken = false;
  #lastSuccess: number | undefined;
  #lastFetch = -HISTORY_SPACING_MS;
  /** What was reported since all was well. */
  readonly #reported = new Set<ChatError['code']>();
  #toldShortLived = false;
  #failed = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#delay = new RetryDelay(options.clock);
    this.#refresh = new RefreshTimer(options.clock, () => this.#raise('session'));
    this.#stream = new LiveStream(options.clock, {
      onItem: (item) => this.#receive(item),
      onGap: () => {
        this.#break();
        this.#raise('history');
      },
      onHeavy: () => this.#raise('stream'),
      onEnd: (error) => this.#breakOff(error),
    });
  }

  /** Gets a new token, and goes over to it without a pause. */
  renewSession(): void {
    this.#raise('session');
  }

  /** Enters the room; when there already, gets a new token, and whatever is under way is tried afresh at once. */
  connect(): void {
    this.#hurry('session');
    if (!this.#life) this.#start();
  }

  /**
   * The page may have been cut off without noticing: makes sure that it is not, and that nothing is missing.
   *
   * @param surely whether the stream is not to be trusted, whatever it looks like
   */
  check(surely: boolean): void {
    if (this.#life) this.#hurry(surely || this.#stream.overdue ? 'stream' : 'history');
  }

  /** Closes the stream until `resume()`: a page that is kept for later must not hold one open. */
  suspend(): void {
    if (!this.#life) return;
    this.#stop();
    this.#options.onStatus('disconnected');
  }

  /** Comes back after `suspend()`. */
  resume(): void {
    if (this.#life || this.#failed) return;
    this.#raise('stream');
    this.#start();
  }

  /** Leaves the room: no stream, timer or request is left. */
  dispose(): void {
    this.#stop();
    this.#options.sessions.dispose();
  }

  #start(): void {
    this.#failed = false;
    this.#life = new AbortController();
    this.#broken = false;
    this.#now.reset();
    this.#refresh.start();
    this.#options.onStatus(this.#buffer ? 'connecting' : 'reconnecting');
    void this.#run(this.#life.signal);
  }

  #stop(): void {
    this.#life?.abort();
    this.#life = undefined;
    // Called off is not done.
    if (this.#left) this.#raise(this.#left);
    this.#left = undefined;
    if (this.#stream.alive) this.#break();
    this.#stream.close();
    this.#options.onTransport(undefined);
    this.#refresh.stop();
  }

  /** Never rejects. Ends with its life, or with a fault that only somebody else can mend. */
  async #run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    while (!signal.aborted) {
      const need = this.#need;
      if (!need) {
        await this.#needed.wait(clock, undefined, signal);
      } else if (this.#broken) {
        // A server that ends every stream at once must not make the browser spin.
        await this.#pause(undefined, signal);
      } else {
        this.#need = undefined;
        await this.#try(need, signal);
      }
    }
  }

  async #try(need: Need, signal: AbortSignal): Promise<void> {
    const { clock, onStatus } = this.#options;
    // What has been renewed once is not renewed again because a later step fails.
    this.#left = need;
    try {
      let transport = this.#transport;
      if (need === 'session' || !transport) {
        this.#left = 'session';
        transport = await this.#renewSession(signal);
        signal.throwIfAborted();
        this.#left = 'stream';
      }
      if (this.#left === 'stream' || !this.#stream.alive) {
        this.#left = 'stream';
        await this.#stream.renew(transport, signal);
        signal.throwIfAborted();
        this.#broken = false;
        this.#left = 'history';
      }
      onStatus('catching-up');
      await this.#catchUp(transport, need, signal);
      this.#left = undefined;
      this.#lastSuccess = clock.elapsed();
      this.#arrive(transport);
    } catch (error) {
      if (signal.aborted) return;
      const fault = toFault(error);
      const left = this.#left ?? need;
      this.#left = undefined;
      if (this.#isFinal(fault, left)) {
        this.#fail(fault);
        return;
      }
      this.#raise(fault.code === 'not-authenticated' ? 'session' : left);
      if (!this.#stream.alive) onStatus('reconnecting', fault);
      this.#report(fault);
      await this.#pause(fault.retryAfterMs, signal);
    }
  }

  #arrive(transport: Transport): void {
    // The stream may have died meanwhile, or skipped something again: then there is more to do.
    if (!this.#stream.alive || this.#need === 'history') return;
    this.#reported.clear();
    this.#now.reset();
    this.#options.onStatus('connected');
    this.#options.onTransport(transport);
  }

  async #renewSession(signal: AbortSignal): Promise<Transport> {
    const { sessions, createTransport, onSession } = this.#options;
    const session = await sessions.fetch();
    signal.throwIfAborted();
    const transport = createTransport(session);
    this.#transport = transport;
    this.#refresh.set(session.lifetimeMs);
    onSession(session);
    if (session.lifetimeMs < SHORT_LIVED_MS && !this.#toldShortLived) {
      this.#toldShortLived = true;
      this.#options.onFault(shortLived(session.lifetimeMs));
    }
    return transport;
  }

  async #catchUp(transport: Transport, need: Need, signal: AbortSignal): Promise<void> {
    const { clock, onHistory, onBreak } = this.#options;
    const spacing = this.#lastFetch + HISTORY_SPACING_MS - clock.elapsed();
    if (need === 'history' && spacing > 0) await this.#now.wait(clock, spacing, signal);
    signal.throwIfAborted();
    this.#lastFetch = clock.elapsed();
    const breaks = this.#breaks;
    const stored = await transport.fetchHistory();
    signal.throwIfAborted();
    const live = this.#buffer ?? [];
    this.#buffer = undefined;
    onHistory(stored, live);
    // What broke during the fetch, the fetch cannot mend.
    if (this.#breaks !== breaks) onBreak();
  }

  #receive(item: LiveItem): void {
    if (this.#buffer) this.#buffer.push(item);
    else this.#options.onItem(item);
  }

  /** The stream is dead. The loop, which may be in the middle of something, opens another one. */
  #breakOff(error: ChatError): void {
    this.#break();
    this.#broken = true;
    this.#options.onTransport(undefined);
    this.#options.onStatus('reconnecting', error);
    this.#report(error);
    this.#raise(error.code === 'not-authenticated' ? 'session' : 'stream');
  }

  #break(): void {
    this.#breaks += 1;
    this.#options.onBreak();
  }

  /** As `#raise`, and without waiting for a try that may hang, or for the time of the next one. */
  #hurry(need: Need): void {
    this.#raise(need);
    this.#now.ring();
    if (!this.#life || this.#stream.alive) return;
    this.#stop();
    this.#start();
  }

  #raise(need: Need): void {
    if (!this.#need || NEEDS.indexOf(need) > NEEDS.indexOf(this.#need)) this.#need = need;
    this.#needed.ring();
  }

  /** Waits before the next try, longer each time, unless somebody asks for it now. */
  async #pause(atLeastMs: number | undefined, signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    this.#broken = false;
    if (this.#lastSuccess !== undefined && clock.elapsed() - this.#lastSuccess > STABLE_MS) {
      this.#delay.reset();
    }
    this.#lastSuccess = undefined;
    await this.#now.wait(clock, this.#delay.next(atLeastMs), signal);
  }

  /** Whether trying again is useless, so that somebody else has to do something. */
  #isFinal(fault: ChatError, need: Need): boolean {
    if (fault.passing) return false;
    const { code } = fault;
    if (code === 'token-refused') return true;
    // An endpoint that has worked before is only out of order, and a live stream is not given up for it.
    const known = code === 'token-invalid' || code === 'token-not-found';
    return !(known && need === 'session' && !this.#buffer);
  }

  #fail(fault: ChatError): void {
    this.#failed = true;
    this.#need = undefined;
    this.#stop();
    this.#options.onStatus('failed', fault);
    this.#report(fault);
  }

  #report(fault: ChatError): void {
    if (this.#reported.has(fault.code)) return;
    this.#reported.add(fault.code);
    this.#options.onFault(fault);
  }
}

function toFault(error: unknown): ChatError {
  if (error instanceof ChatError) return error;
  return new ChatError('service-unavailable', 'unable to enter the room; see the cause.', {
    cause: error,
  });
}

function shortLived(lifetimeMs: number): ChatError {
  const seconds = String(Math.round(lifetimeMs / 1000));
  return new ChatError(
    'token-short-lived',
    `unable to rest; tokens live only ${seconds} s by this clock. Let them live a minute at least, an hour is usual.`,
  );
}
