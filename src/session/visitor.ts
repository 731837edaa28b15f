import { createMessageId, isMessageId } from '../protocol/ids.js';
import { cleanName } from '../protocol/names.js';
import { GUEST_PREFIX } from '../protocol/ids.js';
import type { TabStore } from '../platform/tab-store.js';
import type { ChatUser } from '../protocol/chat-user.js';

const KEY = 'momento-chat:guest';

/**
 * The visitor for tokens without a `user`: named by the `username` attribute, or as a guest. The id is kept for
 * the tab, so that own messages are recognised after a reload. Neither name nor id is verified.
 */
export function createVisitor(username: string | null | undefined, store: TabStore): ChatUser {
  const id = guestId(store);
  return Object.freeze({
    id,
    name: cleanName(username) || `Guest ${id.slice(-4)}`,
    avatarUrl: undefined,
  });
}

function guestId(store: TabStore): string {
  const kept = store.get(KEY);
  if (kept?.startsWith(GUEST_PREFIX) && isMessageId(kept.slice(GUEST_PREFIX.length))) return kept;
  const id = GUEST_PREFIX + createMessageId(Date.now());
  store.set(KEY, id);
  return id;
}
