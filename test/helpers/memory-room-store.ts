import type { ChatError } from '../../src/protocol/errors.js';
import type { HistoryLimits, LiveRoomStore } from '../../src/server/store/room-store.js';
import type { Subscription, SubscriptionHandlers } from '../../src/transport/transport.js';
import type { FakeClock } from './fake-clock.js';

type Call = Exclude<keyof LiveRoomStore, 'close' | 'subscribe'>;

/** The heartbeat interval in ms; a stream without heartbeats counts as dead. */
const HEARTBEAT_MS = 10_000;

/** A test's hook for a call: before it takes effect, or afterwards and before its answer. */
export interface Step {
  readonly call: Call;
  readonly args: readonly unknown[];
}

/**
 * The cache and topics that several processes share, in memory. `connect()` creates each process's store,
 * in which a test makes calls fail or hang, or ends the process at a call.
 */
export class SharedMemory {
  readonly clock: FakeClock;
  readonly lists = new Map<string, string[]>();
  readonly items = new Map<string, { value: string; until: number }>();
  readonly files = new Map<string, Uint8Array>();
  readonly published: { topic: string; item: string }[] = [];
  readonly listeners = new Map<string, Set<SubscriptionHandlers>>();
  /** Whether the stores of processes have what dividing rooms needs. */
  divides = false;
  #sequence = 0;

  constructor(clock: FakeClock) {
    this.clock = clock;
  }

  connect(): MemoryRoomStore {
    return new MemoryRoomStore(this);
  }

  /** The items published to a topic. */
  heard(topic: string): unknown[] {
    return this.published
      .filter((one) => one.topic === topic)
      .map(({ item }) => JSON.parse(item) as unknown);
  }

  publish(topic: string, text: string, publisherId: string | undefined): void {
    this.published.push({ topic, item: text });
    this.#sequence += 1;
    for (const listener of [...(this.listeners.get(topic) ?? [])]) {
      listener.onItem({ text, publisherId, sequence: this.#sequence });
    }
  }

  /** Breaks all streams of a topic. */
  breakStreams(topic: string, error: ChatError): void {
    const broken = [...(this.listeners.get(topic) ?? [])];
    this.listeners.delete(topic);
    for (const listener of broken) listener.onEnd(error);
  }
}

/** One process's access to the shared memory. */
export class MemoryRoomStore implements LiveRoomStore {
  readonly calls: Step[] = [];
  readonly limits: HistoryLimits[] = [];
  /** Refuses the next subscriptions. */
  refusal: ChatError | undefined;
  readonly #memory: SharedMemory;
  #before: (step: Step) => Promise<void> = () => Promise.resolve();
  #after: (step: Step) => Promise<void> = () => Promise.resolve();
  #dead = false;

  readonly setIfAbsentOrEqual?: NonNullable<LiveRoomStore['setIfAbsentOrEqual']>;
  readonly keysExist?: NonNullable<LiveRoomStore['keysExist']>;

  constructor(memory: SharedMemory) {
    this.#memory = memory;
    if (!memory.divides) return;
    this.setIfAbsentOrEqual = (key, value, equal, ttlSeconds) =>
      this.#do('setIfAbsentOrEqual', [key, value], () => {
        const current = this.#alive(key);
        if (current !== undefined && current !== equal) return false;
        this.#put(key, value, ttlSeconds);
        return true;
      });
    this.keysExist = (keys) =>
      this.#do('keysExist', [keys], () => keys.map((key) => this.#alive(key) !== undefined));
  }

  /** Sets a hook before every later call; it may throw or wait. */
  before(script: (step: Step) => Promise<void>): void {
    this.#before = script;
  }

  /** Sets a hook after every later call takes effect and before its answer. */
  after(script: (step: Step) => Promise<void>): void {
    this.#after = script;
  }

  get isDead(): boolean {
    return this.#dead;
  }

