import { readAttachments } from '../protocol/attachments.js';
import { isMessage, type ParsedItem } from '../protocol/item.js';
import { claimedAuthor, eventsIn, readStamp } from '../protocol/event-codec.js';
import { parseEvent, type KnownEvent } from '../protocol/kinds/index.js';
import {
  isRelation,
  type AnyKind,
  type EventFields,
  type Published,
} from '../protocol/kinds/kind.js';
import { readMentions } from '../protocol/mentions.js';
import { readReference, type ParsedMessage } from '../protocol/message-codec.js';
import type { RoomRules } from '../protocol/room-rules.js';
import type { ChatMessage, MessageDetails, SendOptions } from '../protocol/message.js';
import type { LiveItem, Transport } from '../transport/transport.js';
import { fetchTail, type HistoryPages, type Tail, type TailReader } from './connection/history.js';
import { ItemReader } from './timeline/item-reader.js';
import type { RelationEvent } from './timeline/relations.js';
import { isUnsure, type Addition, type Mark } from './timeline/outcomes.js';
import type { Timeline } from './timeline/timeline.js';

/** An event of a known kind, with its author. */
export type PublishedEvent = KnownEvent & Published;

/** The outcome of catching up with the list. */
export interface CaughtUp {
  /** The stored messages, oldest first, and the live ones that arrived before the list did. */
  readonly stored: readonly ParsedMessage[];
  readonly live: readonly ParsedMessage[];
  /** The outcome for each message, stored ones first. */
  readonly additions: readonly Addition[];
  /** The live items as they were read, events among them. */
  readonly items: readonly ParsedItem[];
  /** A live message may be a stored one, or another one with the same content: the list tells when it is fetched again. */
  readonly needsRefetch: boolean;
  /** Whether nothing was here before the break, so that the list's known beginning no longer holds. */
  readonly startsOver: boolean;
}

/**
 * The messages and events of one room, read from its list and its topic. A browser and a relay follow a room alike: after
 * a break they catch up with the list, as far back as the break.
 */
export class RoomLog implements TailReader<ParsedItem> {
  /** The minifier shortens this name; `timeline` is one of the DOM, which it must leave. */
  readonly roomTimeline: Timeline;
  readonly #kinds: readonly AnyKind[] | undefined;
  readonly #reader = new ItemReader();
  /** The messages that were here when others began to be missing that no fetch looks for yet. */
  #brokenSince: Mark | undefined;
  /** The same, of what the fetch under way looks for. */
  #fetchedSince: Mark | undefined;

  /** @param kinds the kinds of events that the room knows; all by default */
  constructor(timeline: Timeline, kinds?: readonly AnyKind[]) {
    this.roomTimeline = timeline;
    this.#kinds = kinds;
  }

  get rules(): RoomRules {
    return this.#reader.rules;
  }

  set rules(rules: RoomRules) {
    this.#reader.rules = rules;
  }

  /** Without those that are stored, and not yet published to the readers of now: they are still on their way. */
  settledMessages(pending: readonly ChatMessage[]): readonly ChatMessage[] {
    const { messages } = this.roomTimeline;
    const unsettled = new Set(
      pending.map(({ id }) => id).filter((id) => this.roomTimeline.has(id)),
    );
    return unsettled.size === 0 ? messages : messages.filter(({ id }) => !unsettled.has(id));
  }

  /** What goes with a text that is to be sent. Broken details are left out. */
  detailsOf(text: string, { replyTo, mentions, attachments }: SendOptions): MessageDetails {
    const order = replyTo && this.roomTimeline.orderOf(replyTo);
    return {
      ...readReference({ id: replyTo, order }),
      ...readMentions(mentions, text),
      ...readAttachments(attachments),
    };
  }

  /** From here on something may be missing, until the next `catchUp`. */
  noteBreak(): void {
    this.#brokenSince ??= this.roomTimeline.mark();
  }

  /** The list is about to be fetched: what breaks from here on is left to the next fetch. */
  noteFetch(): void {
    this.#fetchedSince ??= this.#brokenSince;
    this.#brokenSince = undefined;
  }

  read(page: readonly string[]): ParsedItem[] {
    return page.map((text) => this.#reader.stored(text));
  }

  readLive(item: LiveItem): ParsedItem {
    return this.#reader.live(item);
  }

  /** The events of known kinds in a live item. Those in another author's name are left out. */
  eventsIn(item: ParsedItem, { publisherId }: LiveItem): readonly PublishedEvent[] {
    if (item.kind !== 'event') return [];
    return eventsIn(item.fields).flatMap((fields) => this.#published(fields, publisherId));
  }

  /** The relations in elements of the relations' list. */
  relationsIn(elements: readonly string[]): readonly RelationEvent[] {
    return elements
      .flatMap((text) => this.#fieldsOf(text))
      .flatMap((fields) => this.#published(fields))
      .filter((item): item is RelationEvent => isRelation(item.kind));
  }

  /** The order of an element of the relations' list; 0 where it has none. */
  orderOf(element: string): number {
    return Math.max(0, ...this.#fieldsOf(element).map((fields) => readStamp(fields).order));
  }

  #fieldsOf(element: string): readonly EventFields[] {
    const item = this.#reader.stored(element);
    return item.kind === 'event' ? [item.fields] : [];
  }

  #published(fields: EventFields, publisherId?: string): readonly PublishedEvent[] {
    const by = this.rules.author(claimedAuthor(fields), publisherId);
    const known = by && parseEvent(fields, this.#kinds);
    return known ? [{ ...known, by, stamp: readStamp(fields) }] : [];
  }

  /**
   * Whether there is a message here that was here before the break. Where none was, they reach back to the first that has
   * come live since, and else one page is enough.
   */
  reachesBack(items: readonly ParsedItem[]): boolean {
    const since = this.#fetchedSince;
    if (since === undefined) return true;
    if (since > 0) return this.roomTimeline.knows(items.filter(isMessage), since);
    const { firstOrder: first } = this.roomTimeline;
    return first === 0 || firstOrder(items) <= first;
  }

  /**
   * Fetches stored messages, as far back as this order.
   *
   * @throws ChatError; the signal's reason
   */
  async fetchStored(
    pages: HistoryPages,
    transport: Transport,
    since: number,
    signal: AbortSignal,
  ): Promise<readonly ChatMessage[]> {
    const reader = {
      read: (page: readonly string[]) => this.read(page),
      reachesBack: (items: readonly ParsedItem[]) => firstOrder(items) <= since,
    };
    const { stored } = await fetchTail(transport, pages, reader, signal);
    return stored.filter(isMessage).map(({ message }) => message);
  }

  /** Takes in the newest stored items, and the live ones that arrived meanwhile. */
  catchUp(tail: Tail<ParsedItem>, liveItems: readonly LiveItem[]): CaughtUp {
    const stored = tail.stored.filter(isMessage);
    const items = liveItems.map((item) => this.readLive(item));
    const live = items.filter(isMessage);
    const additions = this.roomTimeline.merge(stored, live, this.#fetchedSince);
    const startsOver = this.#fetchedSince === 0;
    this.#fetchedSince = undefined;
    const ofLive = additions.slice(stored.length);
    const needsRefetch = live.some((item, index) => isUnsure(item, ofLive[index]));
    return { stored, live, additions, items, needsRefetch, startsOver };
  }
}

/** The order of the first message that has one: before it, others may be stored. */
export function firstOrder(items: readonly ParsedItem[]): number {
  for (const item of items)
    if (item.kind === 'message' && item.order !== undefined) return item.order;
  return Infinity;
}
