/** Small texts stored for the tab: they survive a reload and, in most browsers, a crash. Never throws. */
export interface TabStore {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
  /** All keys with this prefix, in no particular order. */
  keys(prefix: string): string[];
}

/** Shared by all elements of the page: an element that is removed and added again finds its texts. */
const memory = new Map<string, string>();

/**
 * `sessionStorage`, with the page's memory as the fallback: the storage may be full, and in sandboxed frames and some
 * private modes even reading the property throws. Texts in memory last as long as the page.
 */
export function tabStore(storage: Storage | undefined = sessionStorageIfAllowed()): TabStore {
  return {
    get: (key) => memory.get(key) ?? storage?.getItem(key) ?? undefined,
    set(key, value) {
      if (store(storage, key, value)) memory.delete(key);
      // An older stored text stays: after a reload it is better than none.
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
