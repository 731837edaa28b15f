import { createModerator, type LiveRoomStore, type Moderator } from '../src/server/index.js';
import { personOf } from './people.js';
import { modeOf } from './rooms.js';
import { filterWords } from './word-filter.js';

/** Looks at what is sent to the moderated room, and writes there what passes. */
export function demoModerator(store: LiveRoomStore): Moderator {
  return createModerator({
    store,
    moderate: filterWords,
    // Names are the server's word: what a browser says about itself is not asked.
    profileOf: (userId) => ({ name: personOf(userId)?.name ?? userId }),
  });
}

/** What a moderator's buttons do, by the path below `/moderation`. Answers with a status and nothing else. */
export async function answerModeration(
  request: Request,
  moderator: Pick<Moderator, 'removeMessage' | 'closeRoom'>,
): Promise<Response> {
  if (request.method !== 'POST') return answer(405);
  const url = urlOf(request);
  if (!url) return answer(400);
  const { pathname, searchParams } = url;
  // The demo believes whoever says to be Grace. A real site must not: it looks into its own session.
  if (personOf(searchParams.get('user'))?.role !== 'moderator') return answer(403);
  const { room, id } = await bodyOf(request);
  // In a direct room everybody writes for themselves, and takes back nothing but their own.
  if (typeof room !== 'string' || modeOf(room) !== 'moderated') return answer(404);
  if (pathname.endsWith('/close')) await moderator.closeRoom(room);
  else if (!pathname.endsWith('/remove')) return answer(404);
  else if (typeof id === 'string') await moderator.removeMessage(room, id);
  else return answer(400);
  return answer(204);
}

/** The address has the `Host` header in it, which may be anything. */
function urlOf(request: Request): URL | undefined {
  try {
    return new URL(request.url);
  } catch {
    return undefined;
  }
}

/** The request's JSON; nothing where it has none. */
async function bodyOf(request: Request): Promise<{ room?: unknown; id?: unknown }> {
  const body: unknown = await request.json().catch(() => undefined);
  return typeof body === 'object' && body !== null ? body : {};
}

function answer(status: number): Response {
  return new Response(null, { status });
}
