import {
  CacheClient,
  CacheListConcatenateBackResponse,
  CacheListFetchResponse,
  CacheListPushBackResponse,
  CollectionTtl,
  Configurations,
  CredentialProvider,
  TopicClient,
  TopicConfigurations,
  TopicPublishResponse,
  TopicSubscribeResponse,
  type SubscribeCallOptions,
  type TopicSubscribe,
} from '@gomomento/sdk-web';
import { ChatError } from '../errors.js';
import type { Session } from '../session/session.js';
import { toChatError } from './momento-errors.js';
import { SubscriptionTracker } from './subscription-tracker.js';
import type { HistoryOptions, Subscription, SubscriptionHandlers, Transport } from './transport.js';

/** A room on Momento: history in the list, live messages in the topic, both named like the room. */
export class MomentoTransport implements Transport {
  readonly #room: string;
  readonly #cacheName: string;
  readonly #history: HistoryOptions;
  readonly #ttl: CollectionTtl;
  readonly #tracker = new SubscriptionTracker();
  readonly #cache: CacheClient;
  readonly #topics: TopicClient;

  /** @throws ChatError `token-invalid` when the SDK cannot read the token */
  constructor(session: Session, history: HistoryOptions) {
    this.#room = session.room;
    this.#cacheName = session.cacheName;
    this.#history = history;
    // Refreshed by every message: a room's history lives as long as the room is used.
    this.#ttl = new CollectionTtl(history.ttlSeconds, true);
    const credentialProvider = credentials(session);
    this.#cache = new CacheClient({
      configuration: Configurations.Browser.latest(this.#tracker),
      credentialProvider,
      defaultTtlSeconds: history.ttlSeconds,
    });
    this.#topics = new TopicClient({
      configuration: TopicConfigurations.Browser.latest(this.#tracker),
      credentialProvider,
    });
  }

  async subscribe(handlers: SubscriptionHandlers, signal: AbortSignal): Promise<Subscription> {
    signal.throwIfAborted();
    const guarded = new GuardedHandlers(handlers);
    const { response, subscription } = this.#tracker.track(() =>
      this.#topics.subscribe(this.#cacheName, this.#room, guarded.options),
    );
    const close = (): void => {
      guarded.close();
      subscription?.unsubscribe();
      // Where the SDK hid the subscription until now, it is closed when it turns up.
      void response.then((late) => {
        if (late.type === TopicSubscribeResponse.Subscription) late.unsubscribe();
      });
    };
    const answer = await abortable(response, signal, close);
    if (answer.type === TopicSubscribeResponse.Error) {
      throw toChatError('receive live messages', answer);
    }
    return { close };
  }

  async fetchHistory(): Promise<readonly string[]> {
    const { limit } = this.#history;
    if (limit === 0) return [];
    const response = await this.#cache.listFetch(this.#cacheName, this.#room, {
      startIndex: -limit,
    });
    switch (response.type) {
      case CacheListFetchResponse.Hit:
        return response.valueListString();
      case CacheListFetchResponse.Miss:
        return [];
      case CacheListFetchResponse.Error:
        throw toChatError('fetch the history', response);
    }
  }

  async push(items: readonly string[]): Promise<void> {
    const { limit } = this.#history;
    const [first] = items;
    if (limit === 0 || first === undefined) return;
    const options = { truncateFrontToSize: limit, ttl: this.#ttl };
    // One call for a whole backlog: operations are billed and limited one by one.
    const response =
      items.length === 1
        ? await this.#cache.listPushBack(this.#cacheName, this.#room, first, options)
        : await this.#cache.listConcatenateBack(this.#cacheName, this.#room, [...items], options);
    if (
      response.type === CacheListPushBackResponse.Error ||
      response.type === CacheListConcatenateBackResponse.Error
    ) {
      throw toChatError('store the message', response);
    }
  }

  async publish(item: string): Promise<void> {
    const response = await this.#topics.publish(this.#cacheName, this.#room, item);
    if (response.type === TopicPublishResponse.Error) {
      throw toChatError('publish the message', response);
    }
  }
}

/** Translates the SDK's callbacks, and lets none through once closed or ended. */
class GuardedHandlers {
  #handlers: SubscriptionHandlers | undefined;

  constructor(handlers: SubscriptionHandlers) {
    this.#handlers = handlers;
  }

  readonly options: SubscribeCallOptions = {
    onItem: (item) => {
      const value = item.value();
      this.#handlers?.onItem({
        text: typeof value === 'string' ? value : undefined,
        // The service leaves it empty for tokens without an id.
        publisherId: item.tokenId() || undefined,
      });
    },
    onHeartbeat: () => this.#handlers?.onHeartbeat(),
    onDiscontinuity: () => this.#handlers?.onDiscontinuity(),
    onError: (error, subscription) => {
      // An item that the SDK cannot read (an empty text, say) is reported too, but ends nothing.
      if (subscription.isSubscribed) return;
      this.#end(error);
    },
  };

  close(): void {
    this.#handlers = undefined;
  }

  #end(error: TopicSubscribe.Error): void {
    const handlers = this.#handlers;
    this.close();
    handlers?.onEnd(toChatError('go on receiving live messages', error));
  }
}

function credentials(session: Session): CredentialProvider {
  const { authToken, endpoint } = session;
  try {
    return endpoint === undefined
      ? CredentialProvider.fromDisposableToken(authToken)
      : CredentialProvider.fromDisposableToken({
          apiKey: authToken,
          endpointOverrides: {
            cacheEndpoint: endpoint,
            controlEndpoint: endpoint,
            tokenEndpoint: endpoint,
          },
        });
  } catch (cause) {
    throw new ChatError(
      'token-invalid',
      'unable to use the token endpoint’s answer; authToken is not a Momento token.',
      { cause },
    );
  }
}

/** Waits for a promise, but not beyond an abort, which also runs `onAbort`. */
function abortable<T>(promise: Promise<T>, signal: AbortSignal, onAbort: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      onAbort();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
