import { systemClock } from '../platform/clock.js';
import { tabStore } from '../platform/tab-store.js';
import { OutboxStore } from '../core/outbox/outbox-store.js';
import { Room } from '../core/room.js';
import type { LoadFileUploads } from '../core/room-files.js';
import type { AnyKind } from '../protocol/kinds/kind.js';
import { SessionSource } from '../session/session-source.js';
import { createVisitor } from '../session/visitor.js';
import type { RoomAccess } from '../transport/room-access.js';

export interface RoomConfiguration {
  readonly room: string;
  /** The Momento cache, where the session does not name one. */
  readonly cacheName: string;
  /** The visitor's name, where the session does not have one. */
  readonly username: string | null | undefined;
  /** The kinds of events that the room knows. */
  readonly kinds: readonly AnyKind[];
  /** By default no files can be sent. */
  readonly loadFileUploads?: LoadFileUploads | undefined;
}

export const DEFAULT_CACHE_NAME = 'instant-messaging';

/** Puts a room together from the browser's clock and storage, and the way to reach it. */
export function createRoom(configuration: RoomConfiguration, access: RoomAccess): Room {
  const { room, cacheName, username, kinds, loadFileUploads } = configuration;
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
    kinds,
    loadFileUploads,
  });
}
