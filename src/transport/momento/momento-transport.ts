import {
  CacheClient,
  CacheListConcatenateBackResponse,
  CacheListFetchResponse,
  CacheListPushBackResponse,
  CacheListRemoveValueResponse,
  CacheUpdateTtlResponse,
  CollectionTtl,
  Configurations,
  CredentialProvider,
  NoopMomentoLoggerFactory,
  TopicClient,
  TopicConfigurations,
  TopicPublishResponse,
} from '@gomomento/sdk-web';
import { ChatError } from '../../protocol/errors.js';
import { ownFields } from '../../protocol/own-fields.js';
import { isOutgoingEvent, serializeItem, type Outgoing } from '../../protocol/item.js';
import { toJson } from '../../protocol/json.js';
import {
  relationsKey,
  relationsLifetime,
  relationsLimit,
  RoomRules,
} from '../../protocol/room-rules.js';
import type { Session } from '../../session/session.js';
import { isDue, noteFound, noteRefreshed } from '../lifetimes.js';
import { toChatError } from './momento-errors.js';
import { MomentoFiles } from './momento-files.js';
import { MomentoSubscription } from './momento-subscription.js';
import {
  type FileStore,
  type HistoryOptions,
  type StoredList,
  type Subscription,
  type SubscriptionHandlers,
  type Transport,
} from '../transport.js';

/** The SDK logs to the console unless told otherwise; that is the page's, not ours. */
const quiet = new NoopMomentoLoggerFactory();

/** How long a call may take over a link that was too slow for the SDK's own 5 s, in ms. */
const LONG_TIMEOUT_MS = 20_000;
/** A call that took longer was too slow, in ms. */
const SLOW_MS = 4_000;
/** A call within this time shows that the link is not slow any more, in ms. */
const QUICK_MS = 1_000;

/** A room on Momento: history in the list, live messages in the topic, both named like the room. */
export class MomentoTransport implements Transport {
  readonly #room: string;
  readonly #rules: RoomRules;
  readonly #cacheName: string;
  readonly #history: HistoryOptions;
  readonly #ttl: CollectionTtl;
  readonly #credentialProvider: CredentialProvider;
  readonly #cache: CacheClient;
  readonly #patientCache: CacheClient;
  /** Whether the last call was too slow. */
  #isSlow = false;
  readonly #topics: TopicClient;
  readonly #relationsKey: string;
  readonly #relationsLimit: number;
  readonly #lifetime: ReturnType<typeof relationsLifetime>;
  /** Rooms of one name may be in several caches, or at several endpoints. */
  readonly #lifetimeKey: string;
  relations: StoredList | undefined;
  readonly files: FileStore | undefined;

