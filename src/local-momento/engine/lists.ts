import { MAX_LIST_ELEMENT_BYTES } from './limits.js';
import { invalidArgument, limitExceeded, wrongType } from './status.js';
import { checkedTtl, type Items } from './items.js';

type ListEnd = 'front' | 'back';

/** From `start` (inclusive) to `end` (exclusive); a negative index counts from the end of the list. */
export interface Slice {
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

/** `count` elements, beginning at `start`. */
interface Range {
  readonly start: number;
  readonly count: number;
}

export interface CollectionTtl {
  readonly ttlMs: number;
  /** Whether an existing list's time to live restarts. A new list always gets `ttlMs`. */
  readonly refresh: boolean;
}

interface PushOptions extends CollectionTtl {
  /** Truncates the list to this many elements, at the end opposite to the push; 0 truncates nothing. */
  readonly truncateToSize: number;
}

/** Called with the values of each push. */
export type PushListener = (key: string, values: readonly Uint8Array[]) => void;

interface Popped {
  readonly element: Uint8Array;
  /** The number of elements left in the list. */
  readonly length: number;
}

/**
 * The lists of one cache. An empty list does not exist: removing the last element removes the key.
 * Without a list every method that reads one returns undefined, which the SDK reports as a Miss.
 */
export class Lists {
  readonly #items: Items;
  readonly #onPush: PushListener;

  constructor(items: Items, onPush: PushListener) {
    this.#items = items;
    this.#onPush = onPush;
  }

  length(key: string): number | undefined {
    return this.#find(key)?.length;
  }

  /** Returns the elements of a slice; a slice outside the list is a Hit without elements. */
  fetch(key: string, slice: Slice = {}): readonly Uint8Array[] | undefined {
    checkSlice(slice);
    return this.#find(key)?.slice(slice.start, slice.end);
  }

  /** Adds elements, in the order given, and returns the list's new length. */
  push(key: string, end: ListEnd, values: readonly Uint8Array[], options: PushOptions): number {
    const ttlMs = checkedTtl(options.ttlMs);
    values.forEach(checkElement);
    // `#find` throws for an item of another type, before anything is stored.
    const old = this.#find(key);
    const grown = end === 'back' ? [...(old ?? []), ...values] : [...values, ...(old ?? [])];
    const keep = options.truncateToSize || grown.length;
    // Truncation removes the elements farthest from the end that was pushed to.
    const elements = end === 'back' ? grown.slice(-keep) : grown.slice(0, keep);
    this.#replace(key, elements, !old || options.refresh ? ttlMs : undefined);
    this.#onPush(key, values);
    return elements.length;
  }

  /** Removes and returns the element at an end; undefined without a list. */
  pop(key: string, end: ListEnd): Popped | undefined {
    const elements = this.#find(key);
    const element = end === 'back' ? elements?.at(-1) : elements?.[0];
    if (!elements || !element) return undefined;
    const rest = end === 'back' ? elements.slice(0, -1) : elements.slice(1);
    this.#replace(key, rest);
    return { element, length: rest.length };
  }

  /** Removes every element equal to a value. Returns the new length. */
  removeValue(key: string, value: Uint8Array): number | undefined {
    return this.#filter(key, (element) => !Buffer.from(element).equals(value));
  }

  /** Removes the elements in any of the ranges. All indexes refer to the list before the removal. */
  erase(key: string, ranges: readonly Range[]): number | undefined {
    const length = this.length(key) ?? 0;
    const spans = ranges.map(({ start, count }) => {
      const from = start < 0 ? start + length : start;
      return { from, to: from + count };
    });
    return this.#filter(key, (_, index) => !spans.some((s) => index >= s.from && index < s.to));
  }

  /** Keeps a slice and removes all other elements. */
  retain(key: string, slice: Slice, ttl: CollectionTtl): number | undefined {
    checkSlice(slice);
    const ttlMs = checkedTtl(ttl.ttlMs);
    const elements = this.#find(key)?.slice(slice.start, slice.end);
    if (elements) this.#replace(key, elements, ttl.refresh ? ttlMs : undefined);
    return elements?.length;
  }

  #filter(key: string, keep: (element: Uint8Array, index: number) => boolean): number | undefined {
    const elements = this.#find(key)?.filter(keep);
    if (elements) this.#replace(key, elements);
    return elements?.length;
  }

  #find(key: string): readonly Uint8Array[] | undefined {
    const value = this.#items.find(key);
    if (!value) return undefined;
    if (value.type !== 'list') throw wrongType('list', value.type);
    return value.elements;
  }

  #replace(key: string, elements: Uint8Array[], ttlMs?: number): void {
    if (elements.length === 0) this.#items.remove(key);
    else this.#items.store(key, { type: 'list', elements }, ttlMs);
  }
}

/**
 * Refuses a slice whose end is not after its start. Only indexes of the same sign can be compared
 * without the list's length; with different signs the slice may be empty, which is no error.
 *
 * The SDKs check fewer cases (a start of 0 or less with an end that is not negative), so the others
 * reach the engine.
 */
function checkSlice({ start, end }: Slice): void {
  if (start === undefined || end === undefined || start < 0 !== end < 0) return;
  if (end <= start) throw invalidArgument('the end index must be larger than the start index');
}

function checkElement(element: Uint8Array): void {
  if (element.length > MAX_LIST_ELEMENT_BYTES) {
    const detail = `${element.length} of ${MAX_LIST_ELEMENT_BYTES} bytes`;
    throw limitExceeded('element_size_limit_exceeded', detail);
  }
}
