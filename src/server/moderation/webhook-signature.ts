import { createHmac, timingSafeEqual } from 'node:crypto';

/** What Momento signs its webhooks' requests with. */
const ALGORITHM = 'sha3-256';

/** Of 32 bytes, and in one spelling. */
const SIGNATURE = /^[\da-f]{64}$/;

/**
 * Whether a text can be a signature at all. Exactly so: a decoder stops at the first letter that is no hex, and one
 * signature would have many spellings, each of which is new to whoever remembers what was seen.
 */
export function isSignature(text: string): boolean {
  return SIGNATURE.test(text);
}

/** Checks a request's signature: lower-case hex, of all bytes of the body. */
export type SignatureCheck = (body: Uint8Array, signature: string) => boolean;

/**
 * Makes the check for a webhook's signing secrets: several, while one is being replaced by another.
 *
 * @throws {TypeError} without a secret; an error of the runtime's where it does not know SHA3-256
 */
export function signatureCheck(secrets: readonly string[]): SignatureCheck {
  if (secrets.length === 0 || secrets.some((secret) => secret === '')) {
    throw new TypeError('unable to use signingSecret; it is empty');
  }
  const sign = (secret: string, body: Uint8Array): Buffer =>
    createHmac(ALGORITHM, secret).update(body).digest();
  // Now, rather than when a message comes.
  for (const secret of secrets) sign(secret, new Uint8Array());

  return (body, signature) => {
    if (!isSignature(signature)) return false;
    const claimed = Buffer.from(signature, 'hex');
    let matches = false;
    for (const secret of secrets) {
      const actual = sign(secret, body);
      // All of them, every time: how long it takes tells nothing.
      if (timingSafeEqual(claimed, actual)) matches = true;
    }
    return matches;
  };
}
