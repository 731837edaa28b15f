import {
  NoopMomentoLogger,
  TopicSubscribe,
  type MomentoLogger,
  type MomentoLoggerFactory,
} from '@gomomento/sdk-web';

/** What the SDK writes to its trace log whenever it opens a stream. */
const OPENS_STREAM = 'Subscribing to topic with';
/** How the line ends that it writes before it hands over an item. */
const ITEM_PAGE = /; sequence page: (\d+)$/;

/**
 * Learns from the SDK's log what its interface does not tell about a subscription.
 *
 * 1. The subscription itself, before it is open. `subscribe()` resolves with it only when the stream's first
 *    frame arrives. From a half-open connection none ever does, and the request would stay open for good, one
 *    of the six that a browser allows per origin. The SDK asks for a logger as soon as it makes the
 *    subscription, and names the subscription as the one who will log.
 * 2. That a stream broke and is opened again. The SDK does this by itself, without a word: in a quiet room it
 *    knows no point to resume from and skips what was published meanwhile, and a server that ends streams at
 *    once keeps it busy without a pause. It does log each time that it opens a stream.
 * 3. The page of an item's number. An item itself has only the number, which tells nothing where a topic starts over.
 */
export class SubscriptionTracker implements MomentoLoggerFactory {
  readonly #onReopen: () => void;
  readonly #logger: MomentoLogger;
  #opened = 0;
  #subscription: TopicSubscribe.Subscription | undefined;
  #page: number | undefined;

  /** @param onReopen called when the SDK is about to replace a stream that broke */
  constructor(onReopen: () => void) {
    this.#onReopen = onReopen;
    this.#logger = Object.assign(new NoopMomentoLogger(), {
      trace: (message: string) => this.#read(message),
    });
  }

  /** The subscription made last. */
  get subscription(): TopicSubscribe.Subscription | undefined {
    return this.#subscription;
  }

  /** The page of the item that is being handed over. */
  get page(): number | undefined {
    return this.#page;
  }

  getLogger(owner: unknown): MomentoLogger {
    if (owner instanceof TopicSubscribe.Subscription) this.#subscription = owner;
    return this.#logger;
  }

  #read(message: string): void {
    const page = ITEM_PAGE.exec(message)?.[1];
    if (page !== undefined) this.#page = Number(page);
    if (!message.startsWith(OPENS_STREAM)) return;
    this.#opened += 1;
    if (this.#opened > 1) this.#onReopen();
  }
}
