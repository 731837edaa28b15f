import { OutboxStore } from '../../../src/core/outbox/outbox-store.js';
import { Room } from '../../../src/core/room.js';
import { tabStore } from '../../../src/platform/tab-store.js';
import type { Outgoing } from '../../../src/protocol/item.js';
import type { ChatMessage } from '../../../src/protocol/message.js';
import { relationsLimit } from '../../../src/protocol/room-rules.js';
import { SessionSource } from '../../../src/session/session-source.js';
import type {
  LiveItem,
  StoredList,
  Subscription,
  SubscriptionHandlers,
  Transport,
} from '../../../src/transport/transport.js';
import type { FakeClock } from '../../helpers/fake-clock.js';
import { fault } from '../../helpers/scripted-transport.js';
import type { FakeService, Reader } from './service.js';

/** What happens to a call, or to a delivery. */
export type Fate = 'ok' | 'before' | 'after' | 'slow' | 'late';

/** How long a call that is slow, or late, takes, in ms. */
const SLOW_MS = 2_500;
/** After this time a call counts as failed, in ms. */
const TIMEOUT_MS = 5_000;
const MAX_LATE = 6;
/** Between heartbeats, in ms. */
const BEAT_MS = 5_000;
const MAX_EARLIER_PAGES = 50;

/** A visitor's page, which can be cut off and reloaded. Everything after the transport is the real room. */
export class Client {
  readonly name: string;
  readonly #service: FakeService;
  readonly #clock: FakeClock;
  readonly #fates: readonly Fate[];
  readonly #pageSize: number;
  readonly #tab = tabStore(undefined);
  readonly #streams = new Set<Stream>();
  #next = 0;
  #lates = 0;
  #isHealed = false;
  #heartbeat: unknown;
  room: Room;

  /**
   * @param fates of its calls and deliveries, in turn, until it is healed
   * @param pageSize the link is so slow that larger pages never arrive
   */
  constructor(
    name: string,
    service: FakeService,
    clock: FakeClock,
    fates: readonly Fate[] = [],
    pageSize = Infinity,
  ) {
    this.name = name;
    this.#service = service;
    this.#clock = clock;
    this.#fates = fates;
    this.#pageSize = pageSize;
    this.room = this.#open();
  }

  get messages(): readonly ChatMessage[] {
    return this.room.getState().messages;
  }

  reload(): void {
    this.room.dispose();
    this.#dropStreams();
    this.room = this.#open();
  }

