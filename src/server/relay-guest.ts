import { createHash } from 'node:crypto';
import { GUEST_PREFIX } from '../message.js';
import { GUEST_SECRET } from '../relay-protocol.js';

const MIN_SECRET_LENGTH = 16;
const MAX_SECRET_LENGTH = 128;
/** Of the hash, in hexadecimal digits: 104 bits, which nobody can choose. */
const ID_LENGTH = 26;

/**
 * Who somebody is whom nobody knows: the one who holds a secret that their browser has made up, over all of its
 * connections, or else this one connection. Everybody sees the id; only the secret makes one its owner.
 */
export function guestIdOf(socketId: string, auth: Readonly<Record<string, unknown>>): string {
  const secret = auth[GUEST_SECRET];
  const isSecret =
    typeof secret === 'string' &&
    secret.length >= MIN_SECRET_LENGTH &&
    secret.length <= MAX_SECRET_LENGTH;
  if (!isSecret) return GUEST_PREFIX + socketId;
  return GUEST_PREFIX + createHash('sha256').update(secret).digest('hex').slice(0, ID_LENGTH);
}
