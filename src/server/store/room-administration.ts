import { systemClock, type Clock } from '../../platform/clock.js';
import type { ClosingEvent } from '../../protocol/kinds/closing.js';
import { partCount, type Attachment } from '../../protocol/attachments.js';
import { relationsKey } from '../../protocol/room-rules.js';
import { forgetPin } from '../desk/forget-pin.js';
import { forgetMessage, forgetRoom } from '../inbox/forget-message.js';
import { eraseFilesOf } from './file-items.js';
import { keyOf, Leases, recordRemoval } from './leases.js';
import { roomNameFault } from '../../protocol/room-name.js';
import type { HistoryLimits, RoomStore } from './room-store.js';
import { messageIn, RelationList, removalItem } from './relation-list.js';

/** How many of the newest list elements are searched if the caller does not give a limit. */
const MAX_LENGTH = 10_000;
/** Momento's limit for lists: one day. */
const MAX_TTL_SECONDS = 86_400;
/** How many of a closed room's newest messages have their files deleted: as many as an answer of the service can hold. */
const MAX_CLOSED_LENGTH = 1_000;
/** How many parts of a closed room's files are deleted: about 96 MB. */
const MAX_CLOSED_PARTS = 2_000;

/**
 * Removes a message from the room's list and from every open timeline, and deletes its files and its pin. In a moderated room it also does not return when
 * its sender, unaware of the removal, sends it again.
 *
 * The caller checks whether the user may do this. The removal is recorded even if the room has no message with this id.
 *
 * @param history the room's limits, if known: so many of the newest list elements are searched
 * @throws {TypeError} for an invalid room name; the store's error if a request fails, and the call can be repeated
 */
export async function removeMessage(
  store: RoomStore,
  room: string,
  id: string,
  history?: Partial<HistoryLimits>,
): Promise<void> {
  checkRoom(room, 'remove a message');
  const { limit = MAX_LENGTH, ttlSeconds = MAX_TTL_SECONDS } = history ?? {};
  await removeStoredMessage(store, room, id, systemClock, { limit, ttlSeconds });
  await forgetPin(store, room, id, systemClock, { limit, ttlSeconds });
}

/**
 * Removes a message, its files and its relations, and stores and publishes its removal.
 *
 * @returns the removal as JSON
 * @throws the store's error if a request fails, and the call can be repeated
 */
export async function removeStoredMessage(
  store: RoomStore,
  room: string,
  id: string,
  clock: Clock,
  history: HistoryLimits,
): Promise<string> {
  const relations = new RelationList(store, history, clock);
  const leases = new Leases(store, clock);
  // Recorded before the search, so that a process that is about to store the message for its sender sees the removal.
  await recordRemoval(store, room, id);
  const found = await relations.find(room, id);
  const author = found?.parsed.message.author.id;
  // The result has the text, for a sender that repeats the message.
  if (author !== undefined) {
    await leases.record(room, author, id, { state: 'done', item: '' });
  }
  // An earlier call may have ended after it had taken the message out of the list.
  const earlier = found ? undefined : await relations.findRemoval(room, id);
  const item = earlier?.item ?? removalItem(id, clock.now(), found?.parsed);
  // Stored before the message is removed, so that readers who are offline now learn of the removal later.
  if (!earlier) await relations.push(room, item);
  // Before the message, which tells which they are, should this be tried again.
  await eraseFilesOf(store, room, found?.parsed.message.attachments);
  const stored = await store.fetch(room, history.limit);
  for (const element of new Set(stored)) {
    if (messageIn(element)?.message.id === id) await store.remove(room, element);
  }
  await forgetMessage(store, room, id, clock);
  for (const { userId, type, id: relationId } of await relations.removeRelationsOf(room, id)) {
    if (type === 'edit') {
      await leases.record(room, userId, `edit:${relationId}`, { state: 'done', item: '' });
    }
  }
  await store.publish(room, item);
  return item;
}

/**
 * Ends a chat: deletes its list, and notifies all connected clients. Then it deletes the files of the newest 1,000 messages,
 * in up to 2,000 parts of 48 KB, as far as that works; the others are gone in a day.
 *
 * Issued tokens stay valid. From now on `authorize` should refuse the room; otherwise the next message starts a new
 * chat under the same name.
 *
 * @param onError receives the error if the files cannot be deleted: the chat is closed all the same
 * @throws {TypeError} for an invalid room name; the store's error if a request fails, and the call can be repeated
 */
export async function closeRoom(
  store: RoomStore,
  room: string,
  onError: (error: unknown) => void = () => undefined,
): Promise<void> {
  checkRoom(room, 'close a room');
  // Published first: a message that is sent after the list was deleted would start a new list.
  const event: ClosingEvent = { type: 'closing' };
  await store.publish(room, JSON.stringify(event));
  // Before the list is deleted, which tells which files there are.
  const files = await newestFiles(store, room).catch((error: unknown) => {
    onError(error);
    return [];
  });
  await store.delete(room);
  await store.delete(relationsKey(room));
  await store.delete(keyOf('pins', room));
  await forgetRoom(store, room, systemClock);
  await eraseFilesOf(store, room, files).catch(onError);
}

/**
 * The files of a room's newest messages. In a direct room any writer decides what the list says of files, so their number is
 * bounded by their parts: each of these takes a request to delete.
 */
async function newestFiles(store: RoomStore, room: string): Promise<readonly Attachment[]> {
  const items = await store.fetch(room, MAX_CLOSED_LENGTH);
  const files: Attachment[] = [];
  let parts = 0;
  for (const item of [...items].reverse()) {
    for (const file of messageIn(item)?.message.attachments ?? []) {
      parts += file.url === undefined ? partCount(file) : 0;
      if (parts > MAX_CLOSED_PARTS) return files;
      files.push(file);
    }
  }
  return files;
}

/** The name may come from a request, and must not be the key of another cache item. */
function checkRoom(room: string, doing: string): void {
  const fault = roomNameFault(room);
  if (fault !== undefined) throw new TypeError(`unable to ${doing}; the room name ${fault}`);
}
