import { parseItem } from '../../protocol/item.js';
import type { ClosingEvent } from '../../protocol/kinds/closing.js';
import type { RemovalEvent } from '../../protocol/kinds/removal.js';
import { recordRemoval } from './leases.js';
import { roomNameFault } from '../../protocol/room-name.js';
import type { HistoryLimits, RoomStore } from './room-store.js';

/** How many of the newest list elements are searched if the caller does not give a limit. */
const MAX_LENGTH = 10_000;

/**
 * Removes a message from the room's list and from every open timeline. In a moderated room it also does not return when
 * its sender, unaware of the removal, sends it again.
 *
 * The caller checks whether the user may do this. The removal is recorded even if the room has no message with this id.
 *
 * @param history the room's history limit, if known: so many of the newest list elements are searched
 * @throws {TypeError} for an invalid room name; the store's error if a request fails, and the call can be repeated
 */
export async function removeMessage(
  store: RoomStore,
  room: string,
  id: string,
  history?: Pick<HistoryLimits, 'limit'>,
): Promise<void> {
  checkRoom(room, 'remove a message');
  // Recorded before the search, so that a process that is about to store the message for its sender sees the removal.
  await recordRemoval(store, room, id);
  const stored = await store.fetch(room, history?.limit ?? MAX_LENGTH);
  for (const item of new Set(stored)) {
    if (idOf(item) === id) await store.remove(room, item);
  }
  await publish(store, room, { type: 'removal', id });
}

/**
 * Ends a chat: deletes its list, and notifies all connected clients.
 *
 * Issued tokens stay valid. From now on `authorize` should refuse the room; otherwise the next message starts a new
 * chat under the same name.
 *
 * @throws {TypeError} for an invalid room name; the store's error if a request fails, and the call can be repeated
 */
export async function closeRoom(store: RoomStore, room: string): Promise<void> {
  checkRoom(room, 'close a room');
  // Published first: a message that is sent after the list was deleted would start a new list.
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

/** The id of a stored message; undefined if it was stored without one. */
function idOf(item: string): string | undefined {
  const parsed = parseItem(item);
  return parsed.kind === 'message' && !parsed.derivedId ? parsed.message.id : undefined;
}

/** The name may come from a request, and must not be the key of another cache item. */
function checkRoom(room: string, doing: string): void {
  const fault = roomNameFault(room);
  if (fault !== undefined) throw new TypeError(`unable to ${doing}; the room name ${fault}`);
}
