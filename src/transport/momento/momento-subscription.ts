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
 * One stream of a topic's items. Unlike the SDK's own subscription it never mends itself: when the stream
 * breaks, it ends and says so, because only the room can fetch what is missed in between.
 */
export class MomentoSubscription implements Subscription {
  readonly #client: TopicClient;
  readonly #tracker: SubscriptionTracker;
  #handlers: SubscriptionHandlers | undefined;
  /** While the stream is being opened: the SDK never answers a subscription whose stream ends at once. */
  #refuse: ((error: ChatError) => void) | undefined;

  constructor(credentialProvider: CredentialProvider, handlers: SubscriptionHandlers) {
    this.#handlers = handlers;
    // The SDK is in the middle of opening the next stream: it can be told to stop when it is done.
    this.#tracker = new SubscriptionTracker(() => queueMicrotask(() => this.#breakOff()));
    this.#client = new TopicClient({
      configuration: TopicConfigurations.Browser.latest(this.#tracker),
      credentialProvider,
    });
  }

  /** Resolves with the first frame. Rejects when refused; when aborted, what is half open is closed too. */
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
      this.#refuse = reject;
      signal.addEventListener('abort', abort, { once: true });
      this.#client
        .subscribe(cacheName, topic, this.#options)
        .then((response) => {
          if (response.type === TopicSubscribeResponse.Error) {
            throw toChatError('receive live messages', response);
          }
          // Aborted meanwhile, and the tracker did not know the subscription.
          if (!this.#handlers) response.unsubscribe();
          resolve();
        })
        .catch(reject)
        .finally(() => {
          this.#refuse = undefined;
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
        // The service leaves it empty for tokens without an id.
        publisherId: item.tokenId() || undefined,
        sequence: item.sequenceNumber(),
        page: this.#tracker.page,
      });
    },
    onHeartbeat: () => this.#handlers?.onHeartbeat(),
    onDiscontinuity: () => this.#handlers?.onDiscontinuity(),
    onError: (error, subscription) => {
      // An item that the SDK cannot read (an empty text, say) is reported too, but ends nothing.
      if (subscription.isSubscribed) return;
      this.#end(toChatError('go on receiving live messages', error));
    },
  };

  #breakOff(): void {
    this.#end(
      new ChatError(
        'connection-lost',
        'unable to go on receiving live messages; the connection broke.',
      ),
    );
  }

  #end(error: ChatError): void {
    const handlers = this.#handlers;
    this.close();
    if (this.#refuse) this.#refuse(error);
    else handlers?.onEnd(error);
  }
}
