import type { Clock } from '../../platform/clock.js';

/** A room without a message for this time, in ms, may be replaced by a room that is requested now. */
const ACTIVE_MS = 600_000;

export interface RoomTurnsOptions {
  /** The most rooms to listen to at a time. */
  max: number;
  clock: Pick<Clock, 'now'>;
  onOpen: (room: string) => void;
  onClose: (room: string) => void;
}

/**
 * Decides which rooms are listened to if more rooms are in use than there are streams.
 *
 * A room with messages keeps its stream. Rooms without messages take turns. Senders repeat a message until it is
 * answered, so each message is received in its room's next turn at the latest.
 */
export class RoomTurns {
  readonly #options: RoomTurnsOptions;
  /** Epoch ms of the last message by room, 0 without any; in the order in which they were opened. */
  readonly #open = new Map<string, number>();
  /** The same for rooms that wait for their turn, in the order of their turns. */
  readonly #waiting = new Map<string, number>();

  constructor(options: RoomTurnsOptions) {
    this.#options = options;
  }

  get open(): number {
    return this.#open.size;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** @param writtenAt epoch ms, 0 for never */
  add(room: string, writtenAt: number): void {
    const holder = this.#open.has(room) ? this.#open : this.#waiting;
    const known = holder.get(room);
    if (known !== undefined) holder.set(room, Math.max(known, writtenAt));
    else if (this.#open.size < this.#options.max) this.#start(room, writtenAt);
    else this.#admit(room, writtenAt);
  }

  /** @returns epoch ms of the last known message; 0 for never */
  writtenAt(room: string): number {
    return this.#open.get(room) ?? this.#waiting.get(room) ?? 0;
  }

  remove(room: string): void {
    this.#waiting.delete(room);
    if (!this.#open.delete(room)) return;
    this.#options.onClose(room);
    const [next] = this.#waiting;
    if (next) this.#start(...next);
  }

  /** Starts the turn of the next waiting rooms. */
  next(): void {
    const most = Math.min(
      Math.ceil(this.#options.max / 10),
      this.#waiting.size,
      Math.max(1, this.#unwritten().length),
    );
    for (const [room, writtenAt] of [...this.#waiting].slice(0, most)) {
      this.#waiting.delete(room);
      this.#admit(room, writtenAt);
    }
  }

  clear(): void {
    this.#open.clear();
    this.#waiting.clear();
  }

  #start(room: string, writtenAt: number): void {
    this.#waiting.delete(room);
    this.#open.set(room, writtenAt);
    this.#options.onOpen(room);
  }

  #admit(room: string, writtenAt: number): void {
    const displaced = this.#displaceable(writtenAt);
    if (!displaced) {
      this.#waiting.set(room, writtenAt);
      return;
    }
    const [other] = displaced;
    this.#open.delete(other);
    this.#options.onClose(other);
    this.#waiting.set(...displaced);
    this.#start(room, writtenAt);
  }

  /**
   * The room to be replaced. Of the rooms without messages it is one of the newest quarter, so that many new rooms
   * replace each other rather than the older ones.
   */
  #displaceable(writtenAt: number): [room: string, writtenAt: number] | undefined {
    const unwritten = this.#unwritten();
    const changing = Math.ceil(this.#options.max / 4);
    if (unwritten.length > 0) return unwritten[Math.max(0, unwritten.length - changing)];
    const [idlest] = [...this.#open].sort(([, one], [, other]) => one - other);
    if (!idlest) return undefined;
    const isIdle = idlest[1] <= this.#options.clock.now() - ACTIVE_MS;
    return isIdle || idlest[1] < writtenAt ? idlest : undefined;
  }

  #unwritten(): [room: string, writtenAt: number][] {
    return [...this.#open].filter(([, writtenAt]) => writtenAt === 0);
  }
}
