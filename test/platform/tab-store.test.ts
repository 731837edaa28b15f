import { beforeEach, describe, expect, it } from 'vitest';
import { tabStore } from '../../src/platform/tab-store.js';

/** A browser's storage, which holds its items as properties, and is full when it is told to be. */
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

describe('small texts, kept for the tab,', () => {
  let storage: FakeStorage;
  /** Memory is the page's, and lasts from one test to the next: each has names of its own. */
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

  it('are in the browser’s storage, where a reload finds them', () => {
    tabStore(storage).set(one, 'first');
    expect(storage.getItem(one)).toBe('first');
    expect(tabStore(storage).get(one)).toBe('first');
    expect(tabStore(storage).get(two)).toBeUndefined();
  });

  it('can be listed by how their names start, and removed', () => {
    const store = tabStore(storage);
    storage.setItem('somebody else’s', 'x');
    store.set(one, '1');
    store.set(two, '2');
    expect(store.keys(prefix).sort()).toEqual([one, two]);
    store.remove(one);
    store.remove(one);
    expect(store.keys(prefix)).toEqual([two]);
    expect(store.get(one)).toBeUndefined();
    expect(storage.getItem('somebody else’s')).toBe('x');
  });

  it('may be empty', () => {
    const store = tabStore(storage);
    store.set(one, '');
    expect(store.get(one)).toBe('');
    storage.fill();
    store.set(two, '');
    expect(store.get(two)).toBe('');
  });

  describe('where the storage is full,', () => {
    it('last as long as the page, beside those that are stored', () => {
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

    it('keep what was there, which is better than nothing after a reload', () => {
      const store = tabStore(storage);
      store.set(one, 'old');
      storage.fill();
      store.set(one, 'new');
      expect(store.get(one)).toBe('new');
      expect(store.keys(prefix)).toEqual([one]);
      expect(storage.getItem(one)).toBe('old');
    });

    it('go back to it as soon as there is room', () => {
      const store = tabStore(storage);
      storage.fill();
      store.set(one, 'remembered');
      storage.fill(false);
      store.set(one, 'stored');
      expect(store.get(one)).toBe('stored');
      expect(storage.getItem(one)).toBe('stored');
      // Nothing is left that would hide what another script writes there.
      storage.setItem(one, 'changed');
      expect(store.get(one)).toBe('changed');
    });
  });

  it('last as long as the page where even looking at the storage is forbidden', () => {
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
