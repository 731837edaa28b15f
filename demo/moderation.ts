import type { Role } from '../src/protocol/role.js';
import {
  createModerationDesk,
  createModerator,
  type Bot,
  type Inbox,
  type LiveRoomStore,
  type ModerationDesk,
  type Moderator,
} from '../src/server/index.js';
import { personOf } from './people.js';
import { modeOf } from './rooms.js';
import { BOT, isAgent } from './support-desk.js';
import { filterWords } from './word-filter.js';

function roleOf(userId: string): Role {
  return isAgent(userId) ? 'moderator' : (personOf(userId)?.role ?? 'member');
}

function nameOf(userId: string): string {
  return userId === BOT.id ? BOT.name : (personOf(userId)?.name ?? userId);
}

/** Keeps what moderators decide. */
export function demoDesk(store: LiveRoomStore): ModerationDesk {
  return createModerationDesk({ store, roleOf });
}

/**
 * Filters the messages to the moderated rooms, and writes the accepted ones there. It is the only one on its cache: several
 * would divide the rooms.
 */
export function demoModerator(
  store: LiveRoomStore,
  desk: ModerationDesk,
  inbox: Inbox,
  bot: Bot,
): Moderator {
  return createModerator({
    store,
    inbox,
    bot,
    moderate: filterWords,
    roleOf,
    desk,
    // Names come from the server, never from the browser's message.
    profileOf: (userId) => ({ name: nameOf(userId) }),
  });
}

/** Handles a moderator's request to close a room, `/moderation/close`. The answer has a status only. */
export async function answerModeration(
  request: Request,
  moderator: Pick<Moderator, 'closeRoom'>,
): Promise<Response> {
  if (request.method !== 'POST') return answer(405);
  const url = urlOf(request);
  if (!url) return answer(400);
  const { pathname, searchParams } = url;
  // The demo trusts the name in the query. A real site must not: it checks its own session.
  if (personOf(searchParams.get('user'))?.role !== 'moderator') return answer(403);
  const { room } = await bodyOf(request);
  // A direct room has no moderator: people write to it directly.
  if (typeof room !== 'string' || modeOf(room) !== 'moderated') return answer(404);
  if (!pathname.endsWith('/close')) return answer(404);
  await moderator.closeRoom(room);
  return answer(204);
}

/** The request's URL; undefined if its `Host` header, which is untrusted, makes it invalid. */
function urlOf(request: Request): URL | undefined {
  try {
    return new URL(request.url);
  } catch {
    return undefined;
  }
}

/** The request's JSON; an empty object if it has none. */
async function bodyOf(request: Request): Promise<{ room?: unknown }> {
  const body: unknown = await request.json().catch(() => undefined);
  return typeof body === 'object' && body !== null ? body : {};
}

function answer(status: number): Response {
  return new Response(null, { status });
}
