import { AutoResetEvent } from '../../platform/auto-reset-event.js';
import { SleepClock } from '../../platform/sleep-clock.js';
import { asChatError, type ChatError } from '../../protocol/errors.js';
import type { Transport } from '../../transport/transport.js';
import { CatchUp } from './catch-up.js';
import type { ConnectionOptions } from './connection-options.js';
import { FaultReports } from './fault-reports.js';
import { historySlow } from './faults.js';
import { Pause } from './pause.js';
import { RotatingStream } from './rotating-stream.js';
import { StreamRenewal } from './stream-renewal.js';

/** The part to be renewed. Every renewal includes the history, which is fetched and merged. */
type Need = 'history' | 'stream';

/**
 * Enters a room and stays in it: a loop that renews the stream or the history when needed, the new before the old is given
 * up, and waits longer after each failure. It knows no token: its transports come from a {@link TransportSource}.
 *
 * Entering is: subscribe, fetch, merge. Never the other way round: an item sent between a fetch and a
 * subscription would be lost.
 */
export class Connection<Item> {
  readonly #options: ConnectionOptions<Item>;
  /** Set when something has to be renewed. */
  readonly #needed = new AutoResetEvent();
  /** Signals an immediate retry. */
  readonly #retryNow = new AutoResetEvent();
  readonly #pause: Pause;
  /** Aborted, it ends the loop, its stream and its requests. */
  #life: AbortController | undefined;
  #need: Need | undefined;
  /** What the try under way has still to renew. */
  #left: Need | undefined;
  #transport: Transport | undefined;
  readonly #stream: RotatingStream;
  readonly #renewal: StreamRenewal;
  readonly #catchUp: CatchUp<Item>;
  #breaks = 0;
  /** Whether the stream has died since the last try. */
  #broken = false;
  readonly #faults: FaultReports;
  #failed = false;