  /** @throws ChatError `token-invalid` when the SDK cannot read the token */
  constructor(session: Session, history: HistoryOptions) {
    this.#room = session.room;
    this.#rules = new RoomRules(session.mode);
    this.#cacheName = session.cacheName;
    this.#history = history;
    this.#relationsKey = relationsKey(session.room);
    this.#lifetime = relationsLifetime(history.ttlSeconds);
    this.#lifetimeKey = toJson([session.endpoint, session.cacheName, session.room]);
    this.#relationsLimit = session.relations ? relationsLimit(history.limit) : 0;
    this.relations = this.#relationsLimit > 0 ? this.#relationsList() : undefined;
    this.files = session.attachments && new MomentoFiles(session, (call) => this.#call(call));
    // Refreshed by every message: a room's history lives as long as the room is used.
    this.#ttl = new CollectionTtl(history.ttlSeconds, true);
    const credentialProvider = credentials(session);
    this.#credentialProvider = credentialProvider;
    const configuration = Configurations.Browser.latest(quiet);
    const { ttlSeconds: defaultTtlSeconds } = history;
    this.#cache = new CacheClient({ configuration, credentialProvider, defaultTtlSeconds });
    this.#patientCache = new CacheClient({
      configuration: configuration.withClientTimeoutMillis(LONG_TIMEOUT_MS),
      credentialProvider,
      defaultTtlSeconds,
    });
    this.#topics = new TopicClient({
      configuration: TopicConfigurations.Browser.latest(quiet),
      credentialProvider,
    });
  }

  async subscribe(handlers: SubscriptionHandlers, signal: AbortSignal): Promise<Subscription> {
    const subscription = new MomentoSubscription(this.#credentialProvider, handlers);
    await subscription.open(this.#cacheName, this.#room, signal);
    return subscription;
  }

  get historyLimit(): number {
    return this.#history.limit;
  }

  fetchHistory(skip: number, count: number): Promise<readonly string[]> {
    return this.#fetch(this.#room, skip, count);
  }

  async #fetch(list: string, skip: number, count: number): Promise<readonly string[]> {
    if (count <= 0) return [];
    const response = await this.#call((cache) =>
      cache.listFetch(this.#cacheName, list, {
        startIndex: -(skip + count),
        // Without one the slice goes to the end.
        ...(skip > 0 ? { endIndex: -skip } : {}),
      }),
    );
    switch (response.type) {
      case CacheListFetchResponse.Hit:
        return response.valueListString();
      case CacheListFetchResponse.Miss:
        return [];
      case CacheListFetchResponse.Error:
        throw toChatError('fetch the history', response);
    }
  }

  async push(items: readonly Outgoing[], spare = 0): Promise<void> {
    const [first, ...others] = items.map(serializeItem);
    // All of them are messages, or none is.
    const isEvent = items.some(isOutgoingEvent);
    const limit = isEvent ? this.#relationsLimit : this.#history.limit;
    if (limit === 0 || first === undefined || this.#rules.serverWrites) return;
    const ttl = isEvent ? new CollectionTtl(this.#lifetime.ttlSeconds, true) : this.#ttl;
    const options = { truncateFrontToSize: limit + spare, ttl };
    // One call for a whole backlog: operations are billed and limited one by one.
    const cacheName = this.#cacheName;
    const list = isEvent ? this.#relationsKey : this.#room;
    const response =
      others.length === 0
        ? await this.#call((cache) => cache.listPushBack(cacheName, list, first, options))
        : await this.#call((cache) =>
            cache.listConcatenateBack(cacheName, list, [first, ...others], options),
          );
    if (
      response.type === CacheListPushBackResponse.Error ||
      response.type === CacheListConcatenateBackResponse.Error
    ) {
      throw toChatError('store the message', response);
    }
    if (isEvent) noteRefreshed(this.#lifetimeKey, this.#lifetime.refreshMs);
    else if (isDue(this.#lifetimeKey)) await this.#refreshRelations();
  }

  /** The list of relations must not end before that of the messages, or these would lose their edits. */
  async #refreshRelations(): Promise<void> {
    const { ttlSeconds, refreshMs } = this.#lifetime;
    const response = await this.#call((cache) =>
      cache.updateTtl(this.#cacheName, this.#relationsKey, ttlSeconds * 1000),
    );
    // The messages are stored: a fault is no reason to store them again. The next message makes up for it.
    if (response.type !== CacheUpdateTtlResponse.Error) noteRefreshed(this.#lifetimeKey, refreshMs);
  }

  #relationsList(): StoredList {
    const list = this.#relationsKey;
    return {
      limit: this.#relationsLimit,
      fetch: async (skip, count) => {
        const relations = await this.#fetch(list, skip, count).catch((error: unknown) => {
          // The host's own token endpoint may know of no list but the room's.
          if (!(error instanceof ChatError) || error.code !== 'not-permitted') throw error;
          this.relations = undefined;
          return [];
        });
        if (relations.length > 0) noteFound(this.#lifetimeKey);
        return relations;
      },
      ...(this.#rules.serverWrites ? {} : { remove: (text) => this.#remove(list, text) }),
    };
  }

  get remove(): Transport['remove'] {
    return this.#rules.serverWrites ? undefined : (text) => this.#remove(this.#room, text);
  }

  async #remove(list: string, text: string): Promise<void> {
    const response = await this.#call((cache) =>
      cache.listRemoveValue(this.#cacheName, list, text),
    );
    if (response.type === CacheListRemoveValueResponse.Error) {
      throw toChatError('remove the message', response);
    }
  }

  /** Gives calls more time after one that was too slow, until one is quick again. */
  async #call<Response>(call: (cache: CacheClient) => Promise<Response>): Promise<Response> {
    const start = performance.now();
    const response = await call(this.#isSlow ? this.#patientCache : this.#cache);
    const took = performance.now() - start;
    if (took > SLOW_MS) this.#isSlow = true;
    else if (took < QUICK_MS) this.#isSlow = false;
    return response;
  }

  async publish(item: Outgoing): Promise<void> {
    const topic = this.#rules.inputTopic(this.#room);
    const response = await this.#topics.publish(this.#cacheName, topic, serializeItem(item));
    if (response.type === TopicPublishResponse.Error) {
      throw toChatError('publish the message', response);
    }
  }
}

function credentials(session: Session): CredentialProvider {
  const { authToken, endpoint } = session;
  try {
    const endpointOverrides = endpoint && {
      cacheEndpoint: endpoint,
      controlEndpoint: endpoint,
      tokenEndpoint: endpoint,
    };
    const props = { apiKey: authToken, ...(endpointOverrides && { endpointOverrides }) };
    return CredentialProvider.fromDisposableToken(ownFields<typeof props>(props));
  } catch (cause) {
    throw new ChatError(
      'token-invalid',
      'unable to use the token endpoint’s answer; authToken is not a Momento token.',
      { cause },
    );
  }
}
