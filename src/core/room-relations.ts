import type { ChatError } from '../protocol/errors.js';
import { isMessage, type ParsedItem } from '../protocol/item.js';
import { removal } from '../protocol/kinds/removal.js';
import { isRemoved } from '../protocol/message.js';
import type { ParsedMessage } from '../protocol/message-codec.js';
import type { Transport } from '../transport/transport.js';
import { Changes, type ChangesOptions } from './changes.js';
import type { Tail } from './connection/history.js';
import { StoredRelations } from './connection/stored-relations.js';
import type { RelationEvent } from './timeline/relations.js';

/** The relations of a room: live ones, and stored ones as far back as the messages that are here. */
export class RoomRelations {
  readonly #options: ChangesOptions;
  readonly #stored: StoredRelations;
  readonly changes: Changes;
  /** Relations that were fetched for a history that is not here yet. */
  #fetched: string[] = [];

  constructor(options: ChangesOptions) {
    this.#options = options;
    this.changes = new Changes(options);
    this.#stored = new StoredRelations(options.pages, (texts) => this.#fetched.push(...texts));
  }

  /** Takes in a relation, which may be one of the visitor's own. @param isLive false for one that was fetched */
  receive(relation: RelationEvent, isLive = true): void {
    const { log, outbox } = this.#options;
    log.roomTimeline.relate(relation);
    // A server stores a removal first, and then takes the message out: it is asked again until it says that it is done.
    if (isLive || relation.kind !== removal) outbox.settleRelation(relation);
    if (relation.kind === removal) this.#forgetFailed(relation.kind.targetOf(relation.event));
  }

  /** The visitor's relation was not accepted. */
  reject(id: string, error: ChatError): void {
    const { outbox } = this.#options;
    outbox.reject(id, error);
    const change = outbox.changes.find((each) => each.id === id);
    if (change) this.#forgetFailed(change.messageId);
  }

  #forgetFailed(messageId: string): void {
    const { log, outbox } = this.#options;
    const message = log.roomTimeline.originalOf(messageId);
    if (message && isRemoved(message)) outbox.forgetChanges(messageId);
  }

  /** Fetches those that the history needs. @throws ChatError; the signal's reason */
  fetch(transport: Transport, tail: Promise<Tail<ParsedItem>>, signal: AbortSignal): Promise<void> {
    this.#forgetLost();
    const start = tail.then((history) => this.#startOf(history));
    // The history's fault is reported by its own fetch, even where nothing waits for this any more.
    start.catch(() => undefined);
    return this.#stored.catchUp(transport, start, this.#orderOf, signal);
  }

  /** Called before a history is merged: merges the relations that were fetched for it. */
  enter(tail: Tail<ParsedItem>): void {
    this.#take(this.#startOf(tail));
  }

  /** Fetches those of an earlier page. @throws ChatError */
  async fetchEarlier(transport: Transport, begins: boolean): Promise<void> {
    this.#forgetLost();
    const start = begins ? 0 : this.#options.log.roomTimeline.firstOrder;
    await this.#stored.fetchBack(transport, start, this.#orderOf);
    this.#take(start);
  }

  /** An answer that was late may have stored a message after its author had removed it: takes it out once more. */
  removeAgain(stored: readonly ParsedMessage[]): void {
    const { log, identity } = this.#options;
    if (log.rules.serverWrites) return;
    for (const { message, derivedId } of stored) {
      const known = derivedId ? undefined : log.roomTimeline.originalOf(message.id);
      if (known && isRemoved(known) && message.author.id === identity.ownId) {
        this.changes.removeAgain(message);
      }
    }
  }

  /** @param start the order from which on the messages are here now */
  #take(start: number): void {
    const { log } = this.#options;
    const relations = log.relationsIn(this.#fetched.splice(0));
    log.roomTimeline.related.inOneBatch(() => {
      for (const relation of relations) this.receive(relation, false);
    });
    log.roomTimeline.start = start;
  }

  #forgetLost(): void {
    if (this.#options.log.roomTimeline.related.takeLoss()) this.#stored.forget();
  }

  readonly #orderOf = (text: string): number => this.#options.log.orderOf(text);

  /** The order of the first message that is here together with these: nothing before it needs its relations. */
  #startOf({ stored, hasEarlier }: Tail<ParsedItem>): number {
    const { roomTimeline: timeline } = this.#options.log;
    const first = stored.find(isMessage);
    if (!hasEarlier || first?.order === undefined) return 0;
    return timeline.messages.length > 0 ? Math.min(timeline.firstOrder, first.order) : first.order;
  }
}
