import type { Clock } from '../../platform/clock.js';
import { BOT_PREFIX } from '../../protocol/bot-prefix.js';
import { keyOf } from '../store/leases.js';
import { messageIn } from '../store/relation-list.js';
import type { RoomStore } from '../store/room-store.js';
import {
  readStored,
  withoutNewest,
  withStatus,
  type StoredConversation,
  type StoredMessage,
} from './conversation-state.js';
import { conversationItem, INBOX_TOPIC } from './inbox-topic.js';
import { Register } from './register.js';
import { canHoldInbox } from './shared-item.js';

/** So many of the newest messages are looked at, to find who waits since when. */
const NEWEST = 20;

/**
 * Takes back the excerpt of a message that is removed, whichever process removes it. Rooms of no inbox cost
 * one read.
 *
 * @throws the store's error, and the call can be repeated
 */
export async function forgetMessage(
  store: RoomStore,
  room: string,
  messageId: string,
  clock: Clock,
): Promise<void> {
  await change(store, room, clock, async (before) => {
    if (before.newest !== messageId) return undefined;
    const items = await store.fetch(room, NEWEST);
    const left = items.flatMap((item): StoredMessage[] => {
      const message = messageIn(item)?.message;
      // The relay takes it out of the list later.
      return message && message.id !== messageId
        ? [{ message, side: sideOf(message.author.id, before) }]
        : [];
    });
    return withoutNewest(before, left);
  });
}

/** Closes the conversation of a room whose history is deleted. @throws the store's error, and the call can be repeated */
export async function forgetRoom(store: RoomStore, room: string, clock: Clock): Promise<void> {
  await change(store, room, clock, (before) => {
    const isForgotten = before.shown.status === 'closed' && before.shown.excerpt === '';
    return isForgotten ? undefined : withStatus(withoutNewest(before, []), 'closed');
  });
}

async function change(
  store: RoomStore,
  room: string,
  clock: Clock,
  next: (
    before: StoredConversation,
  ) => StoredConversation | undefined | Promise<StoredConversation | undefined>,
): Promise<void> {
  // Only a store that can hold an inbox has one.
  if (!canHoldInbox(store)) return;
  if (readStored(await store.get(keyOf('inbox', room))) === undefined) return;
  const register = new Register(store, clock);
  const { stored, isChanged } = await register.update(room, (before) => before && next(before));
  if (stored && isChanged) await store.publish(INBOX_TOPIC, conversationItem(stored.shown));
}

/** Who besides the visitor has written is an agent, or a bot. */
function sideOf(authorId: string | undefined, { writer }: StoredConversation) {
  if (authorId?.startsWith(BOT_PREFIX)) return 'bot';
  return authorId === undefined || authorId === writer ? 'visitor' : 'agent';
}
