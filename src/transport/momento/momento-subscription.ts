import {
  TopicClient,
  TopicConfigurations,
  TopicSubscribeResponse,
  type CredentialProvider,
  type SubscribeCallOptions,
} from '@gomomento/sdk-web';
import { ChatError } from '../../protocol/errors.js';
import { toChatError } from './momento-errors.js';
import { SubscriptionTracker } from './momento-subscription-tracker.js';
import type { Subscription, SubscriptionHandlers } from '../transport.js';

/**
 * One stream of a topic's items. Unlike the SDK's own subscription, it never reopens a broken stream but ends and
 * reports it, because only the room can fetch the messages missed in between.
 */
export class MomentoSubscription implements Subscription {
  readonly #client: TopicClient;
  readonly #tracker: SubscriptionTracker;
  #handlers: SubscriptionHandlers | undefined;
  /** Set while the stream is opening: the SDK never settles a subscription whose stream ends at once. */
  #rejectOpening: ((error: ChatError) => void) | undefined;

  constructor(credentialProvider: CredentialProvider, handlers: SubscriptionHandlers) {
    this.#handlers = handlers;
    // At the call the SDK is still opening the next stream, and can be stopped only afterwards.
    this.#tracker = new SubscriptionTracker(() => queueMicrotask(() => this.#endBroken()));
    this.#client = new TopicClient({
      configuration: TopicConfigurations.Browser.latest(this.#tracker),
      credentialProvider,
    });
  }

  /** Resolves at the first frame. Rejects on a refusal, and on an abort, which also closes a half-open stream. */
  open(cacheName: string, topic: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.close();
        reject(signal.reason as Error);
      };
      if (signal.aborted) {
        abort();
        return;
      }
      this.#rejectOpening = reject;
      signal.addEventListener('abort', abort, { once: true });
      this.#client
        .subscribe(cacheName, topic, this.#options)
        .then((response) => {
          if (response.type === TopicSubscribeResponse.Error) {
            throw toChatError('receive live messages', response);
          }
          // Aborted before the tracker knew the subscription.
          if (!this.#handlers) response.unsubscribe();
          resolve();
        })
        .catch(reject)
        .finally(() => {
          this.#rejectOpening = undefined;
          signal.removeEventListener('abort', abort);
        });
    });
  }

  close(): void {
    this.#handlers = undefined;
    this.#tracker.subscription?.unsubscribe();
  }

  readonly #options: SubscribeCallOptions = {
    onItem: (item) => {
      const value = item.value();
      this.#handlers?.onItem({
        text: typeof value === 'string' ? value : undefined,
        // Empty for tokens without an id.
        publisherId: item.tokenId() || undefined,
        sequence: item.sequenceNumber(),
        page: this.#tracker.page,
      });
    },
    onHeartbeat: () => this.#handlers?.onHeartbeat(),
    onDiscontinuity: () => this.#handlers?.onDiscontinuity(),
    onError: (error, subscription) => {
      // The SDK also reports an item that it cannot read, such as an empty text; the stream stays open.
      if (subscription.isSubscribed) return;
      this.#end(toChatError('continue receiving live messages', error));
    },
  };

  #endBroken(): void {
    this.#end(
      new ChatError(
        'connection-lost',
        'unable to continue receiving live messages; the connection broke.',
      ),
    );
  }

  #end(error: ChatError): void {
    const handlers = this.#handlers;
    this.close();
    if (this.#rejectOpening) this.#rejectOpening(error);
    else handlers?.onEnd(error);
  }
}
