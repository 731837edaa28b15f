import { createHash } from 'node:crypto';
import { GUEST_PREFIX } from '../../protocol/ids.js';
import { GUEST_SECRET } from '../../protocol/relay.js';

const MIN_SECRET_LENGTH = 16;
const MAX_SECRET_LENGTH = 128;
/** The length of the hash in an id, in hexadecimal digits: 104 bits, so that a guest cannot choose another's id. */
const ID_LENGTH = 26;

/**
 * The id of a visitor without a user id from the host. It is derived from a secret that the browser has generated, and
 * then stays the same over all of the browser's connections. Without a secret the id is valid for this connection only.
 * The id is public, but only a client with the secret can use it.
 */
export function guestIdOf(socketId: string, auth: Readonly<Record<string, unknown>>): string {
  const secret = secretOf(auth);
  if (secret === undefined) return GUEST_PREFIX + socketId;
  return GUEST_PREFIX + createHash('sha256').update(secret).digest('hex').slice(0, ID_LENGTH);
}

/** Whether a guest keeps its id over its next connection. */
export function hasStableId(auth: Readonly<Record<string, unknown>>): boolean {
  return secretOf(auth) !== undefined;
}

function secretOf(auth: Readonly<Record<string, unknown>>): string | undefined {
  const secret = auth[GUEST_SECRET];
  const isSecret =
    typeof secret === 'string' &&
    secret.length >= MIN_SECRET_LENGTH &&
    secret.length <= MAX_SECRET_LENGTH;
  return isSecret ? secret : undefined;
}
