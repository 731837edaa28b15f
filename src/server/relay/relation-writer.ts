import type { RelationEvent } from '../../core/timeline/relations.js';
import type { Clock } from '../../platform/clock.js';
import { serializeEvent } from '../../protocol/event-codec.js';
import { edit, type EditEvent } from '../../protocol/kinds/edit.js';
import { isLater } from '../../protocol/kinds/kind.js';
import { removal, type RemovalEvent } from '../../protocol/kinds/removal.js';
import { isRemoved, type ChatMessage } from '../../protocol/message.js';
import type { ParsedMessage } from '../../protocol/message-codec.js';
import { relationsLimit } from '../../protocol/room-rules.js';
import { forgetMessage } from '../inbox/forget-message.js';
import type { InboxFeed } from '../inbox/inbox-feed.js';
import type { Leases } from '../store/leases.js';
import { RelationList } from '../store/relation-list.js';
import type { HistoryLimits, RoomStore } from '../store/room-store.js';
import type { RelayFiles } from './relay-files.js';
import { RelayRefusal, unavailable } from './relay-refusal.js';
import type { RelayRoom } from './relay-room.js';

/** The sender of a relation. */
export interface RelationSource {
  /** Part of the key that recognizes a message which is sent again over another connection. */
  readonly senderKey: string;
  /** Whether the visitor may remove the messages of others. */
  readonly mayRemoveOthers: boolean;
}

/** The most unconfirmed relations that are tracked. Without tracking one may be stored twice; readers count it once. */
const MAX_UNCONFIRMED = 1_000;

/**
 * Writes reactions, edits and removals to direct rooms. It stores each, publishes it, and then removes the relations that it
 * replaces. A client may repeat each of them: it is stored once, and the next try completes a failed one.
 */
export class RelationWriter {
  readonly #store: RoomStore;
  readonly #files: RelayFiles;
  readonly #leases: Leases;
  readonly #history: HistoryLimits;
  readonly #clock: Clock;
  readonly #onError: (error: unknown) => void;
  readonly #inbox: Pick<InboxFeed, 'onEdited'> | undefined;
  readonly #onRemoval: ((room: string, id: string) => Promise<void>) | undefined;
  readonly #list: RelationList;
  /** Relations whose writing has begun and not succeeded. They may be stored. */
  readonly #unconfirmed = new Set<string>();

  constructor(
    store: RoomStore,
    files: RelayFiles,
    leases: Leases,
    history: HistoryLimits,
    clock: Clock,
    onError: (error: unknown) => void,
    inbox?: Pick<InboxFeed, 'onEdited'>,
    onRemoval?: (room: string, id: string) => Promise<void>,
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#inbox = inbox;
    this.#onRemoval = onRemoval;
    this.#files = files;
    this.#leases = leases;
    this.#list = new RelationList(store, history, clock);
    this.#history = history;
    this.#onError = onError;
  }

  /**
   * Extends the relations' time to live after a message was stored. It never rejects, because the message is stored.
   */
  async refresh(room: RelayRoom): Promise<void> {
    if (!room.feed.hasRelations) return;
    await this.#list.refresh(room.name).catch((error: unknown) => this.#onError(error));
  }

  /**
   * @param source who sends it: `senderKey` is part of the key of their messages
   * @throws RelayRefusal `not-allowed` if the message is unknown or the user may not change it so; `unavailable`: the
   *   relation may be written nevertheless
   */
  async write(room: RelayRoom, relation: RelationEvent, source: RelationSource): Promise<void> {
    try {
      if (relation.kind === removal) await this.#remove(room, relation, source);
      else await this.#change(room, relation);
    } catch (error) {
      if (error instanceof RelayRefusal) throw error;
      this.#onError(error);
      throw unavailable('change the message');
    }
  }

