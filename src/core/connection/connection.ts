import type { Clock } from '../../platform/clock.js';
import { asChatError, ChatError } from '../../protocol/errors.js';
import { SleepClock } from '../../platform/sleep-clock.js';
import type { Session } from '../../session/session.js';
import type { SessionSource } from '../../session/session-source.js';
import { RetryDelay } from '../../platform/retry-delay.js';
import type { LiveItem, Transport } from '../../transport/transport.js';
import type { ConnectionStatus } from '../../protocol/connection-status.js';
import { AutoResetEvent } from '../../platform/auto-reset-event.js';
import { fetchTail, type HistoryPages, type Tail, type TailReader } from './history.js';
import { RotatingStream } from './rotating-stream.js';
import { SessionRefresher } from '../../session/session-refresher.js';

export interface ConnectionOptions<Item> extends TailReader<Item> {
  sessions: SessionSource;
  pages: HistoryPages;
  createTransport: (session: Session) => Transport;
  clock: Clock;
  /** With the reason, while the status is `reconnecting`, `failed`, or `catching-up` for longer than it should be. */
  onStatus: (status: ConnectionStatus, error?: ChatError) => void;
  /** A session is known: who the visitor is, and what they may do. */
  onSession: (session: Session) => void;
  /** What is stored, and in `live` what arrived before there was any history to show it in. */
  onHistory: (tail: Tail<Item>, live: readonly LiveItem[]) => void;
  /** The history is about to be fetched. */
  onFetch: () => void;
  /** From here on something may be missing, until the next `onHistory`. */
  onBreak: () => void;
  onItem: (item: LiveItem) => void;
  /** Messages can be sent through this from now on; undefined: not for the time being. */
  onTransport: (transport: Transport | undefined) => void;
  /** Something failed; once for each kind of fault until all is well again. */
  onFault: (error: ChatError) => void;
}

/** What has to be renewed. A new stream includes the history: whatever was renewed, that is fetched and merged. */
type Need = 'history' | 'stream';

/** A connection that lasted so long, in ms, was a good one: the next trouble starts with short delays again. */
const STABLE_MS = 10_000;
/** The history is fetched no more often than this, in ms, however often something seems to be missing. */
const HISTORY_SPACING_MS = 1_000;
/** A history that takes longer keeps nothing waiting, in ms: live items are passed on, and messages can be sent. */
const LATE_HISTORY_MS = 2_000;
/** Live items that wait for the history at most. */
const MAX_WAITING = 1_000;

/**
 * Enters a room and stays in it, whatever happens: a loop that renews what needs to be renewed, the new before
 * the old is given up, and waits longer each time that it fails.
 *
 * Entering is: subscribe, fetch, merge. Never the other way round: what is sent between a fetch and a
 * subscription would be lost.
 */
export class Connection<Item> {
  readonly #options: ConnectionOptions<Item>;
  readonly #delay: RetryDelay;
  /** Rung when something has to be renewed. */
  readonly #needed = new AutoResetEvent();
  /** Rung when somebody wants the next try now. */
  readonly #now = new AutoResetEvent();
  /** Aborted, it takes the loop, its stream and its requests with it. */
  #life: AbortController | undefined;
  #need: Need | undefined;
  /** What the try under way has still to renew. */
  #left: Need | undefined;
  #transport: Transport | undefined;
  readonly #stream: RotatingStream;
  readonly #keeper: SessionRefresher;
  /** What arrived on the way in; undefined as soon as the history is there, or late. */
  #buffer: LiveItem[] | undefined = [];
  /** Whether the history was here once. */
  #entered = false;
  /** Why the history could not be fetched the last time. */
  #behind: ChatError | undefined;
  /** How often the stream was lost, or skipped something. */
  #breaks = 0;
  /** Whether the stream has died since the last try. */
  #broken = false;
  #lastSuccess: number | undefined;
  #lastFetch = -HISTORY_SPACING_MS;
  /** What was reported since all was well. */
  readonly #reported = new Set<ChatError['code']>();
  #failed = false;
  /** Whether a stream that took its time was given up early since all was well. */
  #hastened = false;

