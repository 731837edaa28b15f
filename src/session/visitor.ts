import { createMessageId } from '../message-id.js';
import { cleanName } from '../message.js';
import type { ChatUser } from './session.js';

const KEY = 'momento-chat:guest';

/**
 * Who the visitor is when the token endpoint does not say: the `username` attribute's name, or a guest's,
 * both with an id kept for the tab, so that a reload still tells own messages apart. Nobody vouches for either.
 *
 * @param storage the tab's, or undefined where the browser forbids it
 */
export function visitor(username: string | null, storage: Storage | undefined): ChatUser {
  const id = guestId(storage);
  return Object.freeze({
    id,
    name: cleanName(username) || `Guest ${id.slice(-4)}`,
    avatarUrl: undefined,
  });
}

function guestId(storage: Storage | undefined): string {
  const kept = storage?.getItem(KEY);
  if (kept && /^guest-[0-9A-Z]{26}$/.test(kept)) return kept;
  const id = `guest-${createMessageId(Date.now())}`;
  try {
    storage?.setItem(KEY, id);
  } catch {
    // Full: a new name on the next page is the whole damage.
  }
  return id;
}

/** The tab's storage; sandboxed frames and some private modes forbid even looking at it. */
export function tabStorage(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}
