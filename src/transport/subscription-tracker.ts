import {
  NoopMomentoLogger,
  TopicSubscribe,
  type MomentoLogger,
  type MomentoLoggerFactory,
} from '@gomomento/sdk-web';

const silent = new NoopMomentoLogger();

/**
 * Keeps the SDK quiet, and gets hold of subscriptions before they are open.
 *
 * `subscribe()` resolves with the subscription only when the stream's first frame arrives. From a half-open
 * connection none ever does, and the request would stay open for good, one of the six that a browser allows
 * per origin. The SDK asks its logger factory for a logger as soon as it makes the subscription, and names
 * the subscription as the one who will log: the one public place where it can be had in time.
 */
export class SubscriptionTracker implements MomentoLoggerFactory {
  #latest: TopicSubscribe.Subscription | undefined;

  getLogger(owner: unknown): MomentoLogger {
    if (owner instanceof TopicSubscribe.Subscription) this.#latest = owner;
    return silent;
  }

  /** Runs a call of `subscribe()` and returns its promise with the subscription that it made. */
  track<T>(subscribe: () => Promise<T>): {
    response: Promise<T>;
    subscription: TopicSubscribe.Subscription | undefined;
  } {
    this.#latest = undefined;
    const response = subscribe();
    return { response, subscription: this.#latest };
  }
}
