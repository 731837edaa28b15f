import type { KnownEvent } from '../../protocol/kinds/index.js';
import type { AnyKind, Relation } from '../../protocol/kinds/kind.js';
import type { ChatMessage } from '../../protocol/message.js';
import type { Publisher } from '../../protocol/room-rules.js';

/** An event of a known kind, with its publisher. */
export interface PublishedEvent<Kind extends AnyKind = AnyKind> extends KnownEvent<Kind> {
  readonly by: Publisher;
}

/** An event about a message. */
export type RelationEvent = PublishedEvent<Relation>;

/** Targets that events wait for at most. */
const MAX_TARGETS = 1_000;

/** Events whose message is not here yet: an event may overtake its message, or the answer that holds it. */
export class WaitingRelations {
  readonly #byTarget = new Map<string, readonly RelationEvent[]>();

  add(target: string, item: RelationEvent): void {
    this.#byTarget.set(target, [...(this.#byTarget.get(target) ?? []), item]);
    const [oldest] = this.#byTarget.keys();
    if (oldest !== undefined && this.#byTarget.size > MAX_TARGETS) this.#byTarget.delete(oldest);
  }

  /** The events that may change this message. */
  applicableTo(target: ChatMessage): readonly RelationEvent[] {
    const items = this.#byTarget.get(target.id) ?? [];
    return items.filter(({ kind, event, by }) => kind.mayApply(event, by, target));
  }

  delete(target: string): void {
    this.#byTarget.delete(target);
  }
}

/** The message as it is shown. Each kind gets all of its events at once, so that their order does not matter. */
export function applyRelations(
  original: ChatMessage,
  items: readonly RelationEvent[],
): ChatMessage {
  let shown = original;
  for (const kind of new Set(items.map((item) => item.kind))) {
    const own = items.filter((item) => item.kind === kind);
    shown = kind.apply(
      shown,
      own.map(({ event }) => event),
    );
  }
  return Object.freeze(shown);
}
