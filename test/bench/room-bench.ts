import { conversation, type Delivery } from './conversation.js';
import { editOf, reactionTo, removalOf, type RelationDelivery } from './relations.js';
import { OpenedRoom } from './room.js';
import { collectGarbage, settled, timed } from './timing.js';

/** The operations measured in a room of each size. */
export const ROOM_MEASURES = [
  'open the room',
  'load all of it, per 100 messages',
  'live message in the room',
  'live reaction',
  'live edit',
  'live removal',
] as const;
export type RoomMeasure = (typeof ROOM_MEASURES)[number];

export interface RoomSample {
  readonly size: number;
  readonly measure: RoomMeasure;
  /** In ms. */
  readonly times: readonly number[];
}

/** Events per size, operation and round. */
const EVENTS = 14;
/** The first of them are not counted, because they meet cold caches. */
const WARM_UP = 2;
/** Reactions that a message has at most when the room is opened. */
const STORED_READERS = 100;

/** A whole chat in rooms of several sizes, with three reactions for each message. */
export class RoomBench {
  /** All sizes end with the same messages. */
  readonly #conversation: readonly Delivery[];
  readonly #length: number;
  #rooms: { size: number; room: OpenedRoom }[] = [];

  /** @param length the length of the longest conversation */
  constructor(length: number) {
    this.#length = length;
    this.#conversation = conversation(length + EVENTS);
  }

  /**
   * Measures every operation once, in new rooms. The sizes alternate, event by event, so that other load on the machine
   * affects all of them alike.
   */
  async round(sizes: readonly number[]): Promise<RoomSample[]> {
    collectGarbage();
    const samples: RoomSample[] = [];
    for (const size of sizes) {
      const room = this.#add(size);
      const opening = await timed(() => room.enter());
      await settled();
      const loading = await timed(() => room.loadAll());
      samples.push({ size, measure: 'open the room', times: [opening] });
      const all = (100 * (opening + loading)) / size;
      samples.push({ size, measure: 'load all of it, per 100 messages', times: [all] });
    }
    await settled();
    samples.push(
      ...(await this.#live('live reaction', (n, message) =>
        reactionTo(message, STORED_READERS + n),
      )),
      ...(await this.#live('live edit', (n, message) => editOf(message, n))),
      ...(await this.#live('live message in the room', (n) => this.#at(this.#length + n))),
      ...(await this.#live('live removal', (_, message) => removalOf(message))),
    );
    this.clear();
    return samples;
  }

  /** Opens a room, with all that is stored, and leaves it on the page. @returns the number of its elements */
  async open(size: number): Promise<number> {
    const room = this.#add(size);
    await room.enter();
    await room.loadAll();
    await settled();
    const reactions = 3 * size;
    if (room.messageCount !== size || room.reactionCount !== reactions) {
      throw new Error(
        `${String(room.messageCount)} messages and ${String(room.reactionCount)} reactions in a room of ${String(size)}`,
      );
    }
    return room.countElements();
  }

  clear(): void {
    for (const { room } of this.#rooms) room.remove();
    this.#rooms = [];
  }

  #add(size: number): OpenedRoom {
    const room = new OpenedRoom(this.#conversation.slice(this.#length - size, this.#length));
    this.#rooms.push({ size, room });
    return room;
  }

  #at(index: number): Delivery {
    const delivery = this.#conversation[index];
    if (!delivery) throw new RangeError(`no message ${String(index)}`);
    return delivery;
  }

  /** @param make an event about one of the newest messages, which the reader sees; each is about another one */
  async #live(
    measure: RoomMeasure,
    make: (number: number, message: Delivery) => RelationDelivery,
  ): Promise<RoomSample[]> {
    collectGarbage();
    const turns = this.#rooms.map(({ size, room }) => ({ size, room, times: [] as number[] }));
    for (let number = 0; number < EVENTS; number += 1) {
      const event = make(number, this.#at(this.#length - 1 - number));
      for (const { room, times } of turns) times.push(await timed(() => room.receive(event)));
      await settled();
    }
    return turns.map(({ size, times }) => ({ size, measure, times: times.slice(WARM_UP) }));
  }
}
