import type {
  FileStore,
  StoredList,
  Subscription,
  SubscriptionHandlers,
  Transport,
} from '../../src/transport/transport.js';
import type { Delivery } from './conversation.js';
import { storedReactions, type RelationDelivery } from './relations.js';

const HEARTBEAT_MS = 1_000;

/** A room's lists and topic in memory: no network is measured. */
export class StoredRoom implements Transport {
  readonly historyLimit = 10_000;
  readonly relations: StoredList;
  readonly #history: readonly string[];
  #handlers: SubscriptionHandlers | undefined;
  #sequence = 0;

  constructor(
    deliveries: readonly Delivery[],
    readonly files?: FileStore,
  ) {
    this.#history = deliveries.map(({ item }) => item);
    const reactions = storedReactions(deliveries);
    this.relations = {
      limit: reactions.length,
      fetch: (skip, count) => Promise.resolve(newest(reactions, skip, count)),
    };
  }

  subscribe(handlers: SubscriptionHandlers): Promise<Subscription> {
    this.#handlers = handlers;
    handlers.onHeartbeat();
    const beat = setInterval(() => handlers.onHeartbeat(), HEARTBEAT_MS);
    return Promise.resolve({ close: () => clearInterval(beat) });
  }

  fetchHistory(skip: number, count: number): Promise<readonly string[]> {
    return Promise.resolve(newest(this.#history, skip, count));
  }

  /** A live item comes to the reader. */
  deliver({ item, publisherId }: RelationDelivery): void {
    this.#sequence += 1;
    this.#handlers?.onItem({ text: item, publisherId, sequence: this.#sequence });
  }

  push(): Promise<void> {
    return Promise.resolve();
  }

  publish(): Promise<void> {
    return Promise.resolve();
  }
}

/** The newest elements but for the last `skip`. */
function newest(list: readonly string[], skip: number, count: number): readonly string[] {
  const end = Math.max(0, list.length - skip);
  return list.slice(Math.max(0, end - count), end);
}
