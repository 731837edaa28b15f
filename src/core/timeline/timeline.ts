import { isRemoved, type ChatMessage } from '../../protocol/message.js';
import type { ParsedMessage } from '../../protocol/message-codec.js';
import { at, Entries, type Entry } from './entries.js';
import { Gaps } from './gaps.js';
import type { Addition, Application, Mark } from './outcomes.js';
import {
  BEGINNING,
  ExpectedLive,
  findSeamByContent,
  numberOccurrences,
  numberedId,
  OccurrenceCounts,
  type Seam,
} from './occurrences.js';
import { RelatedEntries } from './related-entries.js';
import type { RelationEvent } from './relations.js';
import {
  compareSortKeys,
  ownKeyOf,
  MAX_ADOPTED_AHEAD_MS,
  sortKeysForStored,
  START,
  type SortKey,
} from './sort-key.js';
import { raiseUnsorted } from './unsorted.js';

/** Messages kept in memory; older ones leave, a batch at a time, so that a busy room does not grow for hours. */
export const MAX_KEPT = 10_000;
const TRIMMED_AT_ONCE = 1_000;

/**
 * The settled messages of a room: a set, in which each id occurs once, with an order that does not depend on
 * how or when its members arrived.
 *
 * The list and the topic need not agree on the order of messages that were sent at the same moment: one may
 * be stored first and the other delivered first. So each message carries an `order`, greater than that of all
 * messages which its sender had seen (a Lamport clock, kept close to real time). Sorting by it, then by id,
 * gives one order to every reader, whether the messages came live, from the list, or both.
 * Other writers' messages bring no `order`; they stay behind the message they followed.
 */
export class Timeline {
  /** The relations of the messages. */
  readonly related: RelatedEntries;
  readonly #now: () => number;
  readonly #onTrim: (count: number) => void;
  readonly #entries = new Entries();
  readonly #occurrences = new OccurrenceCounts();
  /** Messages before this place are no longer kept. */
  #floor: SortKey = START;
  /** From this order on the history is here. */
  #start = Infinity;
  readonly #expectedLive: ExpectedLive;
  readonly #gaps = new Gaps();

