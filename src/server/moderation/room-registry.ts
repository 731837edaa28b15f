import type { Clock } from '../../platform/clock.js';
import { ownFields } from '../../protocol/own-fields.js';
import { RESERVED_PREFIX, roomNameFault } from '../../protocol/room-name.js';
import type { HistoryLimits, RoomStore } from '../store/room-store.js';
import { RoomTurns } from './room-turns.js';
import { RoomVisits, type RoomVisitor, type VisitLimits } from './room-visits.js';

/** The list through which the processes share which rooms are in use. */
const REGISTER = `${RESERVED_PREFIX}rooms`;
/** How often each process reads it, in ms. */
const POLL_MS = 30_000;
/** The limits of the list. One day, Momento's limit, is nearly as long as the longest lifetime of a token. */
const REGISTER_LIMITS: HistoryLimits = { limit: 500, ttlSeconds: 86_400 };
/** The factor by which a room is listened to longer than requested, so that not every token needs a new entry. */
const EXTENSION = 1.5;
/** How often the time of a room's last message is written to the register, in ms. */
const WRITTEN_MS = 300_000;
/** How often the host is warned of too many rooms, in ms. */
const WARNING_MS = 60_000;

interface RegisteredRoom {
  /** Epoch ms. */
  until: number;
  /** The `until` of the room's entry in the register; 0 without an entry. */
  registered: number;
  /** When the entry was last written, by the clock's `elapsed()`. */
  registeredAt: number;
  /** Epoch ms of the last message that the register records; 0 without any. */
  registeredWritten: number;
}

/** An entry of the register. A room's last entry counts. If its `until` is in the past, the room was closed. */
interface Entry {
  readonly room: string;
  readonly until: number;
  /** Epoch ms of the last message; left out if there was none. */
  readonly written?: number;
}

export interface RoomRegistryOptions {
  /** The most rooms to listen to at a time; others wait for their turn. */
  maxRooms: number;
  visits: VisitLimits;
  store: RoomStore;
  clock: Clock;
  onOpen: (room: string) => void;
  onClose: (room: string) => void;
  onError: (error: unknown) => void;
}

/**
 * The rooms in use. Tokens outlive the process that issued them. So each process listens to the rooms of all processes,
 * and a new process reads them from a Momento list.
 */
export class RoomRegistry {
  readonly #options: RoomRegistryOptions;
  readonly #rooms = new Map<string, RegisteredRoom>();
  readonly #turns: RoomTurns;
  readonly #visits: RoomVisits;
  #warnedAt = -Infinity;
  #timer: unknown;
  #disposed = false;

  constructor(options: RoomRegistryOptions) {
    this.#options = options;
    const { maxRooms, clock, onOpen, onClose } = options;
    this.#turns = new RoomTurns({ max: maxRooms, clock, onOpen, onClose });
    this.#visits = new RoomVisits(options.visits);
    void this.#read();
  }

  get rooms(): number {
    return this.#rooms.size;
  }

  /** Rooms in use that are not listened to at the moment. */
  get waiting(): number {
    return this.#turns.waiting;
  }

  /** @returns false if the visitor, or all visitors together, have too many rooms */
  admit(room: string, seconds: number, visitor: RoomVisitor): boolean {
    const now = this.#options.clock.now();
    return this.#hasCapacity(room) && this.#visits.take(visitor, room, now + seconds * 1000, now);
  }