  async #change(room: RelayRoom, relation: RelationEvent): Promise<void> {
    const { feed } = room;
    const target = relation.kind.targetOf(relation.event);
    let message = feed.find(target);
    if (!message) {
      // The feed keeps no old messages, and none of their relations.
      message = (await this.#storedUnder(room, target))[0]?.message;
      const elements = await room.fetchRelations(this.#relationsLimit);
      const known = elements.flatMap((element) => feed.readRelation(element) ?? []);
      feed.relate(known.filter(({ kind, event }) => kind.targetOf(event) === target));
    }
    checkAllowed(relation, message);
    if (isRemoved(message)) return;
    const latest = feed.latestOf(relation);
    // An earlier try has stored it, or a later relation replaces it.
    if (latest && !isLater(relation, latest)) return;
    const item = serializeEvent(relation);
    await this.#push(room, item);
    if (relation.kind === edit) {
      await this.#inbox?.onEdited(room.name, target, (relation.event as EditEvent).text);
    }
    await this.#publish(room, item);
    // The topic brings it later, perhaps after the next one of this user.
    feed.relate([relation]);
    if (!latest) return;
    // It no longer counts even if it stays.
    await this.#list
      .remove(room.name, serializeEvent(latest))
      .catch((error: unknown) => this.#onError(error));
  }

  async #remove(room: RelayRoom, sent: RelationEvent, source: RelationSource): Promise<void> {
    const { feed } = room;
    const { id } = sent.event as RemovalEvent;
    const stored = await this.#storedUnder(room, id);
    const elements = await room.fetchRelations(this.#relationsLimit);
    const about = elements.flatMap((element) => {
      const known = feed.readRelation(element);
      return known?.kind.targetOf(known.event) === id ? [{ element, known }] : [];
    });
    const [first] = stored;
    const message = feed.find(id) ?? first?.message;
    const isForAuthor = source.mayRemoveOthers && message?.author.id !== sent.by.id;
    const relation = isForAuthor && message ? inNameOf(message, sent) : sent;
    const earlier = about.find(
      ({ known }) =>
        known.kind === removal && (known.by.id === relation.by.id || (isForAuthor && !message)),
    );
    // An earlier try may have removed the message; only its stored removal is left then.
    if (message || !earlier) checkAllowed(relation, message);
    // The sender may still repeat the message, and its record holds its text. Guests may have it under an empty key.
    for (const key of isForAuthor ? [relation.by.id ?? '', ''] : [source.senderKey]) {
      await this.#leases.record(room.name, key, id, { state: 'done', item: '' });
    }
    // A bot that is about to answer it reads this.
    await this.#onRemoval?.(room.name, id);
    const place = feed.orderOf(id) ?? first?.order;
    const event: RemovalEvent = { type: 'removal', id, ...(place === undefined ? {} : { place }) };
    const item = earlier?.element ?? serializeEvent({ ...relation, event });
    if (!earlier) await this.#push(room, item);
    // Before the message, which tells which they are, should this be tried again.
    const messages = stored.map((item) => item.message);
    await this.#files.erase(room.name, message ? [message, ...messages] : messages);
    await forgetMessage(this.#store, room.name, id, this.#clock);
    await this.#publish(room, item);
    for (const { text } of stored) await this.#store.remove(room.name, text);
    for (const { element, known } of about) {
      if (known.kind !== removal) await this.#list.remove(room.name, element);
    }
  }

  /** The stored messages under an id, each text once, oldest first. A retry may have stored two. */
  async #storedUnder(room: RelayRoom, id: string): Promise<(ParsedMessage & { text: string })[]> {
    const texts = new Set(await room.fetch(this.#history.limit));
    return [...texts].flatMap((text) =>
      room.feed
        .read([text])
        .filter(({ derivedId, message }) => !derivedId && message.id === id)
        .map((item) => ({ ...item, text })),
    );
  }

  async #push(room: RelayRoom, item: string): Promise<void> {
    const limit = this.#relationsLimit;
    const isRepeated = this.#unconfirmed.has(item);
    this.#unconfirmed.add(item);
    const [oldest] = this.#unconfirmed;
    if (this.#unconfirmed.size > MAX_UNCONFIRMED && oldest !== undefined)
      this.#unconfirmed.delete(oldest);
    if (isRepeated && (await room.fetchRelations(limit)).includes(item)) return;
    await this.#list.push(room.name, item);
  }

  async #publish({ name }: RelayRoom, item: string): Promise<void> {
    await this.#store.publish(name, item);
    this.#unconfirmed.delete(item);
  }

  get #relationsLimit(): number {
    return relationsLimit(this.#history.limit);
  }
}

/** Readers of a direct room accept a removal by the author only: a moderator's is written as the author's own. */
function inNameOf(
  { author, sentAt }: ChatMessage,
  { by, stamp, ...rest }: RelationEvent,
): RelationEvent {
  return { ...rest, by: { ...by, id: author.id }, stamp: { ...stamp, name: author.name, sentAt } };
}

/** @throws RelayRefusal */
function checkAllowed(
  { kind, event, by }: RelationEvent,
  message: ChatMessage | undefined,
): asserts message is ChatMessage {
  if (message && kind.mayApply(event, by, message)) return;
  const reason = message ? 'it is another user’s' : 'the room does not have it';
  throw new RelayRefusal('not-allowed', `unable to change the message; ${reason}.`);
}