  /** Ends the process: its later calls have no effect, and it receives no more answers. */
  kill(): void {
    this.#dead = true;
    for (const listeners of this.#memory.listeners.values()) {
      for (const listener of listeners) if (this.#own.has(listener)) listeners.delete(listener);
    }
  }

  readonly #own = new Set<SubscriptionHandlers>();

  fetch(room: string, limit: number): Promise<readonly string[]> {
    return this.#do('fetch', [room, limit], () =>
      limit > 0 ? (this.#memory.lists.get(room) ?? []).slice(-limit) : [],
    );
  }

  push(room: string, item: string, history: HistoryLimits): Promise<void> {
    return this.#do('push', [room, item], () => {
      this.limits.push(history);
      const list = [...(this.#memory.lists.get(room) ?? []), item];
      this.#memory.lists.set(room, list.slice(-history.limit));
    });
  }

  remove(room: string, item: string): Promise<void> {
    return this.#do('remove', [room, item], () => {
      const list = this.#memory.lists.get(room) ?? [];
      this.#memory.lists.set(
        room,
        list.filter((other) => other !== item),
      );
    });
  }

  refresh(list: string, ttlSeconds: number): Promise<void> {
    return this.#do('refresh', [list, ttlSeconds], () => undefined);
  }

  delete(key: string): Promise<void> {
    return this.#do('delete', [key], () => {
      this.#memory.lists.delete(key);
      this.#memory.items.delete(key);
      this.#memory.files.delete(key);
    });
  }

  getBytes(key: string): Promise<Uint8Array | undefined> {
    return this.#do('getBytes', [key], () => this.#memory.files.get(key));
  }

  setBytes(key: string, bytes: Uint8Array): Promise<void> {
    return this.#do('setBytes', [key], () => {
      this.#memory.files.set(key, bytes.slice());
    });
  }

  publish(topic: string, item: string): Promise<void> {
    return this.#do('publish', [topic, item], () => this.#memory.publish(topic, item, undefined));
  }

  get(key: string): Promise<string | undefined> {
    return this.#do('get', [key], () => this.#alive(key));
  }

  set(key: string, value: string, ttlSeconds: number): Promise<void> {
    return this.#do('set', [key, value], () => this.#put(key, value, ttlSeconds));
  }

  setIfAbsent(key: string, value: string, ttlSeconds: number): Promise<boolean> {
    return this.#do('setIfAbsent', [key, value], () => {
      if (this.#alive(key) !== undefined) return false;
      this.#put(key, value, ttlSeconds);
      return true;
    });
  }

  setIfEqual(key: string, value: string, expected: string, ttlSeconds: number): Promise<boolean> {
    return this.#do('setIfEqual', [key, value, expected], () => {
      if (this.#alive(key) !== expected) return false;
      this.#put(key, value, ttlSeconds);
      return true;
    });
  }

  subscribe(topic: string, handlers: SubscriptionHandlers): Promise<Subscription> {
    if (this.#dead) return new Promise(() => undefined);
    if (this.refusal) return Promise.reject(this.refusal);
    const listeners = this.#memory.listeners.get(topic) ?? new Set();
    this.#memory.listeners.set(topic, listeners);
    listeners.add(handlers);
    this.#own.add(handlers);
    const { clock } = this.#memory;
    let timer: unknown;
    const beat = (): void => {
      if (!listeners.has(handlers)) return;
      handlers.onHeartbeat();
      timer = clock.setTimeout(beat, HEARTBEAT_MS);
    };
    beat();
    return Promise.resolve({
      close: () => {
        clock.clearTimeout(timer);
        listeners.delete(handlers);
      },
    });
  }

  close(): void {
    this.kill();
  }

  async #do<T>(call: Call, args: readonly unknown[], effect: () => T): Promise<T> {
    const step = { call, args };
    if (!this.#dead) await this.#before(step);
    if (this.#dead) return new Promise(() => undefined);
    this.calls.push(step);
    const result = effect();
    await this.#after(step);
    return this.#isGone() ? new Promise(() => undefined) : result;
  }

  /** A method, so that TypeScript does not assume the value from before `#after`. */
  #isGone(): boolean {
    return this.#dead;
  }

  #alive(key: string): string | undefined {
    const item = this.#memory.items.get(key);
    return item && item.until > this.#memory.clock.now() ? item.value : undefined;
  }

  #put(key: string, value: string, ttlSeconds: number): void {
    this.#memory.items.set(key, {
      value,
      until: this.#memory.clock.now() + ttlSeconds * 1000,
    });
  }
}
