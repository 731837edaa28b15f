import type { Clock } from '../../platform/clock.js';
import type { RoomStore } from '../store/room-store.js';

/** A store with all that an inbox needs. */
export type InboxStore = RoomStore & Required<Pick<RoomStore, 'setIfEqual' | 'refresh'>>;

/** How often a change is tried while other processes change the same item. */
const MAX_TRIES = 30;
/** The longest wait before the next try, in ms: the others must get through, too. */
const MAX_PAUSE_MS = 200;

export function canHoldInbox(store: RoomStore): store is InboxStore {
  return store.setIfEqual !== undefined && store.refresh !== undefined;
}

/** What an item is to be, and for how long. */
export interface ItemValue {
  readonly text: string;
  readonly ttlSeconds: number;
}

export interface ItemChange {
  readonly key: string;
  /** What the item may still be: it saves reading it. */
  readonly known?: string | undefined;
  /** Called before the item is created. */
  readonly onCreate?: () => Promise<void>;
  /**
   * Returns the new value; undefined: it stays as it is. It is asked again each time that another process was first.
   *
   * @param value undefined if there is no item
   */
  readonly change: (
    value: string | undefined,
  ) => ItemValue | undefined | Promise<ItemValue | undefined>;
}

/**
 * Changes an item that other processes change, too: no change is lost.
 *
 * @returns what the item is now, and whether this call has changed it
 * @throws the store's error: the item may be changed nevertheless
 */
export async function changeItem(
  store: InboxStore,
  clock: Clock,
  { key, known, onCreate, change }: ItemChange,
): Promise<{ readonly value: string | undefined; readonly isChanged: boolean }> {
  let guess = known;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const isGuessed = guess !== undefined;
    const value = guess ?? (await store.get(key));
    guess = undefined;
    const next = await change(value);
    if (next === undefined) {
      // An item that is not what it was might need the change.
      if (isGuessed) continue;
      return { value, isChanged: false };
    }
    if (value === undefined) await onCreate?.();
    const { text, ttlSeconds } = next;
    const isSet =
      value === undefined
        ? await store.setIfAbsent(key, text, ttlSeconds)
        : await store.setIfEqual(key, text, value, ttlSeconds);
    if (isSet) return { value: text, isChanged: true };
    if (!isGuessed) await pause(clock, tries);
  }
  throw new Error('unable to change a conversation; too many processes change it at once');
}

function pause(clock: Clock, tries: number): Promise<void> {
  const ms = clock.random() * Math.min(MAX_PAUSE_MS, 5 * 2 ** tries);
  return new Promise((resolve) => clock.setTimeout(resolve, ms));
}
