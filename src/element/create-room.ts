import { systemClock } from '../platform/clock.js';
import { ChatError } from '../protocol/errors.js';
import { OutboxStore } from '../core/outbox/outbox-store.js';
import { Room } from '../core/room.js';
import { tokenFetcher } from '../session/fetch-token.js';
import { providedTokens, SessionSource } from '../session/session-source.js';
import type { TokenProvider } from '../session/session.js';
import { createVisitor } from '../session/visitor.js';
import { tabStore } from '../platform/tab-store.js';
import { MomentoTransport } from '../transport/momento/momento-transport.js';
import type { RoomAccess } from '../transport/room-access.js';

/** What decides which room is entered, and how. */
export interface RoomConfiguration {
  readonly room: string;
  readonly tokenUrl: string;
  readonly tokenProvider: TokenProvider | undefined;
  readonly cacheName: string;
  readonly credentials: RequestCredentials;
  readonly historyLimit: number;
  readonly historyTtl: number;
  readonly username: string | null;
}

export const DEFAULT_CACHE_NAME = 'instant-messaging';
export const DEFAULT_HISTORY_LIMIT = 100;
/** What one list of 5 MB (a limit of the service) can hold of messages of some 500 bytes. */
const MAX_HISTORY_LIMIT = 10_000;
export const DEFAULT_HISTORY_TTL_SECONDS = 3600;
/** 24 hours: the longest that the service keeps anything. */
const MAX_HISTORY_TTL_SECONDS = 86_400;

/**
 * Puts a room together from what the real world offers: the browser's clock and storage, the host's token
 * endpoint, the Momento SDK.
 *
 * @param access reaches the room in another way than through Momento
 * @throws ChatError `configuration-invalid`, naming the attribute
 */
export function createRoom(
  configuration: RoomConfiguration,
  access: RoomAccess = momentoAccess(configuration),
): Room {
  const { room, cacheName, username } = configuration;
  if (!room) throw invalid('needs the attribute "room"');
  const store = tabStore();
  return new Room({
    sessions: new SessionSource(
      access.tokens,
      { room, cacheName, visitor: createVisitor(username, store) },
      systemClock,
    ),
    createTransport: access.createTransport,
    createOutboxStore: ({ cacheName, user }) => new OutboxStore(store, cacheName, room, user.id),
    clock: systemClock,
  });
}

function momentoAccess(configuration: RoomConfiguration): RoomAccess {
  const { room, tokenUrl, tokenProvider, credentials } = configuration;
  if (room && !tokenUrl && !tokenProvider) throw invalid('needs the attribute "token-url"');
  if (!['same-origin', 'include', 'omit'].includes(credentials)) {
    throw invalid('knows the "credentials" same-origin, include and omit');
  }
  const history = {
    limit: bounded(configuration.historyLimit, DEFAULT_HISTORY_LIMIT, MAX_HISTORY_LIMIT),
    ttlSeconds: Math.max(
      1,
      bounded(configuration.historyTtl, DEFAULT_HISTORY_TTL_SECONDS, MAX_HISTORY_TTL_SECONDS),
    ),
  };
  return {
    tokens: tokenProvider
      ? // Each token comes from the newest function: templates set another one at every render.
        providedTokens((...request) => {
          const newest = configuration.tokenProvider ?? tokenProvider;
          return newest(...request);
        })
      : tokenFetcher({ tokenUrl, credentials }),
    createTransport: (session) => new MomentoTransport(session, history),
  };
}

function invalid(what: string): ChatError {
  return new ChatError('configuration-invalid', `unable to enter a room; <momento-chat> ${what}.`);
}

/** As for attributes, what is no number of 0 or more counts as not there: templates set properties, too. */
function bounded(value: unknown, fallback: number, max: number): number {
  return typeof value === 'number' && value >= 0 ? Math.min(max, Math.floor(value)) : fallback;
}

/**
 * Reads an attribute's number. Templates write empty attributes for what they do not know: these, like all
 * that is no number of 0 or more, count as not there.
 */
export function toNumber(fallback: number): (value: string | null) => number;
export function toNumber(fallback: undefined): (value: string | null) => number | undefined;
export function toNumber(fallback: number | undefined) {
  return (value: string | null): number | undefined => {
    const number = value?.trim() ? Number(value) : NaN;
    return number >= 0 && Number.isFinite(number) ? number : fallback;
  };
}