  constructor(givenOptions: ConnectionOptions<Item>) {
    const clock = new SleepClock(givenOptions.clock);
    const options = { ...givenOptions, clock };
    this.#options = options;
    this.#faults = new FaultReports(options.onFault);
    this.#pause = new Pause(clock, this.#retryNow);
    this.#catchUp = new CatchUp(options);
    this.#stream = new RotatingStream(clock, {
      onItem: (item) => this.#catchUp.receive(item),
      onGap: () => {
        this.#break();
        if (this.#stream.alive && this.#catchUp.entered) options.onStatus('catching-up');
        this.#require('history');
      },
      onHeavy: () => this.#require('stream'),
      onEnd: (error) => this.#loseStream(error),
    });
    this.#renewal = new StreamRenewal({
      clock,
      stream: this.#stream,
      showStored: async (transport, opening) => {
        await this.#catchUp.showStored(transport, opening);
        // From here on something may be missing again.
        this.#break();
      },
      onFault: (fault) => this.#faults.add(fault),
    });
  }

  /**
   * Enters the room through a new transport; when there already, goes over to one without a pause. On the way, all is
   * tried afresh at once, with the old transport and with the new one.
   */
  connect(): void {
    if (!this.#life) this.#transport = undefined;
    this.#options.source.renew();
    this.#retry();
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
      // Items sent since the last sign of life may be missing.
      this.#break();
      this.#stream.distrust();
      // Now, and not only with the next stream, which may take its time.
      if (this.#stream.alive && this.#catchUp.entered) this.#options.onStatus('catching-up');
      this.#require('stream');
    } else {
      this.#require('history');
    }
    this.#retry();
  }

  /** Fetches the list again, if only the list can tell which messages there are. */
  refetch(): void {
    if (this.#life) this.#require('history');
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
    this.#require('stream');
    this.#start();
  }

  /** Leaves the room: no stream, timer or request is left. */
  dispose(): void {
    this.#stop();
    this.#options.source.dispose();
  }

  #start(): void {
    const { source, onStatus } = this.#options;
    this.#failed = false;
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.#broken = false;
    this.#retryNow.reset();
    onStatus(this.#catchUp.entered ? 'reconnecting' : 'connecting');
    source.start(
      {
        onTransport: (transport) => {
          this.#transport = transport;
          this.#require('stream');
        },
        onFault: (fault, isFinal) => {
          if (isFinal) this.#fail(fault);
          else this.#handlePassingFault(fault);
        },
      },
      signal,
    );
    void this.#run(signal);
  }

  #stop(): void {
    this.#life?.abort();
    this.#life = undefined;
    // The try was called off, not done.
    if (this.#left) this.#require(this.#left);
    this.#left = undefined;
    if (this.#stream.alive) this.#break();
    this.#stream.close();
    this.#options.onTransport(undefined);
  }

  /** Never rejects. Ends with its life, or with a fault that does not pass. */
  async #run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    while (!signal.aborted) {
      const need = this.#need;
      const transport = this.#transport;
      if (!need || !transport) {
        await this.#needed.wait(clock, undefined, signal);
      } else if (this.#broken) {
        // A server that ends every stream at once must not make the browser spin.
        await this.#wait(undefined, signal);
      } else {
        this.#need = undefined;
        await this.#try(need, transport, signal);
      }
    }
  }

  async #try(need: Need, transport: Transport, signal: AbortSignal): Promise<void> {
    const { onStatus } = this.#options;
    // A renewed part is not renewed again if a later step fails.
    this.#left = need;
    try {
      if (need === 'stream' || !this.#stream.alive) {
        this.#left = 'stream';
        await this.#renewal.run(transport, signal, this.#catchUp.entered);
        signal.throwIfAborted();
        this.#broken = false;
        // Unless another transport has come meanwhile, this is the stream that was asked for.
        if (this.#transport === transport) this.#need = undefined;
        this.#left = 'history';
      }
      onStatus('catching-up', this.#catchUp.behind);
      const breaks = this.#breaks;
      if (need === 'history') await this.#catchUp.waitForTurn(this.#retryNow, signal);
      await this.#fetchHistory(transport, signal);
      // The history has what the last stream may still have to bring.
      if (transport.historyLimit > 0) this.#stream.waitNoLonger();
      this.#left = undefined;
      this.#pause.succeed();
      // The stream may have died meanwhile, or skipped something again: then there is more to do.
      if (this.#stream.alive && this.#breaks === breaks) this.#becomeConnected(transport);
    } catch (error) {
      if (signal.aborted) return;
      const fault = asChatError(error, 'enter the room');
      const left = this.#left ?? need;
      this.#require(left);
      this.#left = undefined;
      if (!fault.passing) {
        this.#fail(fault);
        return;
      }
      this.#handlePassingFault(fault);
      if (left === 'history' && this.#transport === transport) this.#goLive(transport, fault);
      await this.#wait(fault.retryAfterMs, signal);
    }
  }

  async #fetchHistory(transport: Transport, signal: AbortSignal): Promise<void> {
    try {
      await this.#catchUp.run(transport, signal, () => this.#goLive(transport, historySlow()));
    } finally {
      // It lacks the messages that are missed from here on until there is a stream again.
      if (!this.#stream.alive) this.#options.onBreak();
    }
  }

  /** The history is late: live items are shown, and messages sent, without it until it comes. */
  #goLive(transport: Transport, reason: ChatError): void {
    if (!this.#stream.alive) return;
    this.#options.onStatus('catching-up', reason);
    this.#catchUp.goLive(reason);
    this.#options.onTransport(transport);
  }

  #becomeConnected(transport: Transport): void {
    this.#faults.clear();
    this.#retryNow.reset();
    this.#renewal.reset();
    this.#options.onStatus('connected');
    this.#options.onTransport(transport);
  }

  /** The stream is dead. The loop, which may be in the middle of a try, opens another one. */
  #loseStream(error: ChatError): void {
    this.#break();
    this.#broken = true;
    this.#options.onTransport(undefined);
    this.#require('stream');
    this.#handlePassingFault(error);
  }

  #break(): void {
    this.#breaks += 1;
    this.#options.onBreak();
  }

  #handlePassingFault(fault: ChatError): void {
    if (fault.code === 'not-authenticated') {
      // The token is no good any more: each try has to wait for the next transport.
      this.#transport = undefined;
      this.#options.source.renew();
    }
    if (fault.code !== 'token-short-lived' && !this.#stream.alive) {
      this.#options.onStatus('reconnecting', fault);
    }
    this.#faults.add(fault);
  }

  /** Ends the wait for the next try, and a try that may hang. */
  #retry(): void {
    this.#options.source.retryNow();
    this.#retryNow.set();
    if (!this.#life || this.#stream.alive) return;
    this.#stop();
    this.#start();
  }

  #require(need: Need): void {
    if (this.#need !== 'stream') this.#need = need;
    this.#needed.set();
  }

  async #wait(atLeastMs: number | undefined, signal: AbortSignal): Promise<void> {
    this.#broken = false;
    await this.#pause.wait(atLeastMs, signal);
  }

  #fail(fault: ChatError): void {
    this.#failed = true;
    this.#need = undefined;
    this.#stop();
    this.#options.onStatus('failed', fault);
    this.#faults.add(fault);
  }
}
