/** How many different rooms the sockets of each address are in. */
export class AddressRooms {
  readonly #max: number;
  /** Sockets in each room, by address. */
  readonly #rooms = new Map<string, Map<string, number>>();

  constructor(max: number) {
    this.#max = max;
  }

  /** @returns false if it is one room too many; otherwise the caller has to release the room once */
  take(address: string, room: string): boolean {
    const rooms = this.#rooms.get(address) ?? new Map<string, number>();
    const sockets = rooms.get(room) ?? 0;
    if (sockets === 0 && rooms.size >= this.#max) return false;
    this.#rooms.set(address, rooms.set(room, sockets + 1));
    return true;
  }

  release(address: string, room: string): void {
    const rooms = this.#rooms.get(address);
    const sockets = rooms?.get(room);
    if (!rooms || sockets === undefined) return;
    if (sockets > 1) rooms.set(room, sockets - 1);
    else rooms.delete(room);
    if (rooms.size === 0) this.#rooms.delete(address);
  }
}
