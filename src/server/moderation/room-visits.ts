/** The visitor who requests a room. The rooms of the user and of the address are limited separately. */
export interface RoomVisitor {
  /** The user id that `authorize` returned. */
  readonly userId?: string | undefined;
  /** The network address that `addressOf` returned. */
  readonly address?: string | undefined;
}

/** How many rooms one visitor may have open at a time. */
export interface VisitLimits {
  readonly perVisitor: number;
  readonly perAddress: number;
}

/** The rooms that each visitor and each address has requested, until their tokens expire. */
export class RoomVisits {
  readonly #limits: VisitLimits;
  /** Epoch ms until which each room counts, by user or address. */
  readonly #rooms = new Map<string, Map<string, number>>();

  constructor(limits: VisitLimits) {
    this.#limits = limits;
  }

  /** @returns false, without recording the room, if it is one room too many */
  take(visitor: RoomVisitor, room: string, until: number, now: number): boolean {
    const { perVisitor, perAddress } = this.#limits;
    const bounds: [string | undefined, string, number][] = [
      [visitor.userId, 'user', perVisitor],
      [visitor.address, 'address', perAddress],
    ];
    const holders = bounds.flatMap(([value, kind, most]) =>
      value === undefined ? [] : [{ key: `${kind} ${value}`, most }],
    );
    if (!holders.every(({ key, most }) => this.#hasCapacity(key, room, most, now))) return false;
    for (const { key } of holders) {
      const rooms = this.#rooms.get(key) ?? new Map<string, number>();
      this.#rooms.set(key, rooms.set(room, Math.max(until, rooms.get(room) ?? 0)));
    }
    return true;
  }

  /** Removes the expired rooms. */
  sweep(now: number): void {
    for (const key of [...this.#rooms.keys()]) this.#current(key, now);
  }

  #hasCapacity(key: string, room: string, most: number, now: number): boolean {
    const rooms = this.#current(key, now);
    return !rooms || rooms.has(room) || rooms.size < most;
  }

  #current(key: string, now: number): ReadonlyMap<string, number> | undefined {
    const rooms = this.#rooms.get(key);
    if (!rooms) return undefined;
    for (const [room, until] of rooms) if (until <= now) rooms.delete(room);
    if (rooms.size === 0) this.#rooms.delete(key);
    return rooms;
  }
}
