/** Crockford's base 32: no letters that read like digits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_LENGTH = 10;
const RANDOM_LENGTH = 16;

let lastTime = 0;
let lastRandom: number[] = [];

/**
 * A ULID: 48 bits of time, then 80 random bits. Ids made later in this page sort later, even within one
 * millisecond: restored messages are sent in the order of writing after a reload.
 * `crypto.randomUUID` would be random enough, but does not exist on plain-http pages.
 *
 * @param now epoch ms
 */
export function createMessageId(now: number): string {
  if (now > lastTime) {
    lastTime = now;
    const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_LENGTH));
    lastRandom = [...bytes].map((byte) => byte % 32);
  } else {
    increment(lastRandom);
  }
  let time = '';
  for (let rest = lastTime, i = 0; i < TIME_LENGTH; i += 1) {
    time = ALPHABET.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  return time + lastRandom.map((digit) => ALPHABET.charAt(digit)).join('');
}

/** Adds one to a number of base-32 digits, in place. It would take 2^80 ids in a millisecond to overflow. */
function increment(digits: number[]): void {
  for (let i = digits.length - 1; i >= 0; i -= 1) {
    const digit = (digits[i] ?? 0) + 1;
    digits[i] = digit % 32;
    if (digit < 32) return;
  }
}

/** An id of the same form, made of a hash's first bytes: equal bytes give equal ids. @param bytes 26 or more */
export function idFrom(bytes: Uint8Array): string {
  const digits = bytes.subarray(0, TIME_LENGTH + RANDOM_LENGTH);
  return [...digits].map((byte) => ALPHABET.charAt(byte % 32)).join('');
}

/** A 53-bit hash (two multiplicative 32-bit lanes). To tell texts apart, not to withstand attack. */
export function hashText(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x85ebca77);
    low = Math.imul(low ^ unit, 0xc2b2ae3d);
  }
  high = Math.imul(high ^ (high >>> 15), 0x735a2d97) ^ (low >>> 13);
  low = Math.imul(low ^ (low >>> 15), 0xcaf649a9) ^ (high >>> 13);
  return ((high >>> 0) * 0x200000 + (low >>> 11)).toString(36);
}

/** The longest id that a reader accepts, in UTF-16 code units; a token's id may have 64 (a limit of the service). */
const MAX_ID_LENGTH = 128;

/** Whether a value can be the id of a message or a user. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_ID_LENGTH;
}

/** Visitors without a name from the host make up an id that starts like this. */
export const GUEST_PREFIX = 'guest-';

/** Whether a text has the form of {@link createMessageId}'s. */
export function isMessageId(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9A-HJKMNP-TV-Z]{26}$/.test(text);
}
