import { createHmac, timingSafeEqual } from 'node:crypto';

/** The algorithm with which Momento signs its webhooks' requests. */
const ALGORITHM = 'sha3-256';

/** 32 bytes in lower-case hex. */
const SIGNATURE = /^[\da-f]{64}$/;

/**
 * Whether a text has the form of a signature. The check is strict because a hex decoder stops at the first invalid
 * character. Otherwise one signature would have many spellings, and a replay with another spelling would look new.
 */
export function isSignature(text: string): boolean {
  return SIGNATURE.test(text);
}

/** Checks a request's signature: lower-case hex, of all bytes of the body. */
export type SignatureCheck = (body: Uint8Array, signature: string) => boolean;

/**
 * Creates the check for a webhook's signing secrets: several, while one is being replaced by another.
 *
 * @throws {TypeError} without a secret; the runtime's own error if it does not support SHA3-256
 */
export function signatureCheck(secrets: readonly string[]): SignatureCheck {
  if (secrets.length === 0 || secrets.some((secret) => secret === '')) {
    throw new TypeError('unable to use signingSecret; it is empty');
  }
  const sign = (secret: string, body: Uint8Array): Buffer =>
    createHmac(ALGORITHM, secret).update(body).digest();
  // Fails at the start, rather than at the first message.
  for (const secret of secrets) sign(secret, new Uint8Array());

  return (body, signature) => {
    if (!isSignature(signature)) return false;
    const claimed = Buffer.from(signature, 'hex');
    let matches = false;
    for (const secret of secrets) {
      const actual = sign(secret, body);
      // Compares with all secrets, so that the duration does not reveal which one matches.
      if (timingSafeEqual(claimed, actual)) matches = true;
    }
    return matches;
  };
}
