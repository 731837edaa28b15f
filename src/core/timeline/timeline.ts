import {
  isRemoved,
  type ChatMessage,
  type ParsedItem,
  type ParsedMessage,
} from '../../protocol/message.js';
import {
  compareSortKeys,
  MAX_ACCEPTED_AHEAD_MS,
  MAX_ADOPTED_AHEAD_MS,
  sortKeysForStored,
  START,
  type SortKey,
} from './sort-key.js';
import {
  findSeamByContent,
  numberOccurrences,
  ExpectedLive,
  type Numbered,
  type Seam,
} from './occurrences.js';

interface Entry extends Numbered {
  message: ChatMessage;
  place: SortKey;
  /** When it came, counted in messages. */
  readonly serial: number;
  /** Grows along the list, as far as its order is known. */
  rank: number;
}

/**
 * What became of an item: `added`; `known`: the same message again; `conflicting`: another message under an
 * id that is taken, which is dropped; `past`: older than what is kept, or taken back before it came.
 */
export type Addition = 'added' | 'known' | 'conflicting' | 'past';

/** A moment in the timeline's life: all that was in it then. */
export type Mark = number & { readonly mark: unique symbol };

/** Messages kept in memory; older ones leave, a batch at a time, so that a busy room does not grow for hours. */
export const MAX_KEPT = 10_000;
const TRIMMED_AT_ONCE = 1_000;
/** Removals that are remembered for messages that are still on their way. */
const MAX_REMOVALS = 1_000;

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
  readonly #now: () => number;
  readonly #onTrim: (count: number) => void;
  #entries: Entry[] = [];
  /** Undefined after a change, until somebody looks. */
  #messages: readonly ChatMessage[] | undefined;
  readonly #byId = new Map<string, Entry>();
  /** How often each content without an id of its own has been seen. */
  readonly #repeats = new Map<string, number>();
  /** Ids of what was taken back before it came: a removal may overtake its message, or the answer that holds it. */
  readonly #takenBack = new Set<string>();
  /** What comes before this place has been let go of. */
  #floor: SortKey = START;
  #serial = 0;
  #firstRank = 0;
  #lastRank = 0;
  readonly #unheard: ExpectedLive;
  /** Ids of messages before which others may be missing. */
  #gaps: ReadonlySet<string> = new Set();
  /** Whether others may be missing before the message that comes next. */
  #gapAhead = false;

  /**
   * @param now epoch ms: keeps `order` growing even when all that others sent has expired
   * @param onTrim so many of the oldest messages were let go of
   */
  constructor(now: () => number, onTrim: (count: number) => void = () => undefined) {
    this.#now = now;
    this.#onTrim = onTrim;
    this.#unheard = new ExpectedLive(now);
  }

  /** In order; a new array after every change. */
  get messages(): readonly ChatMessage[] {
    this.#messages ??= Object.freeze(this.#entries.map(({ message }) => message));
    return this.#messages;
  }

  /** Ids of the messages before which others may be missing; a new set after every change. */
  get gaps(): ReadonlySet<string> {
    return this.#gaps;
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  /** The `order` for the next message sent from here: behind all others but those too far ahead to follow. */
  nextOrder(): number {
    const now = Math.floor(this.#now());
    let last = this.#entries.length - 1;
    while (last >= 0 && at(this.#entries, last).place.order > now + MAX_ADOPTED_AHEAD_MS) last -= 1;
    return Math.max((this.#entries[last]?.place.order ?? 0) + 1, now);
  }

  /** Whether any of these is here, and was when `since` was noted. Without ids, only what they say and their order tells. */
  knows(items: readonly ParsedItem[], since?: Mark): boolean {
    const messages = items.filter((item) => item.kind === 'message');
    if (since === undefined) return this.#findSeam(messages) !== undefined;
    return messages.some(({ derivedId, message }) => {
      const entry = derivedId ? undefined : this.#byId.get(message.id);
      return entry !== undefined && entry.serial <= since;
    });
  }

  /** Those of the stored messages that are not here. */
  lacking(stored: readonly ParsedMessage[]): ParsedMessage[] {
    const seam = this.#findSeam(stored) ?? BEGINNING;
    const numbers = numberOccurrences(stored, this.#entries, seam, () => NaN);
    return stored.filter((item, index) => !this.#byId.has(idOf(item, numbers[index])));
  }

  /** Notes what is here now, to know later what was here before the connection broke. */
  mark(): Mark {
    return this.#serial as Mark;
  }

  /**
   * Takes in the stored messages, oldest first, and the live ones that arrived meanwhile, of which some are
   * among the stored ones. A stored one without an id and a live one that says the same may be one message: the live
   * one is `known` then, until the list, when it is fetched again, shows that it has both.
   *
   * @param brokenSince when the connection broke, if it did: where the stored messages do not reach back to
   *   what was here then, a gap is left
   * @returns what became of each, stored ones first
   */
  merge(
    stored: readonly ParsedMessage[],
    live: readonly ParsedMessage[] = [],
    brokenSince?: Mark,
  ): Addition[] {
    const merged = this.#mergeStored(stored, this.#findSeam(stored) ?? BEGINNING);
    const { additions } = merged;
    const entries = new Set(merged.entries.filter((entry) => entry !== undefined));
    for (const entry of entries) entry.rank = this.#lastRank += 1;
    // Where nothing was, nothing is torn.
    if (brokenSince !== undefined && brokenSince > 0) this.#bridge(entries, brokenSince);
    this.#unheard.expect(stored.filter((_, index) => additions[index] === 'added'));
    const overlap = live.map((item) => this.#append(item, true));
    this.#publish();
    return [...additions, ...overlap];
  }

  /**
   * Takes in stored messages from before the first one here, oldest first, those that were let go of as well.
   *
   * @param overlap how many of them should be here already; left out: the more, the likelier
   * @returns how many of them were new
   */
  mergeEarlier(stored: readonly ParsedMessage[], overlap?: number): number {
    this.#floor = START;
    const seam = this.#findSeam(stored, overlap) ?? { at: stored.length, index: 0 };
    const { additions, entries } = this.#mergeStored(stored, seam, true);
    const added = entries.filter((_, index) => additions[index] === 'added');
    for (const entry of added.reverse()) if (entry) entry.rank = this.#firstRank -= 1;
    this.#messages = undefined;
    return added.length;
  }

  /**
   * Takes in one live message.
   *
   * @param proven whether it may correct who wrote the copy that is here: the publisher's token is proof, but
   *   only of who published it, and anybody can publish an old message of somebody else's once more
   */
  add(item: ParsedMessage, proven = false): Addition {
    const before = this.#messages;
    const addition = this.#append(item, proven);
    if (addition !== 'added') return addition;
    this.#publish();
    const { message } = at(this.#entries, this.#entries.length - 1);
    // As a rule it is the last one: copying is faster than collecting, however long the room is.
    if (
      before?.length === this.#entries.length - 1 &&
      before.at(-1) === this.#entries.at(-2)?.message
    ) {
      this.#messages = Object.freeze([...before, message]);
    }
    return addition;
  }

  /**
   * Takes a message back, if whoever wants that may do so. Its place stays.
   *
   * @param mayRemove left out: whoever wants that may always do so, and one that comes only later is not shown either
   */
  remove(id: string, mayRemove?: (authorId: string | undefined) => boolean): void {
    const entry = this.#byId.get(id);
    if (!entry && !mayRemove) this.#remember(id);
    if (!entry || isRemoved(entry.message) || mayRemove?.(entry.message.author.id) === false)
      return;
    entry.message = Object.freeze({ ...entry.message, text: '', removed: true });
    this.#messages = undefined;
  }

  /**
   * Takes back what is missing from the list between two neighbours that it still has. What is missing at its ends proves
   * nothing: a list loses its oldest elements, or all of them. Nor does what has no id of its own, or what the server wrote
   * before the first of these: that may have come live long after it was stored.
   *
   * @param stored oldest first, without a gap
   * @param since when they were asked for: what came later is in no answer
   */
  takeBackMissing(stored: readonly ParsedMessage[], since: Mark): void {
    const positions = new Map<string, number>();
    stored.forEach(({ derivedId, message }, position) => {
      if (!derivedId && !positions.has(message.id)) positions.set(message.id, position);
    });
    let left: { readonly rank: number; readonly position: number } | undefined;
    let missing: Entry[] = [];
    for (const entry of this.#entries) {
      const { message, serial } = entry;
      if (serial > since || entry.derivedFrom !== undefined) continue;
      if (Number(message.sentAt) < Number(stored[0]?.message.sentAt)) continue;
      const position = positions.get(message.id);
      if (position === undefined) {
        missing.push(entry);
        continue;
      }
      // The list need not have the timeline's order: it counts only where both orders agree.
      if (left && left.position < position) {
        for (const { message, rank } of missing) {
          if (left.rank < rank && rank < entry.rank) this.remove(message.id, () => true);
        }
      }
      left = { rank: entry.rank, position };
      missing = [];
    }
  }

  #remember(removedId: string): void {
    this.#takenBack.add(removedId);
    const [oldest] = this.#takenBack;
    if (oldest !== undefined && this.#takenBack.size > MAX_REMOVALS) this.#takenBack.delete(oldest);
  }

  /**
   * Messages that brought no place, with nothing before them to stand behind, stood before all others. Now they stand
   * behind those that the list has before them.
   *
   * @param arePast whether the list has everything before the seam before everything that is here
   */
  #raise(
    stored: readonly ParsedMessage[],
    numbers: readonly (number | undefined)[],
    { at: seam }: Seam,
    arePast: boolean,
  ): void {
    const floors: (SortKey | undefined)[] = [undefined];
    for (const item of stored) {
      const [own, before] = [this.#ownPlaceOf(item), floors.at(-1)];
      floors.push(before && own && compareSortKeys(own, before) < 0 ? before : (own ?? before));
    }
    const isPlaced = this.#entries.findIndex(({ place }) => place.order > START.order);
    let end = isPlaced < 0 ? this.#entries.length : isPlaced;
    const raise = (from: number, floor: SortKey | undefined): void => {
      if (!floor || from >= end) return;
      for (const entry of this.#entries.slice(from, end)) {
        entry.place = { ...floor, behind: entry.place.behind };
      }
      end = from;
    };
    for (let index = stored.length - 1; index >= 0; index -= 1) {
      const item = stored[index];
      const entry = item && this.#byId.get(idOf(item, numbers[index]));
      if (entry?.place.order === START.order) raise(this.#entries.indexOf(entry), floors[index]);
    }
    if (arePast) raise(0, floors[seam]);
  }

  /** Where a message with an id of its own shows that the batch meets what is here. */
  #findKnown(batch: readonly ParsedMessage[]): Seam | undefined {
    const at = batch.findIndex(({ derivedId, message }) => !derivedId && this.has(message.id));
    const entry = this.#byId.get(batch[at]?.message.id ?? '');
    return entry && { at, index: this.#entries.indexOf(entry) };
  }

  #findSeam(batch: readonly ParsedMessage[], expected?: number): Seam | undefined {
    return this.#findKnown(batch) ?? findSeamByContent(batch, this.#entries, expected);
  }

  #mergeStored(
    stored: readonly ParsedMessage[],
    seam: Seam,
    arePast = false,
  ): { additions: Addition[]; entries: (Entry | undefined)[] } {
    const numbers = numberOccurrences(stored, this.#entries, seam, (id) =>
      count(this.#repeats, id),
    );
    this.#raise(stored, numbers, seam, arePast);
    const fixed = stored.map(
      (item, index) => this.#byId.get(idOf(item, numbers[index]))?.place ?? this.#ownPlaceOf(item),
    );
    // All of it comes before what is here.
    if (seam.at === stored.length) fixed.push(this.#entries[0]?.place);
    const places = sortKeysForStored(
      fixed,
      this.#entries.map(({ place }) => place),
    );
    const additions = stored.map((item, index) =>
      this.#insert(item, this.#ownPlaceOf(item) ?? places[index] ?? START, numbers[index]),
    );
    const entries = stored.map((item, index) => this.#byId.get(idOf(item, numbers[index])));
    this.#entries.sort((a, b) => compareSortKeys(a.place, b.place));
    return { additions, entries };
  }

  #append(item: ParsedMessage, proven: boolean): Addition {
    if (this.#unheard.take(item)) return 'known';
    const last = this.#entries.at(-1)?.place ?? START;
    const own = this.#ownPlaceOf(item);
    // News is never older than all that is kept: then its place is a lie, or lost.
    const isPast =
      own !== undefined && compareSortKeys(own, this.#floor) < 0 && !this.has(item.message.id);
    const place = own && !isPast ? own : { ...last, behind: last.behind + 1 };
    const number = item.derivedId ? count(this.#repeats, item.message.id) : undefined;
    const addition = this.#insert(item, place, number, proven);
    if (addition !== 'added') return addition;
    const entry = this.#sink();
    if (this.#gapAhead) this.#leaveGapBefore(entry);
    return addition;
  }

  /** The place that a message brings itself. */
  #ownPlaceOf({ message, order }: ParsedMessage): SortKey | undefined {
    if (order === undefined || order > this.#now() + MAX_ACCEPTED_AHEAD_MS) return undefined;
    return { order, tie: message.id, behind: 0 };
  }

  /** Puts a message at the end, for the caller to bring into place. */
  #insert(
    item: ParsedMessage,
    place: SortKey,
    number: number | undefined,
    proven = false,
  ): Addition {
    const id = idOf(item, number);
    const message = number === undefined ? item.message : { ...item.message, id };
    const known = this.#byId.get(id);
    if (known) return this.#compareWith(known, message, place, proven);
    if (compareSortKeys(place, this.#floor) < 0 || this.#takenBack.has(id)) return 'past';
    this.#serial += 1;
    const derivedFrom = number === undefined ? undefined : item.message.id;
    const entry: Entry = {
      message: Object.freeze(message),
      place,
      derivedFrom,
      number,
      serial: this.#serial,
      rank: (this.#lastRank += 1),
    };
    this.#entries.push(entry);
    this.#byId.set(id, entry);
    return 'added';
  }

  #compareWith(known: Entry, message: ChatMessage, place: SortKey, proven: boolean): Addition {
    // What it said is not here any more: nothing brings it back.
    if (isRemoved(known.message)) return 'known';
    if (known.message.text !== message.text) return 'conflicting';
    // Sent twice, from a page that was duplicated, say: all settle for the earlier place.
    const { author } = known.message;
    const sameAuthor = author.id === message.author.id;
    if (sameAuthor && place.tie === known.place.tie && compareSortKeys(place, known.place) < 0) {
      this.#move(known, place);
    }
    if (!message.author.verified || (author.verified && author.id === message.author.id))
      return 'known';
    if (author.id !== message.author.id && !(proven && !author.verified)) return 'conflicting';
    known.message = Object.freeze(message);
    this.#publish();
    return 'known';
  }

  #move(entry: Entry, place: SortKey): void {
    entry.place = place;
    this.#entries.sort((a, b) => compareSortKeys(a.place, b.place));
    this.#publish();
  }

  /** Moves the last entry up to its place, past what was sent by those who had not seen it. */
  #sink(): Entry {
    const entries = this.#entries;
    let index = entries.length - 1;
    const entry = at(entries, index);
    entries.pop();
    while (index > 0 && compareSortKeys(at(entries, index - 1).place, entry.place) > 0) index -= 1;
    entries.splice(index, 0, entry);
    return entry;
  }

  /** Leaves a gap, unless the stored messages reach back to what was here before the connection broke. */
  #bridge(entries: ReadonlySet<Entry>, brokenSince: Mark): void {
    const stored = [...entries];
    if (stored.some(({ serial }) => serial <= brokenSince)) return;
    const [first, ...others] = stored;
    if (!first) {
      this.#gapAhead = true;
      return;
    }
    this.#leaveGapBefore(
      others.reduce((a, b) => (compareSortKeys(a.place, b.place) <= 0 ? a : b), first),
    );
  }

  #leaveGapBefore({ message }: Entry): void {
    this.#gapAhead = false;
    this.#gaps = new Set([...this.#gaps, message.id]);
  }

  #trim(): void {
    if (this.#entries.length <= MAX_KEPT + TRIMMED_AT_ONCE) return;
    const gone = this.#entries.splice(0, this.#entries.length - MAX_KEPT);
    this.#floor = at(this.#entries, 0).place;
    for (const { message } of gone) this.#byId.delete(message.id);
    this.#gaps = new Set([...this.#gaps].filter((id) => this.#byId.has(id)));
    const kept = new Set(this.#entries.map(({ derivedFrom }) => derivedFrom));
    for (const id of this.#repeats.keys()) if (!kept.has(id)) this.#repeats.delete(id);
    this.#onTrim(gone.length);
  }

  #publish(): void {
    this.#trim();
    this.#messages = undefined;
  }
}

/** Whether a live message may be the one that the list has, or another one that says the same: the list can tell. */
export function isUnsure({ derivedId }: ParsedMessage, addition: Addition | undefined): boolean {
  return derivedId && addition === 'known';
}

/** The first stored message is the first one here. */
const BEGINNING: Seam = { at: 0, index: 0 };

function at(entries: readonly Entry[], index: number): Entry {
  const entry = entries[index];
  if (!entry) throw new RangeError(`no entry at ${String(index)}`);
  return entry;
}

/** The same content may be sent more than once: each time is a message of its own, with a number. */
function idOf({ message }: ParsedMessage, number: number | undefined): string {
  return number === undefined ? message.id : `${message.id}~${String(number)}`;
}

/** How often a key was counted before. */
function count(counts: Map<string, number>, key: string): number {
  const before = counts.get(key) ?? 0;
  counts.set(key, before + 1);
  return before;
}
