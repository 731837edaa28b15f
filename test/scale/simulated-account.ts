import { Engine } from '../../src/local-momento/engine/engine.js';
import { keyFromText } from '../../src/local-momento/engine/items.js';
import { setIf, type SetCondition } from '../../src/local-momento/engine/set-if.js';
import type { TopicItem } from '../../src/local-momento/engine/topics.js';
import type { LiveRoomStore } from '../../src/server/index.js';
import { Account, chunks, type Quotas } from './account.js';
import type { VirtualClock } from './virtual-clock.js';

const CACHE = 'instant-messaging';
const HEARTBEAT_MS = 10_000;

export interface SimulatedAccountOptions {
  readonly clock: VirtualClock;
  readonly quotas: Quotas;
  /** How long a call takes, on average, in ms: from half to one and a half times as long. */
  readonly latencyMs: number;
  /** How many people read a topic, besides the moderators. */
  readonly readersOf: (topic: string) => number;
}

/** An account with the embedded engine's state, without its servers: each call takes its time, and is counted. */
export class SimulatedAccount {
  readonly account: Account;
  readonly #options: SimulatedAccountOptions;
  readonly #engine: Engine;
  /** The streams of moderators by topic. */
  readonly #streams = new Map<string, number>();

  constructor(options: SimulatedAccountOptions) {
    this.#options = options;
    this.account = new Account(options.clock, options.quotas);
    this.#engine = new Engine({
      clock: options.clock,
      caches: [CACHE],
      apiKey: 'none',
      heartbeatMs: HEARTBEAT_MS,
      backlogSize: 10,
    });
  }

  /** The subscriptions of all moderators. */
  get streams(): number {
    return [...this.#streams.values()].reduce((sum, count) => sum + count, 0);
  }

  get #cache() {
    return this.#engine.caches.get(CACHE);
  }

  /** Before anything is counted. */
  fill(list: string, values: readonly string[]): void {
    const elements = values.map((value) => Buffer.from(value));
    const options = { ttlMs: 86_400_000, refresh: true, truncateToSize: 0 };
    this.#cache.lists.push(keyFromText(list), 'back', elements, options);
  }

  /** Hears a topic without being counted: the readers are. */
  listen(topic: string, onItem: (text: string) => void): void {
    const ignore = (): void => undefined;
    const item = ({ value }: TopicItem): void => {
      if (value.kind === 'text') this.#later(0.5, () => onItem(value.text));
    };
    this.#cache
      .topic(topic)
      .subscribe(
        { item, discontinuity: ignore, heartbeat: ignore, end: ignore },
        { sequenceNumber: 0, sequencePage: 0 },
      );
  }

  publish(topic: string, text: string, publisherId: string): Promise<void> {
    return this.#call('topics', 'Publish', () => {
      const deliveries = (this.#streams.get(topic) ?? 0) + this.#options.readersOf(topic);
      return {
        operations: chunks(Buffer.byteLength(text)) * (1 + deliveries),
        effect: () => this.#cache.topic(topic).publish({ kind: 'text', text }, publisherId),
      };
    });
  }

  /** The store of one process. */
  connect(): LiveRoomStore {
    const items = () => this.#cache.items;
    const call = <T>(name: string, operations: number, effect: () => T): Promise<T> =>
      this.#call('cache', name, () => ({ operations, effect }));
    const conditional = (key: string, value: string, ttl: number, condition: SetCondition) =>
      call('SetIf', 2 * chunks(value.length), () =>
        setIf(items(), keyFromText(key), Buffer.from(value), ttl * 1000, condition),
      );
    return {
      fetch: (room, limit) =>
        this.#call('cache', 'ListFetch', () => {
          const found = this.#cache.lists.fetch(keyFromText(room), { start: -limit }) ?? [];
          const size = found.reduce((sum, element) => sum + chunks(element.length), 0);
          const effect = () => found.map((element) => Buffer.from(element).toString());
          return { operations: 2 * Math.max(1, size), effect };
        }),
      push: (room, item, { limit, ttlSeconds }) =>
        call('ListPushBack', chunks(Buffer.byteLength(item)), () => {
          const options = { ttlMs: ttlSeconds * 1000, refresh: true, truncateToSize: limit };
          this.#cache.lists.push(keyFromText(room), 'back', [Buffer.from(item)], options);
        }),
      remove: (room, item) =>
        call('ListRemove', 1, () => {
          this.#cache.lists.removeValue(keyFromText(room), Buffer.from(item));
        }),
      refresh: (list, ttlSeconds) =>
        call('UpdateTtl', 1, () => {
          items().updateTtl(keyFromText(list), ttlSeconds * 1000, 'overwrite');
        }),
      delete: (key) => call('Delete', 1, () => items().remove(keyFromText(key))),
      publish: (topic, item) => this.publish(topic, item, ''),
      get: (key) =>
        this.#call('cache', 'Get', () => {
          const bytes = items().scalar(keyFromText(key));
          const effect = () => bytes && Buffer.from(bytes).toString();
          return { operations: 2 * chunks(bytes?.length ?? 0), effect };
        }),
      set: (key, value, ttl) =>
        call('Set', chunks(Buffer.byteLength(value)), () =>
          items().setScalar(keyFromText(key), Buffer.from(value), ttl * 1000),
        ),
      setIfAbsent: (key, value, ttl) => conditional(key, value, ttl, { kind: 'absent' }),
      setIfAbsentOrEqual: (key, value, equal, ttl) =>
        conditional(key, value, ttl, { kind: 'absent_or_equal', value: Buffer.from(equal) }),
      keysExist: (keys) =>
        call('KeysExist', 2 * keys.length, () =>
          keys.map((key) => items().find(keyFromText(key)) !== undefined),
        ),
      subscribe: async (topic, handlers, signal) => {
        await this.#options.clock.sleep(this.#options.latencyMs);
        signal.throwIfAborted();
        const streams = this.#streams;
        streams.set(topic, (streams.get(topic) ?? 0) + 1);
        const end = this.#cache.topic(topic).subscribe(
          {
            item: ({ value, publisherId, sequenceNumber, sequencePage }) => {
              const text = value.kind === 'text' ? value.text : undefined;
              const item = { text, publisherId, sequence: sequenceNumber, page: sequencePage };
              this.#later(0.5, () => handlers.onItem(item));
            },
            discontinuity: () => handlers.onDiscontinuity(),
            heartbeat: () => handlers.onHeartbeat(),
            end: () => undefined,
          },
          { sequenceNumber: 0, sequencePage: 0 },
        );
        const close = (): void => {
          streams.set(topic, (streams.get(topic) ?? 1) - 1);
          end();
        };
        return { close };
      },
      close: () => undefined,
    };
  }

  /** Half of the time passes on the way there, and half on the way back. */
  async #call<T>(
    kind: 'topics' | 'cache',
    name: string,
    look: () => { readonly operations: number; readonly effect: () => T },
  ): Promise<T> {
    await this.#delay(0.5);
    const { operations, effect } = look();
    let result: T;
    try {
      this.account.charge(kind, name, operations);
      result = effect();
    } finally {
      await this.#delay(0.5);
    }
    return result;
  }

  #delay(share: number): Promise<void> {
    return this.#options.clock.sleep(this.#msFor(share));
  }

  #later(share: number, callback: () => void): void {
    this.#options.clock.setTimeout(callback, this.#msFor(share));
  }

  #msFor(share: number): number {
    const { clock, latencyMs } = this.#options;
    return share * latencyMs * (0.5 + clock.random());
  }
}
