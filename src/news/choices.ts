import { tabStore } from '../platform/tab-store.js';

/** What the visitor has chosen, for all chats of the origin. */
export type Choice = 'sound' | 'desktop';

/** Where the storage is forbidden, the page remembers. */
const store = tabStore(localStorageIfAllowed());

/** Undefined until the visitor has chosen. */
export function chosen(what: Choice): boolean | undefined {
  const text = store.get(keyOf(what));
  return text === 'on' || text === 'off' ? text === 'on' : undefined;
}

export function choose(what: Choice, on: boolean): void {
  store.set(keyOf(what), on ? 'on' : 'off');
}

function keyOf(what: Choice): string {
  return `momento-chat:${what}`;
}

function localStorageIfAllowed(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
