import {
  NoopMomentoLogger,
  TopicSubscribe,
  type MomentoLogger,
  type MomentoLoggerFactory,
} from '@gomomento/sdk-web';

/** The SDK's trace message for each stream that it opens. */
const OPENS_STREAM = 'Subscribing to topic with';
/** The end of the SDK's trace message before each item. */
const ITEM_PAGE = /; sequence page: (\d+)$/;

/**
 * Reads facts about a subscription from the SDK's log that its interface does not give.
 *
 * 1. The subscription itself before it is open. `subscribe()` resolves with it only at the stream's first frame. A
 *    half-open connection never delivers one, and its request would stay open forever: one of the six that a browser
 *    allows per origin. The SDK requests a logger when it creates the subscription, and passes the subscription.
 * 2. A stream that broke and is being reopened. The SDK does this without notice. In a quiet room it has no point to
 *    resume from, so it skips messages published meanwhile; and if a server ends streams at once, it retries in a hot
 *    loop. It logs each stream that it opens.
 * 3. The page of an item's sequence number. The item has only the number, which is ambiguous after a topic restarts.
 */
export class SubscriptionTracker implements MomentoLoggerFactory {
  readonly #onReopen: () => void;
  readonly #logger: MomentoLogger;
  #opened = 0;
  #subscription: TopicSubscribe.Subscription | undefined;
  #page: number | undefined;

  /** @param onReopen called before the SDK replaces a broken stream */
  constructor(onReopen: () => void) {
    this.#onReopen = onReopen;
    this.#logger = Object.assign(new NoopMomentoLogger(), {
      trace: (message: string) => this.#read(message),
    });
  }

  /** The latest subscription. */
  get subscription(): TopicSubscribe.Subscription | undefined {
    return this.#subscription;
  }

  /** The page of the item that is being delivered. */
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
