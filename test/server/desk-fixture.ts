import type { Role } from '../../src/protocol/role.js';
import type { ModerationOptions } from '../../src/server/moderation/moderation-options.js';
import { Moderation } from '../../src/server/moderation/moderation.js';
import {
  createModerationDesk,
  type ModerationDesk,
  type ModerationDeskOptions,
} from '../../src/server/desk/moderation-desk.js';
import { FakeClock } from '../helpers/fake-clock.js';
import { SharedMemory, type MemoryRoomStore } from '../helpers/memory-room-store.js';
import { message } from './moderation-fixture.js';

type Fields = Record<string, unknown>;

export const ROOM = 'lobby';

const ROLES: Readonly<Record<string, Role>> = {
  grace: 'moderator',
  mo: 'moderator',
  olga: 'owner',
};

/** Processes that moderate a room and have a desk each: Grace and Mo are moderators, and Olga is the owner. */
export function setUpDesk(options: Partial<ModerationDeskOptions> = {}) {
  const clock = new FakeClock();
  const memory = new SharedMemory(clock);
  const errors: unknown[] = [];
  const roleOf = (userId: string): Role => ROLES[userId] ?? 'member';
  const start = (
    more: Partial<ModerationOptions> = {},
  ): { store: MemoryRoomStore; desk: ModerationDesk; moderation: Moderation } => {
    const store = memory.connect();
    const desk = createModerationDesk({ store, roleOf, ...options }, clock);
    const onError = (error: unknown): unknown => errors.push(error);
    const host = { store, moderate: () => undefined, roleOf, desk, onError, ...more };
    return { store, desk, moderation: new Moderation(host, clock) };
  };
  return {
    clock,
    memory,
    errors,
    start,
    /** The ids of the messages that the room shows. */
    shown: () => (memory.lists.get(ROOM) ?? []).map((item) => (JSON.parse(item) as Fields)['id']),
    /** The last rejection that the room has heard. */
    refused: () =>
      (memory.heard(ROOM) as Fields[]).filter(({ type }) => type === 'rejection').at(-1),
  };
}

/** Sends a message to the room, as a browser does by its inbox. */
export function write(
  moderation: Moderation,
  userId: string,
  id: string,
  text = 'Hello',
): Promise<void> {
  return moderation.handle(ROOM, message(id, text), userId);
}

export function change(moderation: Moderation, userId: string, fields: Fields): Promise<void> {
  return moderation.handle(ROOM, JSON.stringify(fields), userId);
}
