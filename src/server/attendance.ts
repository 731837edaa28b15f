import type { Clock } from '../clock.js';
import { ownFields } from '../own-fields.js';
import { RESERVED_PREFIX, roomNameFault } from './room-name.js';
import type { HistoryLimits, RoomStore } from './room-store.js';

/** The list in which the processes tell each other which rooms are in use. */
const REGISTER = `${RESERVED_PREFIX}rooms`;
/** How often each of them reads it, in ms. */
const READING_MS = 30_000;
/** Of entries; a day, Momento's limit, is nearly as long as a token can live. */
const REGISTER_LIMITS: HistoryLimits = { limit: 500, ttlSeconds: 86_400 };
/** A room is attended longer than was asked for, so that not every token is worth an entry. */
const LONGER = 1.5;

interface AttendedRoom {
  /** Epoch ms. */
  until: number;
  /** Until when the register has it; 0: not at all. */
  registered: number;
  /** When it was last written there, by the clock's `elapsed()`. */
  registeredAt: number;
}

/** An entry of the register. A room's last one counts; its end in the past: the room was closed. */
interface Entry {
  readonly room: string;
  readonly until: number;
}

export interface AttendanceOptions {
  store: RoomStore;
  clock: Clock;
  onOpen: (room: string) => void;
  onClose: (room: string) => void;
  onError: (error: unknown) => void;
}

/**
 * The rooms in use. Tokens outlive the process that issued them: so each process attends the rooms of all, and one
 * that starts finds them in a list of Momento's.
 */
export class Attendance {
  readonly #options: AttendanceOptions;
  readonly #rooms = new Map<string, AttendedRoom>();
  #timer: unknown;
  #disposed = false;

  constructor(options: AttendanceOptions) {
    this.#options = options;
    void this.#read();
  }

  attend(room: string, seconds: number): void {
    const now = this.#options.clock.now();
    const known = this.#rooms.get(room);
    if (known && known.until >= now + seconds * 1000) return;
    void this.#register(this.#open(room, now + LONGER * seconds * 1000), room);
  }

  /** Leaves a room, in all processes, until it is attended again. */
  async leave(room: string): Promise<void> {
    this.#close(room);
    await this.#write({ room, until: 0 });
  }

  dispose(): void {
    this.#disposed = true;
    this.#options.clock.clearTimeout(this.#timer);
    this.#rooms.clear();
  }

  #open(room: string, until: number): AttendedRoom {
    const known = this.#rooms.get(room);
    const attended = known ?? { until, registered: 0, registeredAt: 0 };
    attended.until = Math.max(attended.until, until);
    if (!known) {
      this.#rooms.set(room, attended);
      this.#options.onOpen(room);
    }
    return attended;
  }

  #close(room: string): void {
    if (this.#rooms.delete(room)) this.#options.onClose(room);
  }

  /** Never rejects: what could not be written is written again after the next reading. */
  async #register(attended: AttendedRoom, room: string): Promise<void> {
    const { until } = attended;
    try {
      await this.#write({ room, until });
      attended.registered = Math.max(attended.registered, until);
      attended.registeredAt = this.#options.clock.elapsed();
    } catch (error) {
      this.#options.onError(error);
    }
  }

  #write(entry: Entry): Promise<void> {
    return this.#options.store.push(REGISTER, JSON.stringify(entry), REGISTER_LIMITS);
  }

  /** Reads the register, now and every so often. Never rejects. */
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
    for (const [room, attended] of [...this.#rooms]) {
      if (attended.until <= clock.now()) this.#close(room);
      else if (attended.registered < attended.until) void this.#register(attended, room);
    }
    this.#timer = clock.setTimeout(() => void this.#read(), READING_MS);
  }

  #merge(items: readonly string[], readAt: number): void {
    const now = this.#options.clock.now();
    const newest = new Map(items.flatMap(entryOf).map(({ room, until }) => [room, until]));
    for (const [room, until] of newest) {
      const known = this.#rooms.get(room);
      // Written while this was being read, or not written yet: the register is behind.
      if (known && (known.registered < known.until || known.registeredAt >= readAt)) continue;
      if (until <= now) this.#close(room);
      else this.#open(room, until).registered = until;
    }
  }
}

/** Only servers can have written it; and a later version may write something else. */
function entryOf(item: string): Entry[] {
  try {
    const { room, until } = ownFields(JSON.parse(item));
    if (typeof room !== 'string' || typeof until !== 'number') return [];
    return roomNameFault(room) === undefined ? [{ room, until }] : [];
  } catch {
    return []; // Not for us.
  }
}