  listenTo(room: string, seconds: number): void {
    const now = this.#options.clock.now();
    const known = this.#rooms.get(room);
    if (known && known.until >= now + seconds * 1000) return;
    if (!this.#hasCapacity(room)) return;
    void this.#register(this.#open(room, now + EXTENSION * seconds * 1000), room);
  }

  /**
   * Records that a room received a message. It then has priority over rooms without messages, in this process and in
   * those that start later.
   */
  noteWritten(room: string): void {
    const entry = this.#rooms.get(room);
    if (!entry) return;
    const now = this.#options.clock.now();
    this.#turns.add(room, now);
    if (now - entry.registeredWritten < WRITTEN_MS) return;
    entry.registeredWritten = now;
    void this.#register(entry, room);
  }

  /** Stops listening to a room, in all processes, until `listenTo` is called for it again. */
  async leave(room: string): Promise<void> {
    this.#close(room);
    await this.#write({ room, until: 0 });
  }

  dispose(): void {
    this.#disposed = true;
    this.#options.clock.clearTimeout(this.#timer);
    this.#rooms.clear();
    this.#turns.clear();
  }

  #open(room: string, until: number, written = 0): RegisteredRoom {
    const known = this.#rooms.get(room);
    const entry = known ?? { until, registered: 0, registeredAt: 0, registeredWritten: 0 };
    entry.until = Math.max(entry.until, until);
    entry.registeredWritten = Math.max(entry.registeredWritten, written);
    if (!known) this.#rooms.set(room, entry);
    this.#turns.add(room, written);
    if (this.#turns.waiting > 0) {
      this.#warn(
        `unable to listen to all rooms at once; ${String(this.#turns.waiting)} of ` +
          `${String(this.#rooms.size)} wait for their turn`,
      );
    }
    return entry;
  }

  #close(room: string): void {
    if (this.#rooms.delete(room)) this.#turns.remove(room);
  }

  /** More rooms would not fit in the register, and would be forgotten when the process ends. */
  #hasCapacity(room: string): boolean {
    if (this.#rooms.has(room) || this.#rooms.size < REGISTER_LIMITS.limit) return true;
    this.#warn(`unable to listen to another room; ${String(this.#rooms.size)} are in use`);
    return false;
  }

  /** Reports at most once a minute, because visitors can cause it often. */
  #warn(text: string): void {
    const now = this.#options.clock.elapsed();
    if (now - this.#warnedAt < WARNING_MS) return;
    this.#warnedAt = now;
    this.#options.onError(new Error(text));
  }

  /** Never rejects: an entry that could not be written is written again after the next reading. */
  async #register(entry: RegisteredRoom, room: string): Promise<void> {
    const { until } = entry;
    const written = this.#turns.writtenAt(room);
    try {
      await this.#write({ room, until, ...(written > 0 ? { written } : {}) });
      entry.registered = Math.max(entry.registered, until);
      entry.registeredAt = this.#options.clock.elapsed();
    } catch (error) {
      this.#options.onError(error);
    }
  }

  #write(entry: Entry): Promise<void> {
    return this.#options.store.push(REGISTER, JSON.stringify(entry), REGISTER_LIMITS);
  }

  /** Reads the register now, and then periodically. Never rejects. */
  async #read(): Promise<void> {
    const { store, clock, onError } = this.#options;
    const start = clock.elapsed();
    try {
      const items = await store.fetch(REGISTER, REGISTER_LIMITS.limit);
      if (!this.#disposed) this.#merge(items, start);
    } catch (error) {
      onError(error);
    }
    if (this.#disposed) return;
    for (const [room, entry] of [...this.#rooms]) {
      if (entry.until <= clock.now()) this.#close(room);
      else if (entry.registered < entry.until) void this.#register(entry, room);
    }
    this.#visits.sweep(clock.now());
    this.#turns.next();
    this.#timer = clock.setTimeout(() => void this.#read(), POLL_MS);
  }

  #merge(items: readonly string[], readAt: number): void {
    const now = this.#options.clock.now();
    const entries = items.flatMap(entryOf);
    const newest = new Map(entries.map(({ room, until }) => [room, until]));
    const writtenAt = new Map<string, number>();
    for (const { room, written = 0 } of entries) {
      writtenAt.set(room, Math.max(written, writtenAt.get(room) ?? 0));
    }
    // There may be fewer streams than rooms, so rooms with messages come first.
    const rooms = [...newest].sort(
      ([one], [other]) => (writtenAt.get(other) ?? 0) - (writtenAt.get(one) ?? 0),
    );
    for (const [room, until] of rooms) {
      const known = this.#rooms.get(room);
      // The entry was written during this reading, or is not written yet, so the items that were read are out of date.
      if (known && (known.registered < known.until || known.registeredAt >= readAt)) continue;
      if (until <= now) this.#close(room);
      else this.#open(room, until, Math.min(writtenAt.get(room) ?? 0, now)).registered = until;
    }
    for (const [room, entry] of this.#rooms) {
      // Newer entries displaced this one. It is written again, so that a process that starts later finds it.
      const isKnownLong = entry.registeredAt < readAt && entry.registered > 0;
      if (isKnownLong && !newest.has(room)) entry.registered = 0;
    }
  }
}

/** Only servers can write entries, but a later version may write another format, which is skipped. */
function entryOf(item: string): Entry[] {
  try {
    const { room, until, written } = ownFields(JSON.parse(item));
    if (typeof room !== 'string' || typeof until !== 'number') return [];
    if (roomNameFault(room) !== undefined) return [];
    return [{ room, until, ...(typeof written === 'number' ? { written } : {}) }];
  } catch {
    return []; // Not JSON.
  }
}
