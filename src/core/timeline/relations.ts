import { isLater, type Published, type Relation } from '../../protocol/kinds/kind.js';
import type { ParsedMessage } from '../../protocol/message-codec.js';
import type { ChatMessage } from '../../protocol/message.js';

/** An event about a message, with its kind and its author. */
export interface RelationEvent extends Published {
  readonly kind: Relation;
}

/** Messages that events wait for at most. */
const MAX_TARGETS = 1_000;
/** Events that are kept for one message; where there are more, those with the smallest order are let go of. */
const MAX_EVENTS = 10_000;

type Events = Map<string, RelationEvent>;

/**
 * The relations of a room by the messages that they are about. An event may overtake its message, or the answer that
 * holds it: then it waits. Of those that replace each other only the latest is kept.
 */
export class Relations {
  readonly #byTarget = new Map<string, Events>();
  /** Messages that are not here yet, or no longer. */
  readonly #awaited = new Set<string>();
  /** The visitor's own events that are not accepted yet, in the order in which they were made. */
  #pending: readonly RelationEvent[] = [];
  #hasLost = false;

  /** Whether events were let go of since the last call that are needed once their message comes. */
  takeLoss(): boolean {
    const hasLost = this.#hasLost;
    this.#hasLost = false;
    return hasLost;
  }

  /** @returns whether it is new, and replaces the one before */
  add(item: RelationEvent, isAwaited: boolean): boolean {
    const target = targetOf(item);
    const events = this.#byTarget.get(target) ?? new Map<string, RelationEvent>();
    const key = keyOf(item);
    const known = events.get(key);
    if (known && !isLater(item, known)) return false;
    this.#byTarget.set(target, events.set(key, item));
    if (events.size > MAX_EVENTS) events.delete(keyOf(earliest(events)));
    if (isAwaited) this.#await(target);
    return true;
  }

  /** The events of this author that `item` replaces. */
  replacedBy(item: RelationEvent): RelationEvent | undefined {
    const known = this.#byTarget.get(targetOf(item))?.get(keyOf(item));
    return known && known !== item && isLater(item, known) ? known : undefined;
  }

  /** The message is here now. */
  arrive(target: string): void {
    this.#awaited.delete(target);
  }

  /** Messages to show in place of those that are not here. */
  standIns(): ParsedMessage[] {
    return [...this.#awaited].flatMap((target) => this.standInFor(target) ?? []);
  }

  /**
   * What the events say of a message that they have removed.
   *
   * @param original the message, where it is known: then only its author's events count
   */
  standInFor(target: string, original?: ChatMessage): ParsedMessage | undefined {
    for (const item of this.#byTarget.get(target)?.values() ?? []) {
      const { kind, event, by } = item;
      if (original && !kind.mayApply(event, by, original)) continue;
      const standIn = kind.standIn?.(item);
      if (standIn) return standIn;
    }
    return undefined;
  }

  /** The message is not here any more: its events are fetched again together with it. */
  forget(target: string): void {
    this.#byTarget.delete(target);
    this.#hasLost = true;
  }

  /** @returns the messages that are shown otherwise now */
  setPending(items: readonly RelationEvent[]): ReadonlySet<string> {
    const before = new Set(this.#pending);
    const changed = items.filter((item) => !before.delete(item));
    this.#pending = items;
    return new Set([...before, ...changed].map(targetOf));
  }

  /** The message with all events that are accepted. Each kind gets all of its events at once: their order does not matter. */
  apply(original: ChatMessage): ChatMessage {
    const known = this.#byTarget.get(original.id);
    return known ? applyAll(original, known.values()) : original;
  }

  /** The message with the visitor's own events as well that are not accepted yet; `accepted` where there are none. */
  applyPending(original: ChatMessage, accepted: ChatMessage): ChatMessage {
    const pending = this.#pending.filter((item) => targetOf(item) === original.id);
    if (pending.length === 0) return accepted;
    const latest: Events = new Map(this.#byTarget.get(original.id));
    for (const item of pending) {
      const other = latest.get(keyOf(item));
      if (!other || isLater(item, other)) latest.set(keyOf(item), item);
    }
    return applyAll(original, latest.values());
  }

  /** The message is removed for good: nothing that is said about it counts any more. */
  settle(target: string): void {
    this.#byTarget.delete(target);
  }

  #await(target: string): void {
    // The newest at the end.
    this.#awaited.delete(target);
    this.#awaited.add(target);
    const [oldest] = this.#awaited;
    if (oldest === undefined || this.#awaited.size <= MAX_TARGETS) return;
    this.#awaited.delete(oldest);
    this.forget(oldest);
  }
}

function applyAll(original: ChatMessage, items: Iterable<RelationEvent>): ChatMessage {
  const byKind = new Map<Relation, RelationEvent[]>();
  for (const item of items) {
    const { kind, event, by } = item;
    if (!kind.mayApply(event, by, original)) continue;
    const others = byKind.get(kind);
    if (others) others.push(item);
    else byKind.set(kind, [item]);
  }
  let shown = original;
  for (const [kind, events] of byKind) shown = kind.apply(shown, events);
  return Object.freeze(shown);
}

function targetOf({ kind, event }: RelationEvent): string {
  return kind.targetOf(event);
}

/** Events of other authors never replace each other: who may change a message is decided when it is shown. */
function keyOf({ kind, event, by }: RelationEvent): string {
  return `${kind.type}/${kind.keyOf?.(event) ?? ''}/${by.id ?? ''}`;
}

function earliest(events: Events): RelationEvent {
  return [...events.values()].reduce((a, b) => (isLater(a, b) ? b : a));
}
