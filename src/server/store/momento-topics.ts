import {
  NoopMomentoLogger,
  TopicClient,
  TopicConfigurations,
  TopicPublishResponse,
  TopicSubscribe,
  TopicSubscribeResponse,
  type CredentialProvider,
  type MomentoLogger,
  type MomentoLoggerFactory,
  type TopicConfiguration,
} from '@gomomento/sdk';
import { ChatError } from '../../protocol/errors.js';
import type { Subscription, SubscriptionHandlers } from '../../transport/transport.js';
import { momentoFault } from './momento-faults.js';

/**
 * The SDK gives a subscription's first stream a deadline, and the stream breaks when it is reached, 5 s after it
 * was opened unless told otherwise. This is nearly as far away as a timer goes, 23 days: rounded up on the wire, more
 * would be no time at all. Who waits for a stream to open has a limit of their own.
 */
const STREAM_DEADLINE_MS = 23 * 86_400_000;

/** What the SDK writes to its trace log when a stream has ended without an error, before it opens another. */
const STREAM_ENDED = 'Stream ended on topic: %s; restarting.';
/** How the line begins that it writes, with an item's topic, number and page, before it hands over the item. */
const ITEM = 'Received an item';

/** Topics through the SDK for Node, with subscriptions that tell when they are over. */
export class MomentoTopics {
  readonly #cacheName: string;
  readonly #publisher: TopicClient;
  readonly #subscriber: TopicClient;
  readonly #log = new SubscriptionLog((topic) => {
    // The SDK is in the middle of opening the next stream: it can be told to stop when it is done.
    queueMicrotask(() => this.#breakOff(topic));
  });
  /** What is open, or being opened, by topic. */
  readonly #open = new Map<string, Set<MomentoSubscription>>();

  /** @param timeoutMs for publishing */
  constructor(credentialProvider: CredentialProvider, cacheName: string, timeoutMs: number) {
    this.#cacheName = cacheName;
    this.#publisher = new TopicClient({
      credentialProvider,
      configuration: TopicConfigurations.Default.latest(new SubscriptionLog())
        .withNumUnaryConnections(1)
        .withClientTimeoutMillis(timeoutMs),
    });
    this.#subscriber = new TopicClient({
      credentialProvider,
      configuration: TopicConfigurations.Default.latest(this.#log)
        .withSubscriptionRetryStrategy(NEVER_RETRY)
        .withClientTimeoutMillis(STREAM_DEADLINE_MS),
    });
  }

  async publish(topic: string, item: string): Promise<void> {
    const response = await this.#publisher.publish(this.#cacheName, topic, item);
    if (response.type === TopicPublishResponse.Error) throw momentoFault('publish', response);
  }

  /** Resolves with the stream's first frame. When aborted, what is half open is closed too. */
  subscribe(
    topic: string,
    handlers: SubscriptionHandlers,
    signal: AbortSignal,
  ): Promise<Subscription> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const subscriptions = this.#open.get(topic) ?? new Set();
      this.#open.set(topic, subscriptions);
      const subscription = new MomentoSubscription(handlers, this.#log, () => {
        subscriptions.delete(subscription);
        if (subscriptions.size === 0) this.#open.delete(topic);
      });
      subscriptions.add(subscription);
      const abort = (): void => {
        subscription.close();
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', abort, { once: true });
      subscription.refuse = reject;
      const response = this.#subscriber.subscribe(this.#cacheName, topic, subscription.callOptions);
      // Made while `subscribe` was called, and named as the one who will log.
      subscription.underlying = this.#log.newest;
      response
        .then((opened) => {
          if (opened.type === TopicSubscribeResponse.Error) {
            throw momentoFault('receive live messages', opened);
          }
          resolve(subscription);
        })
        .catch((error: Error) => {
          subscription.close();
          reject(error);
        })
        .finally(() => {
          subscription.refuse = undefined;
          signal.removeEventListener('abort', abort);
        });
    });
  }

  /** Ends all subscriptions, without a word to their handlers. */
  close(): void {
    for (const subscriptions of [...this.#open.values()]) {
      for (const subscription of [...subscriptions]) subscription.close();
    }
  }

  #breakOff(topic: string): void {
    // One of several may be meant, and nobody knows which: a new stream for each does no harm.
    for (const subscription of [...(this.#open.get(topic) ?? [])]) {
      subscription.end(
        new ChatError(
          'connection-lost',
          'unable to go on receiving live messages; the stream ended.',
        ),
      );
    }
  }
}

/**
 * One stream of a topic's items. Unlike the SDK's own subscription it never mends itself: when the stream breaks,
 * it ends and says so. What was published until there is a new one is missing, and somebody has to know.
 */
class MomentoSubscription implements Subscription {
  #handlers: SubscriptionHandlers | undefined;
  readonly #log: SubscriptionLog;
  readonly #onClose: () => void;
  /** The SDK's. */
  underlying: TopicSubscribe.Subscription | undefined;
  /** While the stream is being opened: the SDK never answers a subscription whose stream ends at once. */
  refuse: ((error: ChatError) => void) | undefined;

  constructor(handlers: SubscriptionHandlers, log: SubscriptionLog, onClose: () => void) {
    this.#handlers = handlers;
    this.#log = log;
    this.#onClose = onClose;
  }

  readonly callOptions: Parameters<TopicClient['subscribe']>[2] = {
    onItem: (item) => {
      const value = item.value();
      this.#handlers?.onItem({
        text: typeof value === 'string' ? value : undefined,
        // The service leaves it empty for API keys, and for tokens without an id.
        publisherId: item.tokenId() || undefined,
        sequence: item.sequenceNumber(),
        page: this.#log.page,
      });
    },
    onHeartbeat: () => this.#handlers?.onHeartbeat(),
    onDiscontinuity: () => this.#handlers?.onDiscontinuity(),
    onError: (error, { isSubscribed }) => {
      // An item that the SDK cannot read (an empty text, say) is reported too, but ends nothing.
      if (!isSubscribed) this.end(momentoFault('go on receiving live messages', error));
    },
  };

  close(): void {
    this.#handlers = undefined;
    this.#onClose();
    this.underlying?.unsubscribe();
  }

  end(error: ChatError): void {
    const handlers = this.#handlers;
    this.close();
    if (this.refuse) this.refuse(error);
    else handlers?.onEnd(error);
  }
}

