import { isRemoved, type ChatMessage } from '../../protocol/message.js';
import type { ParsedMessage } from '../../protocol/message-codec.js';
import type { Entries, Entry } from './entries.js';
import type { Application } from './outcomes.js';
import { Relations, type RelationEvent } from './relations.js';
import { compareSortKeys, MAX_ADOPTED_AHEAD_MS, ownKeyOf } from './sort-key.js';

/** The entries of a timeline, each shown with all that was said about its message. */
export class RelatedEntries {
  readonly #entries: Entries;
  readonly #now: () => number;
  readonly #relations = new Relations();
  #lastOrder = 0;
  /** Entries to be shown at the end of a batch. */
  #batch: Set<Entry> | undefined;

  /** @param now epoch ms */
  constructor(entries: Entries, now: () => number) {
    this.#entries = entries;
    this.#now = now;
  }

  /** The greatest order of an event, but for those too far ahead to follow. */
  get lastOrder(): number {
    return this.#lastOrder;
  }

  relate(item: RelationEvent): Application {
    const { kind, event, by, stamp } = item;
    if (stamp.order <= this.#now() + MAX_ADOPTED_AHEAD_MS) {
      this.#lastOrder = Math.max(this.#lastOrder, stamp.order);
    }
    const entry = this.#entries.get(kind.targetOf(event));
    const isHere = entry !== undefined && !entry.isStandIn;
    // A removed message has no content left to change.
    if (isHere && isRemoved(entry.original)) return 'refused';
    if (!this.#relations.add(item, !isHere)) return 'known';
    if (!isHere) return 'waiting';
    if (!kind.mayApply(event, by, entry.original)) return 'refused';
    // After a removal nothing else counts.
    if (this.#batch && !kind.standIn) this.#batch.add(entry);
    else this.show(entry);
    return 'applied';
  }

  /** Shows each message once, however many events `relateAll` relates to it: showing one costs as much as it has events. */
  inOneBatch(relateAll: () => void): void {
    const batch = (this.#batch = new Set<Entry>());
    try {
      relateAll();
    } finally {
      this.#batch = undefined;
      for (const entry of batch) if (!isRemoved(entry.original)) this.show(entry);
    }
  }

  /** Shows the visitor's own events that are not accepted yet, in place of those shown so far. */
  setPending(items: readonly RelationEvent[]): void {
    for (const target of this.#relations.setPending(items)) {
      const entry = this.#entries.get(target);
      if (entry && !isRemoved(entry.original)) this.show(entry);
    }
  }

  /** The event here that `item`, of the same author, replaces. */
  replacedBy(item: RelationEvent): RelationEvent | undefined {
    return this.#relations.replacedBy(item);
  }

  /** Whether events may have been let go of since the last call that are needed again when earlier messages come. */
  takeLoss(): boolean {
    return this.#relations.takeLoss();
  }

  /** Messages to show in place of those that are not here; of one, or of all that something was said about. */
  standIns(target?: string): readonly ParsedMessage[] {
    if (target === undefined) return this.#relations.standIns();
    const standIn = this.#relations.standInFor(target);
    return standIn ? [standIn] : [];
  }

  /** The entry's message is new here. */
  arrive(entry: Entry): void {
    this.#relations.arrive(entry.original.id);
    entry.message = this.#present(entry);
  }

  forget({ original }: Entry): void {
    this.#relations.forget(original.id);
  }

  /** Shows the entry's original anew. */
  show(entry: Entry): void {
    const { key } = entry;
    this.#entries.show(entry, this.#present(entry));
    // As a rule a tombstone stays where the message was.
    if (compareSortKeys(entry.key, key) !== 0) this.#entries.sort();
  }

  #present(entry: Entry): ChatMessage {
    const accepted = this.#relations.apply(entry.original);
    if (!isRemoved(accepted)) return this.#relations.applyPending(entry.original, accepted);
    // Where its author says that it stood: there newcomers see the tombstone, whatever copies of the message others saw.
    const standIn = this.#relations.standInFor(accepted.id, entry.original);
    entry.key = (standIn && ownKeyOf(standIn, this.#now())) ?? entry.key;
    // The text of a removed message is kept nowhere.
    entry.original = accepted;
    this.#relations.settle(accepted.id);
    return accepted;
  }
}
