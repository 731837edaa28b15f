import type { Clock } from '../../platform/clock.js';
import { BoundedMap } from '../limits/bounded-map.js';
import { keyOf } from '../store/leases.js';
import {
  nextVersion,
  readStored,
  serializeStored,
  type StoredConversation,
} from './conversation-state.js';
import { NOTES_TTL_SECONDS, notesKey } from './notes.js';
import { REFRESH_MS, RoomIndex } from './room-index.js';
import { changeItem, type InboxStore } from './shared-item.js';

/** How many conversations' items this process remembers, to change them without reading them: about 2 MB. */
const MAX_REMEMBERED = 2_000;

/** The conversations of all rooms: an item each, which any number of processes change, and an index of the rooms. */
export class Register {
  readonly index: RoomIndex;
  readonly #store: InboxStore;
  readonly #clock: Clock;
  readonly #remembered = new BoundedMap<string, string>(MAX_REMEMBERED);
  /** Until when a room's notes need no refreshing, in ms as the clock counts them. */
  readonly #notesKept = new BoundedMap<string, number>(MAX_REMEMBERED);

  constructor(store: InboxStore, clock: Clock) {
    this.index = new RoomIndex(store, clock);
    this.#store = store;
    this.#clock = clock;
  }

  /** @throws the store's error */
  async read(room: string): Promise<StoredConversation | undefined> {
    const value = await this.#store.get(keyOf('inbox', room));
    if (value !== undefined) this.#remembered.set(room, value);
    else this.#remembered.delete(room);
    return readStored(value);
  }

  /**
   * Changes a conversation. No change of another process is lost.
   *
   * @param change returns the new state; undefined: it stays as it is. It is asked again if another process was first.
   * @returns the state that holds, and whether this call has changed it
   * @throws the store's error, or that of `change`
   */
  async update(
    room: string,
    change: (
      before: StoredConversation | undefined,
    ) => StoredConversation | undefined | Promise<StoredConversation | undefined>,
  ): Promise<{ readonly stored: StoredConversation | undefined; readonly isChanged: boolean }> {
    const key = keyOf('inbox', room);
    const known = this.#remembered.get(room);
    // Of an error it is not known whether the change was made.
    this.#remembered.delete(room);
    await this.index.keep(room);
    const { value, isChanged } = await changeItem(this.#store, this.#clock, {
      key,
      known,
      onCreate: () => this.index.add(room),
      change: async (value) => {
        const before = readStored(value);
        const next = await change(before);
        if (!next) return undefined;
        const text = serializeStored(nextVersion(next, before, this.#clock.now()));
        return { text, ttlSeconds: next.ttlSeconds };
      },
    });
    if (value !== undefined) this.#remembered.set(room, value);
    const stored = readStored(value);
    if (isChanged && stored && stored.shown.notes > 0) await this.#keepNotes(room);
    return { stored, isChanged };
  }

  /** The notes of a conversation live on with it. */
  async #keepNotes(room: string): Promise<void> {
    const now = this.#clock.elapsed();
    if (now < (this.#notesKept.get(room) ?? 0)) return;
    await this.#store.refresh(notesKey(room), NOTES_TTL_SECONDS);
    this.#notesKept.set(room, now + REFRESH_MS);
  }
}
