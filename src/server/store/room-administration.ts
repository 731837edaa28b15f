import { parseItem } from '../../protocol/item.js';
import type { ClosingEvent } from '../../protocol/kinds/closing.js';
import type { RemovalEvent } from '../../protocol/kinds/removal.js';
import { recordRemoval } from './leases.js';
import { roomNameFault } from '../../protocol/room-name.js';
import type { HistoryLimits, RoomStore } from './room-store.js';

/** Longer lists are not looked through to the end. */
const MAX_LENGTH = 10_000;

/**
 * Takes a message back: out of the room's list, and out of every open timeline. In a moderated room it does not come
 * back either when its sender, who has not heard of it yet, sends it again.
 *
 * Who may do this is for the caller to know. Where the room has no such message, its id is noted all the same.
 *
 * @param history how far to look, where that is known
 * @throws {TypeError} for a name that no room may have; whatever the store rejects with: then it can be tried again
 */
export async function removeMessage(
  store: RoomStore,
  room: string,
  id: string,
  history?: Pick<HistoryLimits, 'limit'>,
): Promise<void> {
  checkRoom(room, 'remove a message');
  // Before it is looked for: a process that stores it meanwhile for its sender finds this.
  await recordRemoval(store, room, id);
  const stored = await store.fetch(room, history?.limit ?? MAX_LENGTH);
  for (const item of new Set(stored)) {
    if (idOf(item) === id) await store.remove(room, item);
  }
  await publish(store, room, { type: 'removal', id });
}

/**
 * Ends a chat: its list is deleted, and everybody who is there is told.
 *
 * Tokens that were issued stay valid: from now on `authorize` should refuse the room, or its name begins a new chat.
 *
 * @throws {TypeError} for a name that no room may have; whatever the store rejects with: then it can be tried again
 */
export async function closeRoom(store: RoomStore, room: string): Promise<void> {
  checkRoom(room, 'close a room');
  // Told first: what is sent while the list is being deleted would begin the next one.
  await publish(store, room, { type: 'closing' });
  await store.delete(room);
}

function publish(
  store: RoomStore,
  room: string,
  event: RemovalEvent | ClosingEvent,
): Promise<void> {
  return store.publish(room, JSON.stringify(event));
}

/** The id that a stored message was given; undefined where it has none. */
function idOf(item: string): string | undefined {
  const parsed = parseItem(item);
  return parsed.kind === 'message' && !parsed.derivedId ? parsed.message.id : undefined;
}

/** The name may have come with a request: it must not be the key of something else. */
function checkRoom(room: string, doing: string): void {
  const fault = roomNameFault(room);
  if (fault !== undefined) throw new TypeError(`unable to ${doing}; the room name ${fault}`);
}
