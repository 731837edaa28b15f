import { RelayRoom, type RelayRoomOptions } from './relay-room.js';

/** A room that is kept open for one holder. */
export interface HeldRoom {
  readonly room: RelayRoom;
  /** Releases the room; it is closed with the last release. Further calls do nothing. */
  release(): void;
}

/** The rooms that clients of this relay have joined or are joining. The relay listens to no others. */
export class RelayRooms {
  readonly #options: Omit<RelayRoomOptions, 'room' | 'mode'>;
  readonly #rooms = new Map<string, { readonly room: RelayRoom; holders: number }>();

  constructor(options: Omit<RelayRoomOptions, 'room' | 'mode'>) {
    this.#options = options;
  }

  get names(): readonly string[] {
    return [...this.#rooms.keys()];
  }

  get size(): number {
    return this.#rooms.size;
  }

  /** The number of rooms with an open stream. */
  get live(): number {
    return [...this.#rooms.values()].filter(({ room }) => room.live).length;
  }

  /** An order after all messages of a room; undefined if no client is in it. */
  nextOrder(name: string): number | undefined {
    return this.#rooms.get(name)?.room.feed.nextOrder();
  }

  has(name: string): boolean {
    return this.#rooms.has(name);
  }

  hold(name: string, mode: RelayRoomOptions['mode']): HeldRoom {
    const known = this.#rooms.get(name);
    const entry = known ?? {
      room: new RelayRoom({ ...this.#options, room: name, mode }),
      holders: 0,
    };
    entry.room.feed.mode = mode;
    entry.holders += 1;
    if (!known && mode === 'direct') this.#options.bot?.onRoom(name);
    this.#rooms.set(name, entry);
    let held = true;
    return {
      room: entry.room,
      release: () => {
        if (!held) return;
        held = false;
        entry.holders -= 1;
        if (entry.holders > 0) return;
        entry.room.close();
        this.#rooms.delete(name);
      },
    };
  }

  close(): void {
    for (const { room } of this.#rooms.values()) room.close();
    this.#rooms.clear();
  }
}
