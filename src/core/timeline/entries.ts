import type { ChatMessage } from '../../protocol/message.js';
import type { Numbered } from './occurrences.js';
import { compareSortKeys, type SortKey } from './sort-key.js';

/** A message in the timeline. */
export interface Entry extends Numbered {
  /** The message as its author sent it. */
  original: ChatMessage;
  /** The message as it is shown: with its relations applied. */
  message: ChatMessage;
  key: SortKey;
  /** Whether it stands in for a message that is not here. */
  readonly isStandIn: boolean;
  /** When it came, counted in messages. */
  readonly serial: number;
}

/** The entries of a timeline: sorted, each id once. */
export class Entries {
  #list: Entry[] = [];
  #serial = 0;
  readonly #byId = new Map<string, Entry>();
  /** Undefined after a change, until it is read. */
  #messages: readonly ChatMessage[] | undefined;

  /** In order. */
  get list(): readonly Entry[] {
    return this.#list;
  }

  /** In order; a new array after every change. */
  get messages(): readonly ChatMessage[] {
    this.#messages ??= Object.freeze(this.#list.map(({ message }) => message));
    return this.#messages;
  }

  get(id: string): Entry | undefined {
    return this.#byId.get(id);
  }

  remove(entry: Entry): void {
    this.#list.splice(this.#indexOf(entry), 1);
    this.#byId.delete(entry.message.id);
    this.#messages = undefined;
  }

  /** How many entries there have been. */
  get serial(): number {
    return this.#serial;
  }

  /** Puts a message at the end: `sort` or `settleLast` brings it into place. */
  push(original: ChatMessage, key: SortKey, kind: Partial<Entry>): Entry {
    this.#serial += 1;
    const entry: Entry = {
      derivedFrom: undefined,
      number: undefined,
      isStandIn: false,
      ...kind,
      original,
      message: original,
      key,
      serial: this.#serial,
    };
    this.#list.push(entry);
    this.#byId.set(original.id, entry);
    return entry;
  }

  /** Shows another message in an entry's place. */
  show(entry: Entry, message: ChatMessage): void {
    entry.message = message;
    const messages = this.#messages;
    if (!messages) return;
    // Copying is faster than collecting, however long the room is.
    const copy = [...messages];
    copy[this.#indexOf(entry)] = message;
    this.#messages = Object.freeze(copy);
  }

  sort(): void {
    this.#list.sort((a, b) => compareSortKeys(a.key, b.key));
    this.#messages = undefined;
  }

  /** Moves the last entry up to its place, past messages of senders that had not seen it. */
  settleLast(): Entry {
    const list = this.#list;
    const before = this.#messages;
    const entry = at(list, list.length - 1);
    list.pop();
    let index = list.length;
    while (index > 0 && compareSortKeys(at(list, index - 1).key, entry.key) > 0) index -= 1;
    list.splice(index, 0, entry);
    // As a rule it stays the last one: copying is faster than collecting, however long the room is.
    const isLast = index > 0 && index === list.length - 1 && before?.length === index;
    this.#messages = isLast ? Object.freeze([...before, entry.message]) : undefined;
    return entry;
  }

  #indexOf(entry: Entry): number {
    const list = this.#list;
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareSortKeys(at(list, middle).key, entry.key) < 0) low = middle + 1;
      else high = middle;
    }
    // Messages of a foreign writer may share a place.
    return list[low] === entry ? low : list.indexOf(entry);
  }

  /** Lets go of the oldest entries, so that so many are left. @returns those that are gone */
  trim(count: number): readonly Entry[] {
    const gone = this.#list.splice(0, this.#list.length - count);
    for (const { message } of gone) this.#byId.delete(message.id);
    this.#messages = undefined;
    return gone;
  }
}

export function at(entries: readonly Entry[], index: number): Entry {
  const entry = entries[index];
  if (!entry) throw new RangeError(`no entry at ${index}`);
  return entry;
}