  cut(): void {
    for (const stream of [...this.#streams]) stream.end();
  }

  /** From here on nothing goes wrong any more. */
  heal(): void {
    if (!this.#isHealed) this.#beat();
    this.#isHealed = true;
    for (const stream of this.#streams) stream.discontinuity();
    this.room.check(true);
  }

  /** Until it is healed, streams are silent, and given up again and again. */
  #beat(): void {
    for (const stream of this.#streams) stream.beat();
    this.#heartbeat = this.#clock.setTimeout(() => this.#beat(), BEAT_MS);
  }

  /** Fetches earlier pages up to the beginning of the list. */
  async fetchAll(): Promise<void> {
    for (let pages = 0; pages < MAX_EARLIER_PAGES; pages += 1) {
      if (this.room.getState().earlier === 'none') return;
      this.room.fetchEarlier();
      await this.#clock.advance(4 * TIMEOUT_MS);
    }
    throw new Error(`${this.name} does not reach the beginning of the list`);
  }

  dispose(): void {
    this.#clock.clearTimeout(this.#heartbeat);
    this.room.dispose();
    this.#dropStreams();
  }

  fate(): Fate {
    const fates = this.#isHealed ? [] : this.#fates;
    this.#next += 1;
    const fate = fates[this.#next % Math.max(1, fates.length)] ?? 'ok';
    // Each may store an element once more: too many push others out of a list.
    if (fate === 'late') this.#lates += 1;
    return fate === 'late' && this.#lates > MAX_LATE ? 'before' : fate;
  }

  /** Runs a call of this page's. */
  async call<Result>(action: () => Result): Promise<Result> {
    switch (this.fate()) {
      case 'ok':
        await Promise.resolve();
        return action();
      case 'before':
        throw fault('connection-lost');
      case 'after':
        action();
        throw fault('connection-lost');
      case 'slow':
        await this.#wait(SLOW_MS);
        return action();
      case 'late':
        void this.#wait(2 * SLOW_MS).then(action);
        throw fault('connection-lost');
    }
  }

  async fetch(
    list: 'messages' | 'relations',
    skip: number,
    count: number,
  ): Promise<readonly string[]> {
    if (count > this.#pageSize) {
      await this.#wait(TIMEOUT_MS);
      throw fault('service-unavailable');
    }
    return this.call(() => {
      const stored = this.#service[list];
      const end = Math.max(0, stored.length - skip);
      return stored.slice(Math.max(0, end - count), end);
    });
  }

  subscribe(handlers: SubscriptionHandlers, signal: AbortSignal): Promise<Subscription> {
    return this.call(() => {
      signal.throwIfAborted();
      const stream = new Stream(this, this.#service, handlers, this.#streams);
      return stream;
    });
  }

  #open(): Room {
    const { name } = this;
    const room = new Room({
      clock: this.#clock,
      sessions: new SessionSource(
        () => {
          const now = this.#clock.now();
          const body = {
            authToken: 'token',
            expiresAt: now / 1000 + 36_000,
            mode: this.#service.mode,
            features: ['relations'],
            user: { id: name, name },
          };
          return Promise.resolve({ body, servedAt: now });
        },
        { room: 'lobby', cacheName: 'c', visitor: { id: name, name, avatarUrl: undefined } },
        this.#clock,
      ),
      createTransport: () => new ClientTransport(this, this.#service),
      createOutboxStore: () => new OutboxStore(this.#tab, 'c', 'lobby', name),
    });
    room.connect();
    return room;
  }

  #dropStreams(): void {
    for (const stream of [...this.#streams]) stream.close();
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#clock.setTimeout(resolve, ms);
    });
  }
}

class Stream implements Subscription, Reader {
  readonly #client: Client;
  readonly #service: FakeService;
  readonly #streams: Set<Stream>;
  #hasStarted = false;
  #handlers: SubscriptionHandlers | undefined;

  constructor(
    client: Client,
    service: FakeService,
    handlers: SubscriptionHandlers,
    streams: Set<Stream>,
  ) {
    this.#client = client;
    this.#service = service;
    this.#handlers = handlers;
    this.#streams = streams;
    streams.add(this);
    service.readers.add(this);
  }

  deliver(item: LiveItem): void {
    const fate = this.#client.fate();
    // A skipped item leaves a gap in the numbers; before the first one there is none.
    if (fate === 'before' && this.#hasStarted) return;
    this.#hasStarted = true;
    this.#handlers?.onItem(item);
    if (fate === 'after') this.#handlers?.onItem(item);
  }

  beat(): void {
    this.#handlers?.onHeartbeat();
  }

  discontinuity(): void {
    this.#handlers?.onDiscontinuity();
  }

  end(): void {
    const handlers = this.#handlers;
    this.close();
    handlers?.onEnd(fault('connection-lost'));
  }

  close(): void {
    this.#handlers = undefined;
    this.#streams.delete(this);
    this.#service.readers.delete(this);
  }
}

class ClientTransport implements Transport {
  readonly #client: Client;
  readonly #service: FakeService;
  readonly relations: StoredList;
  readonly remove: Transport['remove'];

  constructor(client: Client, service: FakeService) {
    this.#client = client;
    this.#service = service;
    const isDirect = service.mode === 'direct';
    this.remove = isDirect
      ? (text) => client.call(() => service.remove('messages', text))
      : undefined;
    this.relations = {
      limit: relationsLimit(service.limit),
      fetch: (skip, count) => client.fetch('relations', skip, count),
      ...(isDirect
        ? { remove: (text) => client.call(() => service.remove('relations', text)) }
        : {}),
    };
  }

  get historyLimit(): number {
    return this.#service.limit;
  }

  subscribe(handlers: SubscriptionHandlers, signal: AbortSignal): Promise<Subscription> {
    return this.#client.subscribe(handlers, signal);
  }

  fetchHistory(skip: number, count: number): Promise<readonly string[]> {
    return this.#client.fetch('messages', skip, count);
  }

  async push(items: readonly Outgoing[], spare = 0): Promise<void> {
    if (this.#service.mode === 'moderated') return;
    await this.#client.call(() => this.#service.push(items, spare));
  }

  async publish(item: Outgoing): Promise<void> {
    await this.#client.call(() => this.#service.publish(item, this.#client.name));
  }
}
