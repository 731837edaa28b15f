/** Small texts, kept for the tab: over a reload and, in most browsers, over a crash. Never throws. */
export interface TabStore {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
  /** All keys that start like this, in no particular order. */
  keys(prefix: string): string[];
}

/** Shared by all elements of the page, so that one that is removed and added again finds its own. */
const memory = new Map<string, string>();

/**
 * `sessionStorage`, and memory for what that does not take: it may be full, and sandboxed frames and some
 * private modes forbid even looking at it. Then things last as long as the page.
 */
export function tabStore(storage: Storage | undefined = sessionStorageIfAllowed()): TabStore {
  return {
    get: (key) => memory.get(key) ?? storage?.getItem(key) ?? undefined,
    set(key, value) {
      if (store(storage, key, value)) memory.delete(key);
      // What is stored there is out of date now, but better than nothing after a reload.
      else memory.set(key, value);
    },
    remove(key) {
      memory.delete(key);
      storage?.removeItem(key);
    },
    keys: (prefix) =>
      [...new Set([...memory.keys(), ...Object.keys(storage ?? {})])].filter((key) =>
        key.startsWith(prefix),
      ),
  };
}

function store(storage: Storage | undefined, key: string, value: string): boolean {
  if (!storage) return false;
  try {
    storage.setItem(key, value);
    return true;
  } catch {
    return false; // Full.
  }
}

function sessionStorageIfAllowed(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}
