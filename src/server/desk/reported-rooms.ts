import type { Clock } from '../../platform/clock.js';
import { parseJson, toJson } from '../../protocol/json.js';
import { canHoldInbox, changeItem } from '../inbox/shared-item.js';
import { keyOf } from '../store/leases.js';
import type { RoomStore } from '../store/room-store.js';

/** So many rooms are remembered, those that were reported last: about 30 KB. */
const MAX_ROOMS = 200;
/** Momento keeps an item for a day at most: as long as the reports. */
const TTL_SECONDS = 86_400;

/** A room with reports, and a number that each report of it changes. */
type Entry = readonly [room: string, count: number];

/**
 * The rooms that have open reports: one item, which all processes change by compare-and-set. Without it, a moderator of many
 * rooms would have to ask each of them.
 */
export class ReportedRooms {
  readonly #store: RoomStore;
  readonly #clock: Clock;

  constructor(store: RoomStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Those reported last at the end. @throws the store's error */
  async all(): Promise<readonly Entry[]> {
    return read(await this.#store.get(KEY));
  }

  /** Called after a report is stored: who finds no report then, and takes the room out, sees that its number has changed. */
  add(room: string): Promise<void> {
    return this.#change((entries) => {
      const before = entries.find(([name]) => name === room);
      const others = entries.filter((entry) => entry !== before);
      return [...others, [room, (before?.[1] ?? 0) + 1]];
    });
  }

  /** Takes a room out that had no reports. @param count its number before they were read */
  async drop(room: string, count: number): Promise<void> {
    return this.#change((entries) => {
      const others = entries.filter(([name, each]) => name !== room || each !== count);
      return others.length < entries.length ? others : undefined;
    });
  }

  async #change(
    change: (entries: readonly Entry[]) => readonly Entry[] | undefined,
  ): Promise<void> {
    const store = this.#store;
    // Each room's queue is there all the same.
    if (!canHoldInbox(store)) return;
    await changeItem(store, this.#clock, {
      key: KEY,
      change(value) {
        const entries = change(read(value));
        return entries && { text: toJson(entries.slice(-MAX_ROOMS)), ttlSeconds: TTL_SECONDS };
      },
    });
  }
}

const KEY = keyOf('reported-rooms');

/** Only servers write the item, but a later version may write another format, which is skipped. */
function read(value: string | undefined): readonly Entry[] {
  const entries = value === undefined ? undefined : parseJson(value);
  if (!Array.isArray(entries)) return [];
  return (entries as readonly unknown[]).flatMap((entry): readonly Entry[] => {
    if (!Array.isArray(entry)) return [];
    const [room, count] = entry as readonly unknown[];
    return typeof room === 'string' && typeof count === 'number' ? [[room, count]] : [];
  });
}
