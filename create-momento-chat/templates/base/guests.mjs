import { createHash, randomUUID } from 'node:crypto';

/** The new cookies of requests that came without one. */
const newCookies = new WeakMap();

/** The guest of a browser's cookie. Put the users of your own sign-in in this place. */
export function guestOf(request) {
  const cookies = newCookies.get(request) ?? request.headers.get('Cookie') ?? '';
  const [, secret] = /(?:^|; )guest=([\w-]{36})/.exec(cookies) ?? [];
  if (secret === undefined) return null;
  // Everybody in a room sees a user's id. It must not tell the cookie.
  const id = createHash('sha256').update(secret).digest('hex').slice(0, 12);
  return { id, name: guestName(id) };
}

export function guestName(id) {
  return `Guest ${id.slice(0, 4).toUpperCase()}`;
}

/** Answers a request, and gives its browser a cookie if it has none. */
export async function asGuest(request, answer) {
  if (guestOf(request)) return answer(request);
  const cookie = `guest=${randomUUID()}`;
  newCookies.set(request, cookie);
  const response = await answer(request);
  response.headers.append('Set-Cookie', `${cookie}; Path=/; HttpOnly; SameSite=Lax`);
  return response;
}
