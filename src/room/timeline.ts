import type { ChatMessage, ParsedItem } from '../message.js';

type ParsedMessage = Extract<ParsedItem, { kind: 'message' }>;

/** Where a message stands: by `order`, then `tie`; what brought neither stands `behind` what it followed. */
interface Place {
  readonly order: number;
  readonly tie: string;
  readonly behind: number;
}

interface Entry {
  readonly message: ChatMessage;
  readonly place: Place;
}

/**
 * What became of an item: `added`; `known`: the same message again; `conflicting`: another message under an
 * id that is taken, which is dropped.
 */
export type Addition = 'added' | 'known' | 'conflicting';

const START: Place = { order: 0, tie: '', behind: 0 };

/**
 * How far a message may claim to be ahead of all others: 2^42 ms, some 139 years. More is nonsense, and would
 * let one writer use up the numbers that all share.
 */
const MAX_STEP = 2 ** 42;

/**
 * The settled messages of a room: a set, in which each id occurs once, with an order that does not depend on
 * how or when its members arrived.
 *
 * The list and the topic need not agree on the order of messages that were sent at the same moment: one may
 * be stored first and the other delivered first. So each message carries an `order`, greater than that of all
 * messages which its sender had seen (a Lamport clock, kept close to real time). Sorting by it, then by id,
 * gives one order to everybody: those who saw a message live, those who fetched it, and those who did both.
 * Messages of other writers bring no `order`; they stay behind the message they followed.
 */
export class Timeline {
  #entries: Entry[] = [];
  #messages: readonly ChatMessage[] = Object.freeze([]);
  readonly #byId = new Map<string, Entry>();
  /** How often each content without an id of its own has been seen. */
  readonly #repeats = new Map<string, number>();
  readonly #now: () => number;

  /** @param now epoch ms: keeps `order` growing even when all that others sent has expired */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** In order; a new array after every change. */
  get messages(): readonly ChatMessage[] {
    return this.#messages;
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  /** The `order` for the next message sent from here. */
  nextOrder(): number {
    return Math.max(this.#lastOrder + 1, Math.floor(this.#now()));
  }

  /**
   * Takes in the stored messages, oldest first, and the live ones that arrived meanwhile, of which some are
   * among the stored ones.
   *
   * @returns what became of each, stored ones first
   */
  merge(stored: readonly ParsedMessage[], live: readonly ParsedMessage[] = []): Addition[] {
    const inBatch = new Map<string, number>();
    let previous = START;
    const additions = stored.map((item) => {
      const message = item.derivedId
        ? numbered(item.message, count(inBatch, item.message.id))
        : item.message;
      const place = this.#placeOf(item, previous);
      const addition = this.#insert(message, place);
      previous = this.#byId.get(message.id)?.place ?? place;
      return addition;
    });
    for (const [id, times] of inBatch) {
      this.#repeats.set(id, Math.max(times, this.#repeats.get(id) ?? 0));
    }
    this.#entries.sort((a, b) => compare(a.place, b.place));
    // A message without an id that is stored and was delivered meanwhile is one message, not two.
    const overlap = live.map((item) => {
      const left = inBatch.get(item.message.id) ?? 0;
      if (!item.derivedId || left === 0) return this.#append(item);
      inBatch.set(item.message.id, left - 1);
      return 'known';
    });
    this.#publish();
    return [...additions, ...overlap];
  }

  /** Takes in one live message. */
  add(item: ParsedMessage): Addition {
    const addition = this.#append(item);
    this.#publish();
    return addition;
  }

  get #lastOrder(): number {
    return this.#entries.at(-1)?.place.order ?? 0;
  }

  #append(item: ParsedMessage): Addition {
    const place = this.#placeOf(item, this.#entries.at(-1)?.place ?? START);
    const message = item.derivedId
      ? numbered(item.message, count(this.#repeats, item.message.id))
      : item.message;
    const addition = this.#insert(message, place);
    if (addition === 'added') this.#sink();
    return addition;
  }

  #placeOf({ message, order }: ParsedMessage, previous: Place): Place {
    const ahead = Math.max(this.#lastOrder, previous.order, this.#now());
    if (order === undefined || order > ahead + MAX_STEP) {
      return { ...previous, behind: previous.behind + 1 };
    }
    return { order, tie: message.id, behind: 0 };
  }

  /** Puts a message at the end, for the caller to bring into place. */
  #insert(message: ChatMessage, place: Place): Addition {
    const known = this.#byId.get(message.id);
    if (!known) {
      const entry = { message, place };
      this.#entries.push(entry);
      this.#byId.set(message.id, entry);
      return 'added';
    }
    if (known.message.text !== message.text) return 'conflicting';
    if (!message.author.verified || known.message.author.id === message.author.id) return 'known';
    if (known.message.author.verified) return 'conflicting';
    // The stored copy only claimed who wrote it; the live one proves it.
    const entry = { message, place: known.place };
    this.#entries[this.#entries.indexOf(known)] = entry;
    this.#byId.set(message.id, entry);
    return 'known';
  }

  /** Moves the last entry up to its place: no further than past what was sent at the same moment. */
  #sink(): void {
    const entries = this.#entries;
    const entry = entries.pop();
    if (!entry) return;
    let index = entries.length;
    while (index > 0 && compare(at(entries, index - 1).place, entry.place) > 0) index -= 1;
    entries.splice(index, 0, entry);
  }

  #publish(): void {
    this.#messages = Object.freeze(this.#entries.map((entry) => entry.message));
  }
}

function compare(a: Place, b: Place): number {
  if (a.order !== b.order) return a.order - b.order;
  if (a.tie !== b.tie) return a.tie < b.tie ? -1 : 1;
  return a.behind - b.behind;
}

function at(entries: readonly Entry[], index: number): Entry {
  const entry = entries[index];
  if (!entry) throw new RangeError(`no entry at ${String(index)}`);
  return entry;
}

/** The same content may be sent more than once: each time is a message of its own. */
function numbered(message: ChatMessage, repeat: number): ChatMessage {
  return { ...message, id: `${message.id}~${String(repeat)}` };
}

/** How often a key was counted before. */
function count(counts: Map<string, number>, key: string): number {
  const before = counts.get(key) ?? 0;
  counts.set(key, before + 1);
  return before;
}
