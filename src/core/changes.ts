import type { Clock } from '../platform/clock.js';
import { partCount } from '../protocol/attachments.js';
import { isBlank } from '../protocol/blank.js';
import { serializeEvent } from '../protocol/event-codec.js';
import { isEmoji } from '../protocol/emoji.js';
import { createMessageId } from '../protocol/ids.js';
import { isMessage, parseItem } from '../protocol/item.js';
import { edit, type EditEvent } from '../protocol/kinds/edit.js';
import { reaction, type ReactionEvent } from '../protocol/kinds/reaction.js';
import type { Relation, RoomEvent } from '../protocol/kinds/kind.js';
import { readMentions } from '../protocol/mentions.js';
import { removal, type RemovalEvent } from '../protocol/kinds/removal.js';
import { isRemoved, type ChatMessage, type EditOptions } from '../protocol/message.js';
import type { Transport } from '../transport/transport.js';
import { fetchTail, type HistoryPages } from './connection/history.js';
import { ORDER_MARGIN_MS, StoredRelations } from './connection/stored-relations.js';
import type { Identity } from './identity.js';
import type { Outbox } from './outbox/outbox.js';
import type { RoomLog } from './room-log.js';
import type { RelationEvent } from './timeline/relations.js';

export interface ChangesOptions {
  clock: Clock;
  log: RoomLog;
  pages: HistoryPages;
  identity: Identity;
  outbox: Outbox;
}

/** The visitor's changes of messages: reactions, edits and removals, from the wish to the cleaning up. */
export class Changes {
  readonly #options: ChangesOptions;

  constructor(options: ChangesOptions) {
    this.#options = options;
  }

  /**
   * Reacts to a message with an emoji, or takes the reaction back.
   *
   * @returns whether the message is here, and the emoji is one
   * @throws ChatError `outbox-full`
   */
  react(messageId: string, emoji: string, on: boolean): boolean {
    if (!this.#find(messageId) || !isEmoji(emoji)) return false;
    const event: ReactionEvent = { type: 'reaction', target: messageId, emoji, on };
    return this.#send(reaction, event);
  }

  /**
   * Changes the text of a message of the visitor's own.
   *
   * @returns whether the message is here, and the visitor's
   * @throws ChatError `message-too-long`, `outbox-full`
   */
  edit(messageId: string, text: string, { mentions }: EditOptions = {}): boolean {
    if (!this.#findOwn(messageId) || isBlank(text)) return false;
    const named = readMentions(mentions, text);
    const event: EditEvent = { type: 'edit', target: messageId, text, ...named };
    return this.#send(edit, event);
  }

  /**
   * Removes a message of the visitor's own, wherever it is stored; a moderator's of others, too.
   *
   * @returns whether the message is here, and the visitor may remove it
   * @throws ChatError `outbox-full`
   */
  remove(messageId: string): boolean {
    const { outbox, identity } = this.#options;
    if (outbox.withdraw(messageId)) return true;
    const message = identity.moderates ? this.#find(messageId) : this.#findOwn(messageId);
    if (!message) return false;
    // In the name of the author, as the server writes it.
    return this.#send(removal, this.#removalOf(messageId), messageId, message.author.id);
  }

  /** A message that the visitor has removed on its way has arrived, or may have. @param order where it has one */
  removeArrived(id: string, order: number | undefined): void {
    this.#send(removal, this.#removalOf(id, order), id);
  }

  /** A message that the visitor has removed is still, or again, in the list: takes it out. */
  removeAgain({ id }: ChatMessage): void {
    this.#options.outbox.cleanUp(this.#published(removal, this.#removalOf(id), id));
  }

  /**
   * Takes what a relation replaces out of the lists.
   *
   * @param replaces an element of the relations' list
   * @throws ChatError; the signal's reason
   */
  async cleanUp(
    transport: Transport,
    { kind, event }: RelationEvent,
    replaces: string | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    if (kind === removal) await this.#erase(transport, event as RemovalEvent, signal);
    else if (replaces !== undefined) await transport.relations?.remove?.(replaces);
  }

  /** A retry may have left a message twice: looks for all of its elements, and for all relations to it. */
  async #erase(
    transport: Transport,
    { id, place = 0 }: RemovalEvent,
    signal: AbortSignal,
  ): Promise<void> {
    const { log, pages } = this.#options;
    if (transport.remove) {
      const reader = {
        read: (page: readonly string[]) => page.map((text) => ({ text, item: parseItem(text) })),
        reachesBack: (found: readonly { item: ReturnType<typeof parseItem> }[]) =>
          found.some(
            ({ item }) =>
              isMessage(item) && item.order !== undefined && item.order < place - ORDER_MARGIN_MS,
          ),
      };
      const { stored } = await fetchTail(transport, pages, reader, signal);
      const texts = stored.filter(({ item }) => isMessage(item) && item.message.id === id);
      // The files first: the message tells which they are, should this be tried again.
      for (const { item } of texts) if (isMessage(item)) await eraseFiles(transport, item.message);
      for (const text of new Set(texts.map((found) => found.text))) await transport.remove(text);
    }
    const list = transport.relations;
    if (!list?.remove) return;
    const relations: string[] = [];
    const stored = new StoredRelations(pages, (texts) => relations.push(...texts));
    const orderOf = (text: string): number => log.orderOf(text);
    await stored.catchUp(transport, Promise.resolve(place), orderOf, signal);
    for (const text of relations) {
      const [item] = log.relationsIn([text]);
      const isAbout = item && item.kind !== removal && item.kind.targetOf(item.event) === id;
      if (isAbout) await list.remove(text);
    }
  }

  #removalOf(id: string, order?: number): RemovalEvent {
    const place = this.#options.log.roomTimeline.orderOf(id) ?? order;
    return { type: 'removal', id, ...(place === undefined ? {} : { place }) };
  }

  #find(id: string): ChatMessage | undefined {
    const message = this.#options.log.roomTimeline.originalOf(id);
    return message && !isRemoved(message) ? message : undefined;
  }

  #findOwn(id: string): ChatMessage | undefined {
    const message = this.#find(id);
    const { ownId } = this.#options.identity;
    return ownId !== undefined && message?.author.id === ownId ? message : undefined;
  }

  /**
   * @param id of the event, where it brings its own
   * @param by the id of its author; by default the visitor's
   */
  #send(kind: Relation, event: RoomEvent, id?: string, by?: string): true {
    const { log, outbox } = this.#options;
    const relation = this.#published(kind, event, id, by);
    const replaced = log.roomTimeline.related.replacedBy(relation);
    outbox.relate(relation, replaced && serializeEvent(replaced));
    return true;
  }

  #published(
    kind: Relation,
    event: RoomEvent,
    id?: string,
    by = this.#options.identity.ownId,
  ): RelationEvent {
    const { clock, identity, outbox } = this.#options;
    const sentAt = clock.now();
    const stamp = {
      id: id ?? createMessageId(sentAt),
      name: identity.name,
      sentAt,
      order: outbox.nextOrder(),
    };
    return { kind, event, by: { id: by, isServer: false }, stamp };
  }
}

async function eraseFiles({ files }: Transport, { attachments = [] }: ChatMessage): Promise<void> {
  for (const attachment of attachments) {
    if (attachment.url !== undefined) continue;
    const count = partCount(attachment);
    for (let part = 0; part < count; part += 1) await files?.remove?.(attachment.id, part);
  }
}