  /**
   * @param now epoch ms: keeps `order` growing even when all that others sent has expired
   * @param onTrim called with the number of oldest messages that are no longer kept
   */
  constructor(now: () => number, onTrim: (count: number) => void = () => undefined) {
    this.#now = now;
    this.#onTrim = onTrim;
    this.related = new RelatedEntries(this.#entries, now);
    this.#expectedLive = new ExpectedLive(now);
  }

  /** In order; a new array after every change. */
  get messages(): readonly ChatMessage[] {
    return this.#entries.messages;
  }

  /** Ids of the messages before which others may be missing; a new set after every change. */
  get gaps(): ReadonlySet<string> {
    return this.#gaps.ids;
  }

  has(id: string): boolean {
    return !!this.#entries.get(id);
  }

  /** The `order` for the next message sent from here: behind all others but those too far ahead to follow. */
  nextOrder(): number {
    const now = Math.floor(this.#now());
    const { list } = this.#entries;
    let last = list.length - 1;
    while (last >= 0 && at(list, last).key.order > now + MAX_ADOPTED_AHEAD_MS) last -= 1;
    return Math.max((list[last]?.key.order ?? 0) + 1, this.related.lastOrder + 1, now);
  }

  /** Whether any of these is here, and was when `since` was noted. Without ids, only their content and order tell. */
  knows(messages: readonly ParsedMessage[], since?: Mark): boolean {
    if (since === undefined) return this.#findSeam(messages) !== undefined;
    return messages.some(({ derivedId, message }) => {
      const entry = derivedId ? undefined : this.#entries.get(message.id);
      return !!entry && entry.serial <= since;
    });
  }

  /** The stored messages that are not here. */
  lacking(stored: readonly ParsedMessage[]): ParsedMessage[] {
    const seam = this.#findSeam(stored) ?? BEGINNING;
    const numbers = numberOccurrences(stored, this.#entries.list, seam, () => NaN);
    return stored.filter((item, index) => !this.has(numberedId(item, numbers[index])));
  }

  /** Marks the messages that are here before the connection breaks. */
  mark(): Mark {
    return this.#entries.serial as Mark;
  }

  /**
   * Takes in the stored messages, oldest first, and the live ones that arrived meanwhile, of which some are
   * among the stored ones. A stored one without an id and a live one with the same content may be one message: the live
   * one is `known` then, until the list, when it is fetched again, shows that it has both.
   *
   * @param brokenSince when the connection broke, if it did: a gap is left if the stored messages do not reach
   *   back to the messages that were here then and are not removed
   * @returns the outcome for each, stored ones first
   */
  merge(
    stored: readonly ParsedMessage[],
    live: readonly ParsedMessage[] = [],
    brokenSince = 0 as Mark,
  ): Addition[] {
    const merged = this.#mergeStored(stored, this.#findSeam(stored) ?? BEGINNING);
    const { additions } = merged;
    const entries = merged.entries.filter((entry) => entry !== undefined);
    this.#gaps.bridge(entries, this.#entries.list, brokenSince);
    this.#expectedLive.expect(stored.filter((_, index) => additions[index] === 'added'));
    const overlap = live.map((item) => this.#append(item, true));
    this.#trim();
    return [...additions, ...overlap];
  }

  /**
   * Takes in stored messages from before the first one here, oldest first, also those that were no longer kept.
   *
   * @param overlap how many of them should be here already; left out: the more, the likelier
   * @returns how many of them were new
   */
  mergeEarlier(stored: readonly ParsedMessage[], overlap?: number): number {
    this.#floor = START;
    const seam = this.#findSeam(stored, overlap) ?? { at: stored.length, index: 0 };
    const { additions } = this.#mergeStored(stored, seam, true);
    return additions.filter((addition) => addition === 'added').length;
  }

  /**
   * Takes in one live message.
   *
   * @param proven whether it may correct who wrote the copy that is here: the publisher's token is proof, but
   *   only of who published it, and any client can publish another's old message once more
   */
  add(item: ParsedMessage, proven = false): Addition {
    const addition = this.#append(item, proven);
    if (addition === 'added') this.#trim();
    return addition;
  }

  /** Takes in an event about a message, whether the message is here or not. */
  relate(item: RelationEvent): Application {
    const application = this.related.relate(item);
    if (application === 'waiting') this.#addStandIns(item.kind.targetOf(item.event));
    return application;
  }

  /** The message as its author sent it; undefined where it is not here. */
  originalOf(id: string): ChatMessage | undefined {
    return this.#entries.get(id)?.original;
  }

  /** The place of a message, for references to it; undefined where it is not here, or brought none. */
  orderOf(id: string): number | undefined {
    const key = this.#entries.get(id)?.key;
    return key && key.tie === id ? key.order : undefined;
  }

  /** The order of the first message that has one: 0 where none has. */
  get firstOrder(): number {
    return this.#entries.list.find(({ key }) => key.order > 0)?.key.order ?? 0;
  }

  /** The history is here from this order on. */
  set start(order: number) {
    this.#start = order;
    this.#addStandIns();
  }

  /** @param target the message that a stand-in may be for; all of them by default */
  #addStandIns(target?: string): void {
    for (const item of this.related.standIns(target)) {
      const key = ownKeyOf(item, this.#now());
      if (!key || key.order < this.#start || this.has(item.message.id)) continue;
      this.#entries.push(item.message, key, { isStandIn: true });
      this.#entries.settleLast();
    }
  }

  /** Where the batch overlaps the timeline: by an id of its own, or else by the content. */
  #findSeam(batch: readonly ParsedMessage[], expected?: number): Seam | undefined {
    const { list } = this.#entries;
    const at = batch.findIndex(({ derivedId, message }) => !derivedId && this.has(message.id));
    const entry = this.#entries.get(batch[at]?.message.id ?? '');
    return entry ? { at, index: list.indexOf(entry) } : findSeamByContent(batch, list, expected);
  }

  #mergeStored(
    stored: readonly ParsedMessage[],
    seam: Seam,
    arePast = false,
  ): { additions: Addition[]; entries: (Entry | undefined)[] } {
    const { list } = this.#entries;
    const numbers = numberOccurrences(stored, list, seam, (id) => this.#occurrences.next(id));
    const own = stored.map((item) => ownKeyOf(item, this.#now()));
    const find = (): (Entry | undefined)[] =>
      stored.map((item, index) => this.#entries.get(numberedId(item, numbers[index])));
    const known = find();
    raiseUnsorted(list, known, own, arePast ? seam.at : undefined);
    const fixed = own.map((key, index) => known[index]?.key ?? key);
    // All of it precedes the timeline.
    if (seam.at === stored.length) fixed.push(list[0]?.key);
    const keys = sortKeysForStored(
      fixed,
      list.map(({ key }) => key),
    );
    const additions = stored.map((item, index) =>
      this.#insert(item, own[index] ?? keys[index] ?? START, numbers[index]),
    );
    const entries = find();
    this.#entries.sort();
    return { additions, entries };
  }

  #append(item: ParsedMessage, proven: boolean): Addition {
    if (this.#expectedLive.take(item)) return 'known';
    const last = this.#entries.list.at(-1)?.key ?? START;
    const own = ownKeyOf(item, this.#now());
    // News is never older than all that is kept: then its place is a lie, or lost.
    const isPast = own && compareSortKeys(own, this.#floor) < 0 && !this.has(item.message.id);
    const key = own && !isPast ? own : { ...last, behind: last.behind + 1 };
    const number = item.derivedId ? this.#occurrences.next(item.message.id) : undefined;
    const { serial } = this.#entries;
    const addition = this.#insert(item, key, number, proven);
    if (this.#entries.serial > serial) this.#gaps.meet(this.#entries.settleLast());
    return addition;
  }

  /** Puts a message at the end, for the caller to bring into place. */
  #insert(item: ParsedMessage, key: SortKey, number: number | undefined, proven = false): Addition {
    const id = numberedId(item, number);
    const original = Object.freeze(number === undefined ? item.message : { ...item.message, id });
    const known = this.#entries.get(id);
    if (known?.isStandIn) this.#entries.remove(known);
    else if (known) return this.#compareWith(known, original, key, proven);
    if (compareSortKeys(key, this.#floor) < 0) return 'past';
    const derivedFrom = number === undefined ? undefined : item.message.id;
    const entry = this.#entries.push(original, key, { derivedFrom, number });
    this.related.arrive(entry);
    return isRemoved(entry.original) ? 'past' : 'added';
  }

  #compareWith(known: Entry, message: ChatMessage, key: SortKey, proven: boolean): Addition {
    // A removed message stays removed.
    if (isRemoved(known.original)) return 'known';
    const { author, text } = known.original;
    if (text !== message.text) return 'conflicting';
    const isSameAuthor = author.id === message.author.id;
    // Sent twice, from a page that was duplicated, say: every reader takes the earlier place.
    if (isSameAuthor && key.tie === known.key.tie && compareSortKeys(key, known.key) < 0) {
      known.key = key;
      this.#entries.sort();
    }
    if (!message.author.verified || (author.verified && isSameAuthor)) return 'known';
    if (!isSameAuthor && !(proven && !author.verified)) return 'conflicting';
    known.original = message;
    this.related.show(known);
    return 'known';
  }

  #trim(): void {
    if (this.#entries.list.length <= MAX_KEPT + TRIMMED_AT_ONCE) return;
    const gone = this.#entries.trim(MAX_KEPT);
    const { list } = this.#entries;
    this.#floor = at(list, 0).key;
    this.#gaps.keepOnly((id) => this.has(id));
    this.#occurrences.keepOnly(list);
    for (const entry of gone) this.related.forget(entry);
    this.#onTrim(gone.length);
  }
}
