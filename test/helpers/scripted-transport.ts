import { ChatError, type ChatErrorCode } from '../../src/protocol/errors.js';
import { serializeItem, type Outgoing } from '../../src/protocol/item.js';
import type {
  LiveItem,
  Subscription,
  SubscriptionHandlers,
  Transport,
} from '../../src/transport/transport.js';

export type Call = 'token' | 'subscribe' | 'fetch' | 'push' | 'publish';

/** The scripted outcome of one call. */
interface Fate {
  readonly settled: Promise<void>;
  fail(error: Error): void;
  pass(): void;
}

/** A call that waits until the test settles it. */
export type Held = Omit<Fate, 'settled'>;

export function fault(code: ChatErrorCode, retryAfterMs?: number): ChatError {
  return new ChatError(code, `unable to go on; ${code} by script.`, { retryAfterMs });
}

/** A network with scripted faults. Without a script, every call succeeds. */
export class ScriptedNetwork {
  /** All calls in order, such as `subscribe a` for the transport `a`. */
  calls: string[] = [];
  /** All streams requested so far. */
  readonly streams: ScriptedStream[] = [];
  /** Every item passed to `push` and `publish`, whatever the outcome. */
  readonly pushed: string[] = [];
  readonly published: string[] = [];
  /** The result of `fetchHistory`. */
  stored: readonly string[] = [];
  historyLimit = 1000;
  /** Called for every stream that the service opens. */
  onOpen: (stream: ScriptedStream) => void = () => undefined;
  readonly #fates = new Map<Call, Fate[]>();
  readonly #outages = new Map<Call, Error>();

  /** Makes the next calls of this kind fail, one with each error. */
  fail(call: Call, ...errors: readonly Error[]): void {
    for (const error of errors) this.hold(call).fail(error);
  }

  /** Makes all calls of this kind fail until `restore`. */
  breakDown(call: Call, error: Error): void {
    this.#outages.set(call, error);
  }

  restore(call: Call): void {
    this.#outages.delete(call);
  }

  /** Makes the next call of this kind wait. */
  hold(call: Call): Held {
    const fate = newFate();
    this.#fates.set(call, [...(this.#fates.get(call) ?? []), fate]);
    return fate;
  }

  /** Runs a call to its scripted outcome. */
  async take(call: Call, what = ''): Promise<void> {
    this.calls.push(`${call} ${what}`.trim());
    const [next, ...others] = this.#fates.get(call) ?? [];
    this.#fates.set(call, others);
    await next?.settled;
    const outage = this.#outages.get(call);
    if (outage) throw outage;
  }

  /** The calls since the last `takeCalls()`. */
  takeCalls(): string[] {
    const { calls } = this;
    this.calls = [];
    return calls;
  }

  /** Streams that are open or opening. */
  get open(): ScriptedStream[] {
    return this.streams.filter((stream) => !stream.closed);
  }

  /** The most recently requested stream. */
  get stream(): ScriptedStream {
    const stream = this.streams.at(-1);
    if (!stream) throw new Error('no stream yet');
    return stream;
  }
}

/** The service's side of a stream. */
export class ScriptedStream implements Subscription {
  #handlers: SubscriptionHandlers | undefined;

  constructor(handlers: SubscriptionHandlers) {
    this.#handlers = handlers;
  }

  get closed(): boolean {
    return this.#handlers === undefined;
  }

  item(sequence: number, text = String(sequence), origin: Partial<LiveItem> = {}): void {
    const item: LiveItem = { text, publisherId: undefined, sequence, ...origin };
    this.#handlers?.onItem(item);
  }

  beat(): void {
    this.#handlers?.onHeartbeat();
  }

  skip(): void {
    this.#handlers?.onDiscontinuity();
  }

  end(error = fault('connection-lost')): void {
    const handlers = this.#handlers;
    this.close();
    handlers?.onEnd(error);
  }

  close(): void {
    this.#handlers = undefined;
  }
}

export class ScriptedTransport implements Transport {
  readonly #network: ScriptedNetwork;
  readonly name: string;
  /** Missing where a server stores. */
  readonly remove: Transport['remove'];

  constructor(network: ScriptedNetwork, name = 'a', { serverStores = false } = {}) {
    this.#network = network;
    this.name = name;
    if (!serverStores) this.remove = () => Promise.resolve();
  }

  async subscribe(handlers: SubscriptionHandlers, signal: AbortSignal): Promise<Subscription> {
    const stream = new ScriptedStream(handlers);
    this.#network.streams.push(stream);
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => {
        stream.close();
        reject(signal.reason as Error);
      });
    });
    try {
      await Promise.race([this.#network.take('subscribe', this.name), aborted]);
    } catch (error) {
      stream.close();
      throw error;
    }
    this.#network.onOpen(stream);
    return stream;
  }

  get historyLimit(): number {
    return this.#network.historyLimit;
  }

  async fetchHistory(skip: number, count: number): Promise<readonly string[]> {
    await this.#network.take(
      'fetch',
      skip === 0 ? this.name : `${this.name}: before ${String(skip)}`,
    );
    const { stored } = this.#network;
    const end = Math.max(0, stored.length - skip);
    return stored.slice(Math.max(0, end - count), end);
  }

  push(items: readonly Outgoing[]): Promise<void> {
    this.#network.pushed.push(...items.map(serializeItem));
    return this.#network.take('push', `${this.name}: ${items.map(textOf).join(', ')}`);
  }

  publish(item: Outgoing): Promise<void> {
    this.#network.published.push(serializeItem(item));
    return this.#network.take('publish', `${this.name}: ${textOf(item)}`);
  }
}

function textOf(item: Outgoing): string {
  return 'event' in item ? item.event.type : item.message.text;
}

function newFate(): Fate {
  let pass = (): void => undefined;
  let fail: (error: Error) => void = () => undefined;
  const settled = new Promise<void>((resolve, reject) => {
    pass = resolve;
    fail = reject;
  });
  // The test may reject before the call awaits it: that is not an unhandled rejection.
  settled.catch(() => undefined);
  return { settled, pass, fail };
}
