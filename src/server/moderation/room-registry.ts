import type { Clock } from '../../platform/clock.js';
import type { HistoryLimits, RoomStore } from '../store/room-store.js';
import { canDivide, RoomDivision } from './room-division.js';
import {
  DIVIDED_LIMITS,
  KNOWN_POLLS,
  pollMsFor,
  REGISTER,
  REGISTER_LIMITS,
  registerEntryOf,
  type RegisteredRoom,
  type RegisterEntry,
} from './room-register.js';
import { RoomTurns } from './room-turns.js';
import { RoomVisits, type RoomVisitor, type VisitLimits } from './room-visits.js';

/** How often expired rooms are left, and waiting ones have their turn, in ms. */
const TICK_MS = 30_000;
/** Timers may be a little early, in ms. */
const EARLY_MS = 1_000;
/** For how long a room of the host's own list is announced to processes that may not have it on theirs, in ms. */
const NAMED_MS = 3_600_000;
/** The factor by which a room is listened to longer than requested, so that not every token needs a new entry. */
const EXTENSION = 1.5;
/** How often the time of a room's last message is written to the register, in ms. */
const WRITTEN_MS = 300_000;
/** How often the host is warned of too many rooms, in ms. */
const WARNING_MS = 60_000;

export interface RoomRegistryOptions {
  /** The most rooms to listen to at a time; others wait for their turn. */
  maxRooms: number;
  /** Rooms that are always in use. `maxRooms` does not count them. */
  named: ReadonlySet<string>;
  /** How long the rooms of a process that has ended wait for another one, in seconds; 0: each process listens to every room. */
  leaseSeconds: number;
  visits: VisitLimits;
  store: RoomStore;
  clock: Clock;
  /** Called for named rooms more than once. */
  onOpen: (room: string) => void;
  onClose: (room: string) => void;
  onError: (error: unknown) => void;
}

/**
 * The rooms in use. Tokens outlive the process that issued them. So each process listens to its share of the rooms of all
 * processes, and a new process reads them from a Momento list.
 *
 * A process that enters a room in the list listens to it until the others have read of it, even if the room is another one's share.
 */
export class RoomRegistry {
  readonly #options: RoomRegistryOptions;
  readonly #rooms = new Map<string, RegisteredRoom>();
  readonly #turns: RoomTurns;
  readonly #visits: RoomVisits;
  readonly #limits: HistoryLimits;
  /** Undefined: each process listens to every room. */
  readonly #division: RoomDivision | undefined;
  #warnedAt = -Infinity;
  #timer: unknown;
  #isReading = false;
  /** When others could read of the host's own list first, by the clock's `elapsed()`; before that, they may not know its rooms. */
  #namedAt = Infinity;
  /** By the clock's `elapsed()`. */
  #readAt = -Infinity;
  #disposed = false;

