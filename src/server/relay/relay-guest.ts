import { createHash } from 'node:crypto';
import { GUEST_PREFIX } from '../../protocol/ids.js';
import { GUEST_SECRET } from '../../protocol/relay.js';

const MIN_SECRET_LENGTH = 16;
const MAX_SECRET_LENGTH = 128;
/** Of the hash, in hexadecimal digits: 104 bits, which nobody can choose. */
const ID_LENGTH = 26;

/**
 * The id of a visitor whom the host does not know: it belongs to who holds a secret that their browser has made up, over
 * all of its connections, or else to this one connection. Everybody sees the id; only the secret makes one its owner.
 */
export function guestIdOf(socketId: string, auth: Readonly<Record<string, unknown>>): string {
  const secret = secretOf(auth);
  if (secret === undefined) return GUEST_PREFIX + socketId;
  return GUEST_PREFIX + createHash('sha256').update(secret).digest('hex').slice(0, ID_LENGTH);
}

/** Whether a guest is the same over its next connection. */
export function isKnownAgain(auth: Readonly<Record<string, unknown>>): boolean {
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
