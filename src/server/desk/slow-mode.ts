import type { Clock } from '../../platform/clock.js';
import { ownFields } from '../../protocol/own-fields.js';
import { keyOf } from '../store/leases.js';
import type { RoomStore } from '../store/room-store.js';

interface Turn {
  /** Of the message that has taken it. */
  readonly id: string;
  /** When the next one is free, in epoch ms. */
  readonly until: number;
}

/** A user's turns in slow mode, across all processes: one message takes a turn, and the next turn comes when it has expired. */
export class SlowMode {
  readonly #store: RoomStore;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(store: RoomStore, clock: Pick<Clock, 'now'>) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Takes the user's turn for a message. A message that has it already keeps it: its sender may repeat it.
   *
   * @returns in how many ms the next turn is free; 0: the message has it
   * @throws the store's error
   */
  async take(room: string, userId: string, id: string, seconds: number): Promise<number> {
    const now = this.#clock.now();
    const key = keyOf('slow', room, userId);
    const turn: Turn = { id, until: now + seconds * 1000 };
    if (await this.#store.setIfAbsent(key, JSON.stringify(turn), seconds)) return 0;
    const taken = await this.#store.get(key);
    // It has just expired: the sender's next try gets one.
    if (taken === undefined) return 1;
    const other = ownFields<Turn>(JSON.parse(taken));
    return other.id === id ? 0 : Math.max(1, other.until - now);
  }

  /** Gives the turn back: its message was not shown. */
  giveBack(room: string, userId: string): Promise<void> {
    return this.#store.delete(keyOf('slow', room, userId));
  }
}
