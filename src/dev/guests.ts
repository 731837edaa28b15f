import { randomBytes } from 'node:crypto';
import type { AuthorizedUser } from '../server/index.js';

const COOKIE = 'momento-chat-dev';

/**
 * Who asks for a token, in development: whom `?user=` of the token's URL names, taken at its word; otherwise the guest of the
 * browser's cookie; otherwise, on a page of another origin, which has no cookie here, a new guest.
 */
export function visitorOf(request: Request): AuthorizedUser {
  const named = new URL(request.url).searchParams.get('user')?.trim().slice(0, 64);
  if (named) return { id: named, name: named };
  return guest(guestIdOf(request) ?? newGuestId());
}

/** The header that makes a browser a guest, where it is none yet. */
export function guestCookie(request: Request): string | undefined {
  if (guestIdOf(request) !== undefined) return undefined;
  return `${COOKIE}=${newGuestId()}; Path=/; HttpOnly; SameSite=Lax`;
}

function guestIdOf(request: Request): string | undefined {
  return new RegExp(`(?:^|; )${COOKIE}=([0-9a-f]{12})(?:;|$)`).exec(
    request.headers.get('Cookie') ?? '',
  )?.[1];
}

function guest(id: string): AuthorizedUser {
  return { id, name: `Guest ${id.slice(0, 4).toUpperCase()}` };
}

function newGuestId(): string {
  return randomBytes(6).toString('hex');
}
