import { beforeEach, describe, expect, it } from 'vitest';
import { tabStore } from '../../src/platform/tab-store.js';

/** A browser's storage with its items as properties; `fill()` makes it full. */
class FakeStorage implements Storage {
  [key: string]: unknown;
  #full = false;

  fill(full = true): void {
    this.#full = full;
  }

  get length(): number {
    return Object.keys(this).length;
  }

  key(index: number): string | null {
    return Object.keys(this)[index] ?? null;
  }

  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? String(this[key]) : null;
  }

  setItem(key: string, value: string): void {
    if (this.#full) throw new DOMException('full', 'QuotaExceededError');
    this[key] = value;
  }

  removeItem(key: string): void {
    delete this[key];
  }

  clear(): void {
    for (const key of Object.keys(this)) this.removeItem(key);
  }
}

let tests = 0;

describe('tabStore', () => {
  let storage: FakeStorage;
  /** The page's memory outlives a test, so each test has its own keys. */
  let prefix: string;
  let one: string;
  let two: string;

  beforeEach(() => {
    storage = new FakeStorage();
    tests += 1;
    prefix = `test ${String(tests)}:`;
    one = `${prefix}one`;
    two = `${prefix}two`;
  });

  it('stores texts in the browser’s storage, so that they survive a reload', () => {
    tabStore(storage).set(one, 'first');
    expect(storage.getItem(one)).toBe('first');
    expect(tabStore(storage).get(one)).toBe('first');
    expect(tabStore(storage).get(two)).toBeUndefined();
  });

  it('lists keys by prefix, and removes them', () => {
    const store = tabStore(storage);
    storage.setItem('another key', 'x');
    store.set(one, '1');
    store.set(two, '2');
    expect(store.keys(prefix).sort()).toEqual([one, two]);
    store.remove(one);
    store.remove(one);
    expect(store.keys(prefix)).toEqual([two]);
    expect(store.get(one)).toBeUndefined();
    expect(storage.getItem('another key')).toBe('x');
  });

  it('stores empty texts', () => {
    const store = tabStore(storage);
    store.set(one, '');
    expect(store.get(one)).toBe('');
    storage.fill();
    store.set(two, '');
    expect(store.get(two)).toBe('');
  });

  describe('when the storage is full', () => {
    it('keeps texts in memory for as long as the page, beside the stored ones', () => {
      const store = tabStore(storage);
      store.set(one, 'stored');
      storage.fill();
      store.set(two, 'remembered');
      expect([store.get(one), store.get(two)]).toEqual(['stored', 'remembered']);
      expect(store.keys(prefix).sort()).toEqual([one, two]);
      expect(tabStore(storage).get(two)).toBe('remembered');
      store.remove(two);
      expect(store.keys(prefix)).toEqual([one]);
    });

    it('leaves an older stored text in place, which is better than none after a reload', () => {
      const store = tabStore(storage);
      store.set(one, 'old');
      storage.fill();
      store.set(one, 'new');
      expect(store.get(one)).toBe('new');
      expect(store.keys(prefix)).toEqual([one]);
      expect(storage.getItem(one)).toBe('old');
    });

    it('stores texts again once there is room', () => {
      const store = tabStore(storage);
      storage.fill();
      store.set(one, 'remembered');
      storage.fill(false);
      store.set(one, 'stored');
      expect(store.get(one)).toBe('stored');
      expect(storage.getItem(one)).toBe('stored');
      // No text in memory may hide another script's write to the storage.
      storage.setItem(one, 'changed');
      expect(store.get(one)).toBe('changed');
    });
  });

  it('keeps texts in memory where even reading `sessionStorage` throws', () => {
    const before = Object.getOwnPropertyDescriptor(globalThis, 'sessionStorage');
    Object.defineProperty(globalThis, 'sessionStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('forbidden', 'SecurityError');
      },
    });
    try {
      tabStore().set(one, 'remembered');
      expect(tabStore().get(one)).toBe('remembered');
      expect(tabStore().keys(prefix)).toEqual([one]);
      tabStore().remove(one);
      expect(tabStore().get(one)).toBeUndefined();
    } finally {
      if (before) Object.defineProperty(globalThis, 'sessionStorage', before);
      else Reflect.deleteProperty(globalThis, 'sessionStorage');
    }
  });
});