  constructor(options: RoomRegistryOptions) {
    this.#options = options;
    const { maxRooms, clock, onOpen, onClose } = options;
    this.#turns = new RoomTurns({ max: maxRooms, clock, onOpen, onClose });
    this.#visits = new RoomVisits(options.visits);
    this.#division = this.#divisionFor(options);
    this.#limits = this.#division ? DIVIDED_LIMITS : REGISTER_LIMITS;
    if (!this.#division) options.named.forEach(onOpen);
    void this.#read();
  }

  get rooms(): number {
    return this.#rooms.size;
  }

  /** The processes that the rooms are divided among; 1 without division. */
  get processes(): number {
    return this.#division?.processes ?? 1;
  }

  /** Rooms of this process's share that are not listened to at the moment. */
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
    if (this.#isOurs(room, entry)) this.#turns.add(room, now);
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
    this.#division?.dispose();
    this.#rooms.clear();
    this.#turns.clear();
  }

  /** @param announcedAt when others could read of the room first, by the clock's `elapsed()` */
  #open(room: string, until: number, written = 0, announcedAt?: number): RegisteredRoom {
    const known = this.#rooms.get(room);
    const entry = known ?? { until, registered: 0, registeredAt: 0, registeredWritten: 0 };
    entry.until = Math.max(entry.until, until);
    entry.registeredWritten = Math.max(entry.registeredWritten, written);
    if (announcedAt !== undefined) entry.announcedAt ??= announcedAt;
    if (!known) this.#rooms.set(room, entry);
    this.#place(room, entry);
    if (this.#turns.waiting > 0) {
      this.#warn(
        `unable to listen to all rooms at once; ${String(this.#turns.waiting)} of ` +
          `${String(this.#rooms.size)} wait for their turn`,
      );
    }
    return entry;
  }

  #divisionFor({ store, clock, leaseSeconds, onError }: RoomRegistryOptions) {
    if (leaseSeconds === 0 || !canDivide(store)) return undefined;
    const onChange = (hasLost: boolean): void => {
      if (hasLost) this.#readAt = -Infinity;
      if (hasLost && !this.#isReading) {
        clock.clearTimeout(this.#timer);
        void this.#read();
      }
      this.#placeAll();
    };
    return new RoomDivision({ store, clock, leaseSeconds, onChange, onError });
  }

  get #pollMs(): number {
    return pollMsFor(this.#division ? this.#rooms.size : 0);
  }

  #isOurs(room: string, entry: RegisteredRoom): boolean {
    if (!this.#division || this.#division.isOurs(room)) return true;
    const { announcedAt = Infinity } = entry;
    return this.#options.clock.elapsed() < announcedAt + KNOWN_POLLS * this.#pollMs;
  }

  /** Listens to a room, or leaves it to another process. */
  #place(room: string, entry: RegisteredRoom): void {
    if (this.#isOurs(room, entry)) this.#turns.add(room, entry.registeredWritten);
    else this.#turns.remove(room);
  }

  #placeAll(): void {
    const { named, clock, onOpen, onClose } = this.#options;
    for (const [room, entry] of this.#rooms) this.#place(room, entry);
    const areKnown = clock.elapsed() >= this.#namedAt + KNOWN_POLLS * this.#pollMs;
    for (const room of named) {
      if (!areKnown || this.#division?.isOurs(room)) onOpen(room);
      else onClose(room);
    }
  }

  /** Makes the rooms of the host's own list known to processes that may not have them on theirs. Never rejects. */
  async #announceNamed(newest: ReadonlyMap<string, number>): Promise<void> {
    if (!this.#division) return;
    const { named, clock, onError } = this.#options;
    const now = clock.now();
    const unknown = [...named].filter((room) => (newest.get(room) ?? 0) <= now);
    const ending = [...named].filter((room) => (newest.get(room) ?? 0) <= now + NAMED_MS / 2);
    if (unknown.length === 0) this.#namedAt = -Infinity;
    try {
      await Promise.all(ending.map((room) => this.#write({ room, until: now + NAMED_MS })));
      if (unknown.length > 0) this.#namedAt = clock.elapsed();
    } catch (error) {
      onError(error);
    }
  }

  #close(room: string): void {
    if (this.#rooms.delete(room)) this.#turns.remove(room);
  }

  /** More rooms would not fit in the register, and would be forgotten when the process ends. */
  #hasCapacity(room: string): boolean {
    if (this.#rooms.has(room) || this.#rooms.size < this.#limits.limit) return true;
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
    const written = Math.max(this.#turns.writtenAt(room), entry.registeredWritten);
    try {
      await this.#write({ room, until, ...(written > 0 ? { written } : {}) });
      entry.registered = Math.max(entry.registered, until);
      entry.registeredAt = this.#options.clock.elapsed();
      entry.announcedAt ??= entry.registeredAt;
    } catch (error) {
      this.#options.onError(error);
    }
  }

  #write(entry: RegisterEntry): Promise<void> {
    return this.#options.store.push(REGISTER, JSON.stringify(entry), this.#limits);
  }

  async #readWhenDue(): Promise<void> {
    const { store, clock, onError } = this.#options;
    const start = clock.elapsed();
    if (start - this.#readAt < this.#pollMs - EARLY_MS) return;
    try {
      const items = await store.fetch(REGISTER, this.#limits.limit);
      this.#readAt = start;
      if (!this.#disposed) this.#merge(items, start);
    } catch (error) {
      onError(error);
    }
  }

  /** Reads the register now, and then periodically. Never rejects. */
  async #read(): Promise<void> {
    const { clock } = this.#options;
    this.#isReading = true;
    await this.#readWhenDue();
    this.#isReading = false;
    if (this.#disposed) return;
    for (const [room, entry] of [...this.#rooms]) {
      if (entry.until <= clock.now()) this.#close(room);
      else if (entry.registered < entry.until) void this.#register(entry, room);
    }
    this.#visits.sweep(clock.now());
    // Not before: a process that takes its share listens to it at once.
    this.#division?.start();
    this.#turns.next();
    this.#timer = clock.setTimeout(() => void this.#read(), TICK_MS);
  }

  #merge(items: readonly string[], readAt: number): void {
    const now = this.#options.clock.now();
    const entries = items.flatMap(registerEntryOf);
    const newest = new Map(entries.map(({ room, until }) => [room, until]));
    const writtenAt = new Map<string, number>();
    for (const { room, written = 0 } of entries) {
      writtenAt.set(room, Math.max(written, writtenAt.get(room) ?? 0));
    }
    // There may be fewer streams than rooms, so rooms with messages come first.
    const rooms = [...newest].sort(
      ([one], [other]) => (writtenAt.get(other) ?? 0) - (writtenAt.get(one) ?? 0),
    );
    void this.#announceNamed(newest);
    for (const [room, until] of rooms) {
      if (this.#options.named.has(room)) continue;
      const known = this.#rooms.get(room);
      // The entry was written during this reading, or is not written yet, so the items that were read are out of date.
      if (known && (known.registered < known.until || known.registeredAt >= readAt)) continue;
      if (until <= now) this.#close(room);
      else {
        const written = Math.min(writtenAt.get(room) ?? 0, now);
        this.#open(room, until, written, -Infinity).registered = until;
      }
    }
    for (const [room, entry] of this.#rooms) {
      // Newer entries displaced this one. It is written again, so that a process that starts later finds it.
      const isKnownLong = entry.registeredAt < readAt && entry.registered > 0;
      if (isKnownLong && !newest.has(room)) entry.registered = 0;
    }
  }
}
