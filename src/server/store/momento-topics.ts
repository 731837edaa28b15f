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
 * The SDK gives a subscription's first stream a deadline, 5 s by default, and the stream breaks when it is reached.
 * 23 days is nearly the longest time that a timer can wait. The wire format rounds a longer one up beyond what a timer
 * can wait, and it would expire at once. Callers limit the time that they wait for a stream to open.
 */
const STREAM_DEADLINE_MS = 23 * 86_400_000;

/** The SDK's trace message when a stream has ended without an error, before the SDK opens another one. */
const STREAM_ENDED = 'Stream ended on topic: %s; restarting.';
/** The start of the SDK's trace message, with an item's topic, number and page, before it delivers the item. */
const ITEM = 'Received an item';

/** Topics through the SDK for Node, with subscriptions that report their end. */
export class MomentoTopics {
  readonly #cacheName: string;
  readonly #publisher: TopicClient;
  readonly #subscriber: TopicClient;
  readonly #log = new SubscriptionLog((topic) => {
    // The SDK is opening the next stream at this moment, and can be unsubscribed only afterwards.
    queueMicrotask(() => this.#endStreams(topic));
  });
  /** The subscriptions that are open, or being opened, by topic. */
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

  /** Resolves with the stream's first frame. Aborting also closes a stream that is still being opened. */
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
      // The SDK creates the subscription synchronously in `subscribe`, and requests a logger for it.
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

  /** Ends all subscriptions without calling their handlers. */
  close(): void {
    for (const subscriptions of [...this.#open.values()]) {
      for (const subscription of [...subscriptions]) subscription.close();
    }
  }

  #endStreams(topic: string): void {
    // The log does not say which subscription to the topic has ended. A new stream for each does no harm.
    for (const subscription of [...(this.#open.get(topic) ?? [])]) {
      subscription.end(
        new ChatError(
          'connection-lost',
          'unable to continue receiving live messages; the stream ended.',
        ),
      );
    }
  }
}

/**
 * One stream of a topic's items. Unlike the SDK's own subscription it never reconnects by itself. When the stream
 * breaks, the subscription ends and reports it, because the caller has to fetch the items published in between.
 */
class MomentoSubscription implements Subscription {
  #handlers: SubscriptionHandlers | undefined;
  readonly #log: SubscriptionLog;
  readonly #onClose: () => void;
  /** The SDK's own subscription. */
  underlying: TopicSubscribe.Subscription | undefined;
  /** Set while the stream is being opened: the SDK never settles a `subscribe` call whose stream ends at once. */
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
        // Empty for API keys, and for tokens without an id.
        publisherId: item.tokenId() || undefined,
        sequence: item.sequenceNumber(),
        page: this.#log.page,
      });
    },
    onHeartbeat: () => this.#handlers?.onHeartbeat(),
    onDiscontinuity: () => this.#handlers?.onDiscontinuity(),
    onError: (error, { isSubscribed }) => {
      // The SDK also reports an item that it cannot read (an empty text, for example), but the stream continues.
      if (!isSubscribed) this.end(momentoFault('continue receiving live messages', error));
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
 * Disables the SDK's own reconnecting, since it does not say which items it missed. The SDK calls only this method of
 * the strategy, but does not export the strategy's class; hence the type assertion.
 */
const NEVER_RETRY = { determineWhenToResubscribe: () => null } as unknown as RetryStrategy;

/**
 * Reads from the SDK's log what its interface does not expose:
 * - the subscription object before its stream is open, so that it can be closed if the stream never opens
 * - that a stream has ended without an error, after which the SDK silently opens the next one
 * - the page of an item's sequence number
 *
 * It writes nothing.
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

  /** The subscription that was created last. */
  get newest(): TopicSubscribe.Subscription | undefined {
    return this.#newest;
  }

  /** The page of the item that is being delivered. */
  get page(): number | undefined {
    return this.#page;
  }

  getLogger(owner: unknown): MomentoLogger {
    if (owner instanceof TopicSubscribe.Subscription) this.#newest = owner;
    return this.#logger;
  }
}
