import { BoundedMap } from '../limits/bounded-map.js';
import type { Clock } from '../../platform/clock.js';
import { claimedAuthor, readStamp, serializeEvent } from '../../protocol/event-codec.js';
import { parseItem } from '../../protocol/item.js';
import { parseEvent } from '../../protocol/kinds/index.js';
import { isRelation } from '../../protocol/kinds/kind.js';
import { removal, type RemovalEvent } from '../../protocol/kinds/removal.js';
import type { ParsedMessage } from '../../protocol/message-codec.js';
import { ownFields } from '../../protocol/own-fields.js';
import { relationsKey, relationsLifetime, relationsLimit } from '../../protocol/room-rules.js';
import type { HistoryLimits, RoomStore } from './room-store.js';

/** Rooms whose lists' time is tracked; one that is not is refreshed once more. */
const MAX_ROOMS = 10_000;

/** A list's element that holds a message. */
export interface StoredMessage {
  readonly item: string;
  readonly parsed: ParsedMessage;
}

/** An element of the list of relations that holds a message's removal. */
export interface StoredRemoval {
  readonly item: string;
  /** The message's author, as far as it was known. */
  readonly authorId: string | undefined;
}

/** Relations as a room's list of relations keeps them, for servers that write it. */
export class RelationList {
  readonly #store: RoomStore;
  readonly #history: HistoryLimits;
  readonly #clock: Pick<Clock, 'elapsed'>;
  /** Until when a room's list needs no refreshing, in ms as the clock counts them. */
  readonly #freshUntil = new BoundedMap<string, number>(MAX_ROOMS);

  /** @param history the limits of the rooms' messages */
  constructor(store: RoomStore, history: HistoryLimits, clock: Pick<Clock, 'elapsed'>) {
    this.#store = store;
    this.#history = history;
    this.#clock = clock;
  }

  /**
   * Extends the list's time to live. Called after a message was stored: if the relations expired before the messages, these
   * would lose their edits. It costs one request in half of the messages' time.
   */
  async refresh(room: string): Promise<void> {
    if (this.#clock.elapsed() < (this.#freshUntil.get(room) ?? 0)) return;
    await this.#store.refresh?.(relationsKey(room), this.#lifetime.ttlSeconds);
    this.#noteRefresh(room);
  }

  /** The stored message with an id of its own; undefined if there is none. */
  async find(room: string, id: string): Promise<StoredMessage | undefined> {
    for (const item of await this.#store.fetch(room, this.#history.limit)) {
      const parsed = messageIn(item);
      if (parsed?.message.id === id) return { item, parsed };
    }
    return undefined;
  }

  /** The stored removal of a message; undefined if there is none. */
  async findRemoval(room: string, id: string): Promise<StoredRemoval | undefined> {
    const limit = relationsLimit(this.#history.limit);
    for (const item of await this.#store.fetch(relationsKey(room), limit)) {
      const parsed = parseItem(item);
      const known = parsed.kind === 'event' ? parseEvent(parsed.fields) : undefined;
      if (known?.kind !== removal || removal.targetOf(known.event as RemovalEvent) !== id) continue;
      return { item, authorId: claimedAuthor(ownFields(JSON.parse(item))) };
    }
    return undefined;
  }

  async push(room: string, item: string): Promise<void> {
    const limit = relationsLimit(this.#history.limit);
    const { ttlSeconds } = this.#lifetime;
    await this.#store.push(relationsKey(room), item, { limit, ttlSeconds });
    this.#noteRefresh(room);
  }

  remove(room: string, item: string): Promise<void> {
    return this.#store.remove(relationsKey(room), item);
  }

  /**
   * Removes the relations of a message, except its removal.
   *
   * @returns the removed relations' ids, with their authors: the record of an edit has its text
   */
  async removeRelationsOf(
    room: string,
    messageId: string,
  ): Promise<readonly { readonly userId: string; readonly type: string; readonly id: string }[]> {
    const limit = relationsLimit(this.#history.limit);
    const stored = await this.#store.fetch(relationsKey(room), limit);
    const about = [...new Set(stored)].filter((item) => targetIn(item) === messageId);
    for (const item of about) await this.remove(room, item);
    return about.map((item) => {
      const fields = ownFields(JSON.parse(item));
      const { id } = readStamp(fields);
      return { userId: claimedAuthor(fields) ?? '', type: String(fields.type), id };
    });
  }

  get #lifetime(): ReturnType<typeof relationsLifetime> {
    return relationsLifetime(this.#history.ttlSeconds);
  }

  #noteRefresh(room: string): void {
    this.#freshUntil.set(room, this.#clock.elapsed() + this.#lifetime.refreshMs);
  }
}

/** The message in a list's element, if it has an id of its own. */
export function messageIn(item: string): ParsedMessage | undefined {
  const parsed = parseItem(item);
  return parsed.kind === 'message' && !parsed.derivedId ? parsed : undefined;
}

/**
 * The JSON of a removal. It tells where the message stood, and who wrote it, so that readers who come later see a tombstone
 * there.
 *
 * @param now epoch ms
 */
export function removalItem(id: string, now: number, found?: ParsedMessage): string {
  const event: RemovalEvent = {
    type: 'removal',
    id,
    ...(found?.order === undefined ? {} : { place: found.order }),
  };
  const { author } = found?.message ?? {};
  const sentAt = found?.message.sentAt;
  const stamp = { id, name: author?.name ?? '', sentAt, order: Math.floor(now) };
  return serializeEvent({ event, stamp, by: { id: author?.id, isServer: true } });
}

/** The message that a relation is about; undefined for removals, which last. */
function targetIn(item: string): string | undefined {
  const parsed = parseItem(item);
  const known = parsed.kind === 'event' ? parseEvent(parsed.fields) : undefined;
  if (!known || known.kind === removal || !isRelation(known.kind)) return undefined;
  return known.kind.targetOf(known.event);
}
