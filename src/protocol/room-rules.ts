import { GUEST_PREFIX } from './ids.js';
import { toJson } from './json.js';
import type { MessageAuthor } from './message.js';
import { RESERVED_PREFIX } from './room-name.js';

/**
 * The writers of a room: in `direct` rooms the visitors' browsers, in `moderated` rooms a server that reads
 * the room's inbox, to which the browsers publish.
 */
export type ChatMode = 'direct' | 'moderated';

/** The author of an item, as far as the room's rules allow to say. */
export interface Publisher {
  /** The id in the publisher's token; where the service gives none, or the item is a stored one, the id in the item. */
  readonly id: string | undefined;
  /** Whether it is the server that writes this room: it has checked the item, and the id in it. */
  readonly isServer: boolean;
}

/** Whether a message may be changed by a publisher: its author, or the server, which has checked who asked for it. */
export function isByAuthor(by: Publisher, author: MessageAuthor): boolean {
  return by.isServer || (by.id !== undefined && by.id === author.id);
}

/** The consequences of a room's mode, in one place. */
export class RoomRules {
  readonly mode: ChatMode;

  constructor(mode: ChatMode) {
    this.mode = mode;
  }

  /** Whether a server writes the list and the topic, so that all they hold is its word. */
  get serverWrites(): boolean {
    return this.mode === 'moderated';
  }

  /** The topic that browsers publish to. */
  inputTopic(room: string): string {
    return this.serverWrites ? inboxOf(room) : room;
  }

  /** Whether a live item with this id in its publisher's token is let in: a moderated room's topic takes the server alone. */
  admits(tokenId: string | undefined): boolean {
    // A server's API key carries no id.
    return !this.serverWrites || tokenId === undefined;
  }

  /**
   * The author of an event; undefined where it is forged.
   *
   * @param claimed the id in the event
   * @param tokenId the id in the publisher's token; undefined for stored events, of which no more is known than they say
   */
  author(claimed: string | undefined, tokenId?: string): Publisher | undefined {
    if (!this.admits(tokenId)) return undefined;
    // A guest's browser made the id up: it claims no other user's name.
    const isForged =
      tokenId !== undefined &&
      claimed !== undefined &&
      claimed !== tokenId &&
      !claimed.startsWith(GUEST_PREFIX);
    return isForged ? undefined : { id: tokenId ?? claimed, isServer: this.serverWrites };
  }
}

/** In a moderated room `x` browsers write to this topic, and only the moderator reads it. */
export function inboxOf(room: string): string {
  return `${room}-input`;
}

/** The cache list of a room's relations. The quotation marks of JSON keep the rooms apart. */
export function relationsKey(room: string): string {
  return `${RESERVED_PREFIX}relations/${toJson([room])}`;
}

/** Stored relations for each stored message. */
const RELATIONS_PER_MESSAGE = 3;

/** How many relations are kept stored, for a room that keeps so many messages. */
export function relationsLimit(historyLimit: number): number {
  return RELATIONS_PER_MESSAGE * historyLimit;
}

/** The longest time to live, in seconds (a limit of the service). */
const MAX_TTL_SECONDS = 86_400;
/** At the limit, the list of relations may end so much earlier than that of the messages, in ms. */
const MIN_REFRESH_MS = 60_000;

/**
 * The time to live of a room's relations. Each message gives the room's list all of its time again; so that the relations do
 * not have to be refreshed each time, they live half as long again.
 *
 * @param ttlSeconds of the messages
 * @returns their own time, in seconds, and after which time they have to be refreshed, in ms
 */
export function relationsLifetime(ttlSeconds: number): { ttlSeconds: number; refreshMs: number } {
  const longer = Math.min(MAX_TTL_SECONDS, Math.ceil(1.5 * ttlSeconds));
  const spareMs = 1000 * (longer - ttlSeconds);
  // At the limit there is nothing to spare.
  return { ttlSeconds: longer, refreshMs: spareMs > 0 ? spareMs : MIN_REFRESH_MS };
}
