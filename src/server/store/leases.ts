import type { Clock } from '../../platform/clock.js';
import { ownFields } from '../../protocol/own-fields.js';
import type { RejectionCode } from '../../protocol/kinds/rejection.js';
import { RESERVED_PREFIX } from '../../protocol/room-name.js';
import type { RoomStore } from './room-store.js';

/** A lease, and the parts of it that its steps need, in ms. They belong together, so they are replaced together. */
export interface LeaseTimes {
  /**
   * How long one process holds a message before another one may process it. Less than the 20 s after which a sender repeats
   * its message; more than moderating and storing may take together.
   */
  readonly lease: number;
  /** The time that must be left before a verdict is recorded: the requests that follow may take so long. */
  readonly recording: number;
  /** The time that must be left before a message is stored. With less, another process might store it at the same time. */
  readonly storing: number;
  /** The time that must be left before a relay stores a message: it looks for it in the list first. */
  readonly relayStoring: number;
}

export const LEASE_TIMES: LeaseTimes = {
  lease: 15_000,
  recording: 5_000,
  storing: 2_500,
  relayStoring: 8_000,
};

/** The right of one process to handle a message for a while. */
export class Lease {
  readonly #clock: Pick<Clock, 'elapsed'>;
  #end: number;

  /** @param end by the clock's monotonic time, in ms */
  constructor(clock: Pick<Clock, 'elapsed'>, end: number) {
    this.#clock = clock;
    this.#end = end;
  }

  /** Whether at least so much of it is left, in ms. The process may have been suspended meanwhile. */
  hasTimeFor(ms: number): boolean {
    return this.#clock.elapsed() + ms <= this.#end;
  }

  /** @param end by the clock's monotonic time, in ms */
  extend(end: number): void {
    this.#end = Math.max(this.#end, end);
  }
}

/** How long a message's result is kept, in seconds: senders repeat a message for minutes, not for hours. */
const RESULT_SECONDS = 3600;

/** The outcome of a message. */
export type Result =
  /** About to be stored, or stored already: the process may have ended in between. */
  | { readonly state: 'storing'; readonly item: string }
  | { readonly state: 'done'; readonly item: string }
  | { readonly state: 'rejected'; readonly code: RejectionCode; readonly reason?: string };

/**
 * Decides which one of several processes handles a message. A lease is a cache item, written by a conditional write
 * that only one process can win. It expires by itself, so that a message is not lost when its process ends.
 */
export class Leases {
  readonly #store: RoomStore;
  readonly #clock: Pick<Clock, 'elapsed'>;
  readonly times: LeaseTimes;

  constructor(store: RoomStore, clock: Pick<Clock, 'elapsed'>, times = LEASE_TIMES) {
    this.#store = store;
    this.#clock = clock;
    this.times = times;
  }

  /** @returns undefined if another process holds the message */
  async acquire(
    room: string,
    userId: string,
    id: string,
    ms = this.times.lease,
  ): Promise<Lease | undefined> {
    // Taken before the request: the lease cannot begin earlier.
    const end = this.#clock.elapsed() + ms;
    // The service counts in whole seconds.
    const seconds = Math.ceil(ms / 1000);
    const isFree = await this.#store.setIfAbsent(keyOf('lease', room, userId, id), '1', seconds);
    return isFree ? new Lease(this.#clock, end) : undefined;
  }

  /**
   * Starts a lease anew, for work that takes longer.
   *
   * @returns false if it may end before the request arrives: another process may hold the message then
   */
  async renew(lease: Lease, room: string, userId: string, id: string): Promise<boolean> {
    const { lease: ms, storing } = this.times;
    if (!lease.hasTimeFor(storing)) return false;
    const end = this.#clock.elapsed() + ms;
    await this.#store.set(keyOf('lease', room, userId, id), '1', Math.ceil(ms / 1000));
    lease.extend(end);
    return true;
  }

  /** Lets another process try at once. */
  release(room: string, userId: string, id: string): Promise<void> {
    return this.#store.delete(keyOf('lease', room, userId, id));
  }

  async resultOf(room: string, userId: string, id: string): Promise<Result | undefined> {
    const value = await this.#store.get(keyOf('result', room, userId, id));
    // Only servers can write this key, so the value is trusted.
    return value === undefined ? undefined : ownFields<Result>(JSON.parse(value));
  }

  record(room: string, userId: string, id: string, result: Result): Promise<void> {
    const key = keyOf('result', room, userId, id);
    return this.#store.set(key, JSON.stringify(result), RESULT_SECONDS);
  }
}

/**
 * Records that a message was removed, so that it does not return when its sender repeats it, unaware of the removal.
 * The caller need not know the author.
 */
export function recordRemoval(store: RoomStore, room: string, id: string): Promise<void> {
  return store.set(removalKey(room, id), '1', RESULT_SECONDS);
}

export async function isRemoved(store: RoomStore, room: string, id: string): Promise<boolean> {
  return (await store.get(removalKey(room, id))) !== undefined;
}

function removalKey(room: string, id: string): string {
  return keyOf('removal', room, id);
}

/** The user id is part of the key: one user cannot block another user's message by using its id. */
export function keyOf(
  kind:
    | 'lease'
    | 'result'
    | 'removal'
    | 'signals'
    | 'file-owner'
    | 'sanction'
    | 'limits'
    | 'slow'
    | 'audit'
    | 'bot'
    | 'reports'
    | 'reported'
    | 'reported-rooms'
    | 'settling'
    | 'pins'
    | 'seat'
    | 'inbox'
    | 'inbox-rooms'
    | 'inbox-notes'
    | 'inbox-visitor'
    | 'inbox-agent'
    | 'inbox-here'
    | 'inbox-availability'
    | 'inbox-waits',
  ...parts: readonly string[]
): string {
  return `${RESERVED_PREFIX}${kind}/${JSON.stringify(parts)}`;
}