  constructor(givenOptions: ConnectionOptions<Item>) {
    const clock = new SleepClock(givenOptions.clock);
    const options = { ...givenOptions, clock };
    this.#options = options;
    this.#delay = new RetryDelay(clock);
    this.#keeper = new SessionRefresher({
      sessions: options.sessions,
      clock,
      onSession: (session) => {
        this.#transport = options.createTransport(session);
        options.onSession(session);
        this.#raise('stream');
      },
      onFault: (fault, final) => {
        if (final) this.#fail(fault);
        else this.#handlePassingFault(fault);
      },
    });
    this.#stream = new RotatingStream(clock, {
      onItem: (item) => this.#receive(item),
      onGap: () => {
        this.#break();
        if (this.#stream.alive && this.#entered) options.onStatus('catching-up');
        this.#raise('history');
      },
      onHeavy: () => this.#raise('stream'),
      onEnd: (error) => this.#breakOff(error),
    });
  }

  /** Gets a new token, and goes over to it without a pause. */
  renewSession(): void {
    this.#keeper.renew();
  }

  /**
   * Enters the room with a new token; when there already, goes over to one without a pause. On the way, all is
   * tried afresh at once, with the old token and with the new one.
   */
  connect(): void {
    if (!this.#life) this.#transport = undefined;
    this.#keeper.renew();
    this.#retryNow();
    if (!this.#life) this.#start();
  }

  /**
   * The page may have been cut off without noticing: makes sure that it is not, and that nothing is missing.
   *
   * @param surely whether the stream is not to be trusted, whatever it looks like
   */
  check(surely: boolean): void {
    if (!this.#life) return;
    if (surely || this.#stream.overdue) {
      // Whatever was sent since the last sign of life may be missing.
      this.#break();
      this.#stream.distrust();
      // Not only when there is another stream, which may take its time.
      if (this.#stream.alive && this.#entered) this.#options.onStatus('catching-up');
      this.#raise('stream');
    } else {
      this.#raise('history');
    }
    this.#retryNow();
  }

  /** Only the list can tell what is there: fetches it again. */
  refetch(): void {
    if (this.#life) this.#raise('history');
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
    this.#options.onStatus(this.#entered ? 'reconnecting' : 'connecting');
    void this.#keeper.run(this.#life.signal);
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
  }

  /** Never rejects. Ends with its life, or with a fault that only somebody else can mend. */
  async #run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    while (!signal.aborted) {
      const need = this.#need;
      const transport = this.#transport;
      if (!need || !transport) {
        await this.#needed.wait(clock, undefined, signal);
      } else if (this.#broken) {
        // A server that ends every stream at once must not make the browser spin.
        await this.#pause(undefined, signal);
      } else {
        this.#need = undefined;
        await this.#try(need, transport, signal);
      }
    }
  }

  async #try(need: Need, transport: Transport, signal: AbortSignal): Promise<void> {
    const { clock, onStatus } = this.#options;
    // What has been renewed once is not renewed again because a later step fails.
    this.#left = need;
    try {
      if (need === 'stream' || !this.#stream.alive) {
        this.#left = 'stream';
        await this.#renewStream(transport, signal);
        signal.throwIfAborted();
        this.#broken = false;
        // Unless another token has come meanwhile, this is the stream that was asked for.
        if (this.#transport === transport) this.#need = undefined;
        this.#left = 'history';
      }
      onStatus('catching-up', this.#behind);
      const breaks = this.#breaks;
      await this.#catchUp(transport, need, signal);
      // The history has what the last stream may still have to bring: nothing waits for that any more.
      if (transport.historyLimit > 0) this.#stream.waitNoLonger();
      this.#left = undefined;
      this.#lastSuccess = clock.elapsed();
      // The stream may have died meanwhile, or skipped something again: then there is more to do.
      if (this.#stream.alive && this.#breaks === breaks) this.#becomeConnected(transport);
    } catch (error) {
      if (signal.aborted) return;
      const fault = asChatError(error, 'enter the room');
      const left = this.#left ?? need;
      this.#raise(left);
      this.#left = undefined;
      if (!fault.passing) {
        this.#fail(fault);
        return;
      }
      this.#handlePassingFault(fault);
      if (left === 'history' && this.#transport === transport) this.#goAhead(transport, fault);
      await this.#pause(fault.retryAfterMs, signal);
    }
  }

  /** Where nothing is live, and the next stream takes its time, what is stored is shown meanwhile. */
  async #renewStream(transport: Transport, signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    if (this.#stream.alive || !this.#entered) return this.#stream.renew(transport, signal);
    const opening = new AbortController();
    const abort = (): void => opening.abort(signal.reason);
    signal.addEventListener('abort', abort);
    const late = clock.setTimeout(() => void this.#peek(transport, opening), LATE_HISTORY_MS);
    try {
      await this.#stream.renew(transport, opening.signal);
    } finally {
      clock.clearTimeout(late);
      signal.removeEventListener('abort', abort);
      opening.abort();
    }
  }

  /** Never rejects: what goes wrong here is told by the stream, or goes wrong again with the fetch that follows it. */
  async #peek(transport: Transport, opening: AbortController): Promise<void> {
    const { onFetch, onHistory, pages } = this.#options;
    const { signal } = opening;
    try {
      onFetch();
      const tail = await fetchTail(transport, pages, this.#options, signal);
      signal.throwIfAborted();
      onHistory(tail, []);
      // From here on something may be missing again.
      this.#break();
      // The service answers: the stream may have got a dead connection. Once only, for the service may just be slow.
      if (!this.#hastened) opening.abort(stuck());
      this.#hastened = true;
    } catch (error) {
      if (!signal.aborted) this.#report(asChatError(error, 'fetch the history'));
    }
  }

  /** A fault that passes. */
  #handlePassingFault(fault: ChatError): void {
    if (fault.code === 'not-authenticated') this.#dropSession();
    if (fault.code !== 'token-short-lived' && !this.#stream.alive) {
      this.#options.onStatus('reconnecting', fault);
    }
    this.#report(fault);
  }

  /** The token is no good any more: nothing can be tried until there is another. */
  #dropSession(): void {
    this.#transport = undefined;
    this.#keeper.renew();
  }

  #becomeConnected(transport: Transport): void {
    this.#reported.clear();
    this.#now.reset();
    this.#hastened = false;
    this.#options.onStatus('connected');
    this.#options.onTransport(transport);
  }

  async #catchUp(transport: Transport, need: Need, signal: AbortSignal): Promise<void> {
    const { clock, onFetch, onHistory, onBreak } = this.#options;
    const spacing = this.#lastFetch + HISTORY_SPACING_MS - clock.elapsed();
    if (need === 'history' && spacing > 0) await this.#now.wait(clock, spacing, signal);
    signal.throwIfAborted();
    this.#lastFetch = clock.elapsed();
    onFetch();
    const breaks = this.#breaks;
    const late = clock.setTimeout(() => this.#goAhead(transport, slow()), LATE_HISTORY_MS);
    const calm = (): void => clock.clearTimeout(late);
    signal.addEventListener('abort', calm);
    try {
      const tail = await fetchTail(transport, this.#options.pages, this.#options, signal);
      signal.throwIfAborted();
      const live = this.#buffer ?? [];
      this.#buffer = undefined;
      this.#entered = true;
      this.#behind = undefined;
      onHistory(tail, live);
    } finally {
      calm();
      signal.removeEventListener('abort', calm);
    }
    // What broke during the fetch, the fetch cannot mend.
    if (this.#breaks !== breaks) onBreak();
  }

  /** The history is late: until it comes, what is live has to do. */
  #goAhead(transport: Transport, reason: ChatError): void {
    if (!this.#stream.alive) return;
    this.#behind = reason;
    this.#options.onStatus('catching-up', reason);
    this.#releaseBuffer();
    this.#options.onTransport(transport);
  }

  #releaseBuffer(): void {
    const waiting = this.#buffer ?? [];
    this.#buffer = undefined;
    for (const item of waiting) this.#options.onItem(item);
  }

  #receive(item: LiveItem): void {
    if (!this.#buffer) {
      this.#options.onItem(item);
      return;
    }
    this.#buffer.push(item);
    if (this.#buffer.length > MAX_WAITING) this.#releaseBuffer();
  }

  /** The stream is dead. The loop, which may be in the middle of something, opens another one. */
  #breakOff(error: ChatError): void {
    this.#break();
    this.#broken = true;
    this.#options.onTransport(undefined);
    this.#raise('stream');
    this.#handlePassingFault(error);
  }

  #break(): void {
    this.#breaks += 1;
    this.#options.onBreak();
  }

  /** Nothing waits for the time of its next try, nor for one that may hang. */
  #retryNow(): void {
    this.#keeper.retryNow();
    this.#now.set();
    if (!this.#life || this.#stream.alive) return;
    this.#stop();
    this.#start();
  }

  #raise(need: Need): void {
    if (this.#need !== 'stream') this.#need = need;
    this.#needed.set();
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

function stuck(): ChatError {
  return new ChatError(
    'service-unavailable',
    'unable to receive live messages; the stream takes longer to open than the history to come.',
  );
}

function slow(): ChatError {
  return new ChatError(
    'connection-slow',
    'unable to fetch the history in time; the connection is slow. It is fetched in smaller parts.',
  );
}