type RetryStrategy = ReturnType<TopicConfiguration['getSubscriptionRetryStrategy']>;

/**
 * Leaves broken streams to whoever listens: the SDK would open another one, and not say what it has missed. The SDK
 * takes a strategy and does not export the class, of which it calls this method only; hence the assertion.
 */
const NEVER_RETRY = { determineWhenToResubscribe: () => null } as unknown as RetryStrategy;

/**
 * Learns from the SDK's log what its interface does not tell: the subscription itself, before it is open (it has to
 * be closed when it never is), that a stream has ended without an error, after which the SDK opens the next one
 * without a word, and the page of an item's number. Nothing is written anywhere.
 */
class SubscriptionLog implements MomentoLoggerFactory {
  readonly #logger: MomentoLogger;
  #newest: TopicSubscribe.Subscription | undefined;
  #page: number | undefined;

  constructor(onStreamEnd?: (topic: string) => void) {
    this.#logger = Object.assign(new NoopMomentoLogger(), {
      trace: (message: string, topic?: unknown, _sequence?: unknown, page?: unknown) => {
        if (message === STREAM_ENDED && typeof topic === 'string') onStreamEnd?.(topic);
        if (message.startsWith(ITEM)) this.#page = typeof page === 'number' ? page : undefined;
      },
    });
  }

  /** The subscription that was made last. */
  get newest(): TopicSubscribe.Subscription | undefined {
    return this.#newest;
  }

  /** The page of the item that is being handed over. */
  get page(): number | undefined {
    return this.#page;
  }

  getLogger(owner: unknown): MomentoLogger {
    if (owner instanceof TopicSubscribe.Subscription) this.#newest = owner;
    return this.#logger;
  }
}
