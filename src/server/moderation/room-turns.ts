import type { Clock } from '../../platform/clock.js';

/** A room in which nobody has written for so long, in ms, may make way for one that is named now. */
const ACTIVE_MS = 600_000;

export interface RoomTurnsOptions {
  /** Rooms that are listened to at a time. */
  max: number;
  clock: Pick<Clock, 'now'>;
  onOpen: (room: string) => void;
  onClose: (room: string) => void;
}

/**
 * Which rooms are listened to while more of them are in use than there are streams.
 *
 * A room with messages keeps its stream. Rooms that were only named make way, and take turns: senders
 * repeat a message until they hear of it, so each message is heard in its room's next turn at the latest.
 */
export class RoomTurns {
  readonly #options: RoomTurnsOptions;
  /** Epoch ms of the last message by room, 0 without any; those that were opened first come first. */
  readonly #open = new Map<string, number>();
  /** The same of rooms that wait for their turn; whose turn is next comes first. */
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

  /** @returns epoch ms of the last message that is known of; 0 for never */
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

  /** Gives the next of the waiting rooms their turn. */
  next(): void {
    const most = Math.min(
      Math.ceil(this.#options.max / 10),
      this.#waiting.size,
      Math.max(1, this.#neverWritten().length),
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
   * The room that makes way. Of those that were only named, one of the newest quarter: many new names
   * displace each other, and not the rooms that were there before.
   */
  #displaceable(writtenAt: number): [room: string, writtenAt: number] | undefined {
    const named = this.#neverWritten();
    const changing = Math.ceil(this.#options.max / 4);
    if (named.length > 0) return named[Math.max(0, named.length - changing)];
    const [idlest] = [...this.#open].sort(([, one], [, other]) => one - other);
    if (!idlest) return undefined;
    const isIdle = idlest[1] <= this.#options.clock.now() - ACTIVE_MS;
    return isIdle || idlest[1] < writtenAt ? idlest : undefined;
  }

  #neverWritten(): [room: string, writtenAt: number][] {
    return [...this.#open].filter(([, writtenAt]) => writtenAt === 0);
  }
}
