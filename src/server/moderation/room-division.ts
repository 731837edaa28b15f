import type { Clock } from '../../platform/clock.js';
import { createMessageId } from '../../protocol/ids.js';
import { keyOf } from '../store/leases.js';
import type { RoomStore } from '../store/room-store.js';

/** The most processes that rooms are divided among; further ones listen to every room. */
const MAX_SEATS = 64;
/** How often a lease is renewed while it lasts: two renewals in a row may fail. */
const RENEWALS = 3;
/** A lease that ends within this time, in ms, may be another process's when a request arrives: a store's request takes 2 s at most. */
const MARGIN_MS = 2_500;
/** Joining processes take the lowest free seat, and two may join at once: so many seats above the highest one are looked at. */
const ABOVE = 2;

/** The part of a store that dividing rooms needs. */
export type DividingStore = Required<
  Pick<RoomStore, 'setIfAbsentOrEqual' | 'keysExist' | 'delete'>
>;

/** Whether rooms can be divided through this store. */
export function canDivide(store: RoomStore): store is RoomStore & DividingStore {
  return store.setIfAbsentOrEqual !== undefined && store.keysExist !== undefined;
}

export interface RoomDivisionOptions {
  readonly store: DividingStore;
  readonly clock: Clock;
  /** How long a lease lasts, in whole seconds. */
  readonly leaseSeconds: number;
  /**
   * The division may have changed.
   *
   * @param hasLost whether a process is gone since the last look: it may have known of rooms that no other has read of
   */
  readonly onChange: (hasLost: boolean) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Divides the rooms among the processes that moderate with the same cache. Each process holds a seat: a lease, one cache item
 * with a number, which ends by itself when its process does. All processes derive from the taken seats alone which of them
 * listens to a room, whether or not they know the room; so a room needs no lease of its own, and the cost does not grow with
 * the rooms: with `n` processes, each makes two requests in a third of the lease, one conditional write and one look at
 * `n + 2` keys.
 *
 * This only saves work. While processes come and go, two may listen to one room for a moment, and one that was suspended may
 * wake up: the lease of each message decides which of them writes it.
 */
export class RoomDivision {
  readonly #options: RoomDivisionOptions;
  readonly #id: string;
  readonly #leaseMs: number;
  #startedAt: number | undefined;
  #seat: number | undefined;
  /** When the lease ends at the earliest, by the clock's monotonic time, in ms. */
  #heldUntil = -Infinity;
  /**
   * The taken seats at the last two looks, the newest first. A room that is another's by the newest look only is kept until
   * the next one, so that its new process is listening by then.
   */
  #views: readonly (readonly number[])[] = [];
  #isCrowded = false;
  #timer: unknown;
  #disposed = false;

  constructor(options: RoomDivisionOptions) {
    this.#options = options;
    this.#id = createMessageId(options.clock.now());
    this.#leaseMs = options.leaseSeconds * 1000;
  }

  /** The processes that rooms are divided among, as far as known. */
  get processes(): number {
    return Math.max(1, this.#views[0]?.length ?? 0);
  }

  /** Takes a seat, and keeps it until `dispose`. Further calls do nothing. */
  start(): void {
    if (this.#startedAt !== undefined || this.#disposed) return;
    this.#startedAt = this.#options.clock.elapsed();
    void this.#renew();
  }

  /** Whether this process listens to the room. */
  isOurs(room: string): boolean {
    if (this.#isCrowded) return true;
    if (this.#views.length === 0) return this.#isLate();
    return this.#views.some((seats) => ownerOf(room, seats) === this.#seat);
  }

  /** Gives the seat back: the others have its rooms from their next look on. */
  dispose(): void {
    this.#disposed = true;
    this.#options.clock.clearTimeout(this.#timer);
    void this.#giveBack();
  }

  /** Without an answer for so long, listening to every room is safe, if costly. */
  #isLate(): boolean {
    const { clock } = this.#options;
    return this.#startedAt !== undefined && clock.elapsed() - this.#startedAt >= this.#leaseMs;
  }

  /** Never rejects. */
  async #renew(): Promise<void> {
    const { clock, onChange, onError } = this.#options;
    let hasLost = false;
    try {
      await this.#takeSeat();
      const seats = await this.#takenSeats();
      hasLost = this.#views[0]?.some((seat) => !seats.includes(seat)) ?? false;
      this.#views = [seats, ...this.#views.slice(0, 1)];
    } catch (error) {
      onError(error);
    }
    if (this.#disposed) {
      // The request was on its way when the seat was given back.
      await this.#giveBack();
      return;
    }
    onChange(hasLost);
    this.#timer = clock.setTimeout(() => void this.#renew(), this.#leaseMs / RENEWALS);
  }

  /** Renews the lease of the seat; if it has ended, and another process has taken it, takes the lowest free one. */
  async #takeSeat(): Promise<void> {
    if (this.#seat !== undefined && (await this.#claim(this.#seat))) return;
    this.#heldUntil = -Infinity;
    for (let seat = 0; seat < MAX_SEATS && !this.#disposed; seat += 1) {
      if (!(await this.#claim(seat))) continue;
      this.#seat = seat;
      this.#isCrowded = false;
      return;
    }
    if (this.#isCrowded || this.#disposed) return;
    this.#isCrowded = true;
    const text = `unable to divide the rooms; ${String(MAX_SEATS)} processes share them already`;
    this.#options.onError(new Error(text));
  }

  async #claim(seat: number): Promise<boolean> {
    const { store, clock, leaseSeconds } = this.#options;
    // Taken before the request: the lease cannot begin earlier.
    const end = clock.elapsed() + this.#leaseMs;
    const isOurs = await store.setIfAbsentOrEqual(seatKey(seat), this.#id, this.#id, leaseSeconds);
    if (isOurs) this.#heldUntil = end;
    return isOurs;
  }

  /** At the first look all seats, then those that can be taken: joining processes leave none free below theirs. */
  async #takenSeats(): Promise<readonly number[]> {
    const highest = this.#views[0]?.at(-1) ?? MAX_SEATS;
    const count = Math.min(MAX_SEATS, Math.max(highest, this.#seat ?? 0) + 1 + ABOVE);
    const keys = Array.from({ length: count }, (_, seat) => seatKey(seat));
    const taken = await this.#options.store.keysExist(keys);
    return keys.flatMap((_, seat) => (taken[seat] || seat === this.#seat ? [seat] : []));
  }

  /** Never rejects: the seat ends by itself. */
  async #giveBack(): Promise<void> {
    const { store, clock } = this.#options;
    const seat = this.#seat;
    if (seat === undefined || clock.elapsed() + MARGIN_MS > this.#heldUntil) return;
    this.#heldUntil = -Infinity;
    await store.delete(seatKey(seat)).catch(() => undefined);
  }
}

/**
 * The seat that a room belongs to: the one with the highest weight for it. With a seat more or less, only the rooms of that
 * seat change hands.
 */
function ownerOf(room: string, seats: readonly number[]): number | undefined {
  let owner: number | undefined;
  let highest = -1;
  for (const seat of seats) {
    const weight = weightOf(`${String(seat)}/${room}`);
    if (weight <= highest) continue;
    owner = seat;
    highest = weight;
  }
  return owner;
}

/** A 32-bit hash: FNV-1a, and the last step of MurmurHash3, which spreads what differs in few characters. */
function weightOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function seatKey(seat: number): string {
  return keyOf('seat', String(seat));
}
