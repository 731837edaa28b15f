/** What is kept of files that nobody looks at, and of all together: those shown stay. */
export const MAX_CACHED_BLOBS = 60;
export const MAX_CACHED_BYTES = 48 * 1024 * 1024;

interface Cached {
  readonly blob: Blob;
  url: string | undefined;
  /** How many show it. */
  shown: number;
}

/** Checked files, and their `blob:` URLs. Those that were used least recently, and are not shown, make way for others. */
export class BlobCache {
  /** In the order of their last use. */
  readonly #cached = new Map<string, Cached>();
  #size = 0;

  get(key: string): Blob | undefined {
    return this.#use(key)?.blob;
  }

  add(key: string, blob: Blob): void {
    this.#add(key, blob);
  }

  /** The file's URL, which stays until as many calls of `hide`. */
  show(key: string, blob: Blob): string {
    const cached = this.#add(key, blob);
    cached.shown += 1;
    cached.url ??= URL.createObjectURL(cached.blob);
    return cached.url;
  }

  hide(key: string): void {
    const cached = this.#cached.get(key);
    if (!cached || cached.shown === 0) return;
    cached.shown -= 1;
    this.#makeSpace();
  }

  clear(): void {
    for (const key of [...this.#cached.keys()]) this.#remove(key);
  }

  #add(key: string, blob: Blob): Cached {
    const known = this.#use(key);
    if (known) return known;
    const cached = { blob, url: undefined, shown: 0 };
    this.#cached.set(key, cached);
    this.#size += blob.size;
    this.#makeSpace(key);
    return cached;
  }

  #use(key: string): Cached | undefined {
    const cached = this.#cached.get(key);
    if (!cached) return undefined;
    this.#cached.delete(key);
    this.#cached.set(key, cached);
    return cached;
  }

  /** @param spared about to be shown */
  #makeSpace(spared?: string): void {
    for (const [key, { shown }] of [...this.#cached]) {
      if (this.#cached.size <= MAX_CACHED_BLOBS && this.#size <= MAX_CACHED_BYTES) return;
      if (shown === 0 && key !== spared) this.#remove(key);
    }
  }

  #remove(key: string): void {
    const cached = this.#cached.get(key);
    if (!cached) return;
    this.#cached.delete(key);
    this.#size -= cached.blob.size;
    if (cached.url !== undefined) URL.revokeObjectURL(cached.url);
  }
}
