import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Clock } from './clock.js';
import { MAX_TOKEN_ID_LENGTH, MAX_TOKEN_SECONDS } from './limits.js';
import { invalidArgument, unauthenticated } from './status.js';
import type { Permission } from './permissions.js';

/** A disposable token, as a test wants it. */
export interface TokenRequest {
  /** All that the token may do. */
  readonly permissions: readonly Permission[];
  /** Seconds, from 1 to 25 hours. */
  readonly validForSeconds: number;
  /** The bearer's id, at most 64 characters; subscribers see it as the publisher's id. */
  readonly tokenId?: string;
}

/** The contents of a valid token. */
export interface TokenClaims {
  readonly permissions: readonly Permission[];
  readonly tokenId: string;
  /** Epoch seconds. */
  readonly expiresAt: number;
}

export interface IssuedToken {
  readonly token: string;
  /** Epoch seconds. */
  readonly expiresAt: number;
}

/** The tokens are JWTs, as the service's are. */
const HEADER = encode({ alg: 'HS256', typ: 'JWT' });

/**
 * Issues disposable tokens and accepts only its own. The signing key is derived from the API key, so
 * an engine restarted with the same API key accepts the tokens issued before.
 */
export class Tokens {
  readonly #clock: Clock;
  readonly #apiKey: string;
  readonly #signingKey: Buffer;

  constructor(clock: Clock, apiKey: string) {
    this.#clock = clock;
    this.#apiKey = apiKey;
    this.#signingKey = createHash('sha256').update(`disposable-tokens:${apiKey}`).digest();
  }

  isApiKey(candidate: string): boolean {
    return sameText(candidate, this.#apiKey);
  }

  issue({ permissions, validForSeconds, tokenId = '' }: TokenRequest): IssuedToken {
    if (!(validForSeconds > 0 && validForSeconds <= MAX_TOKEN_SECONDS)) {
      throw invalidArgument(`a token is valid for 1 to ${MAX_TOKEN_SECONDS} seconds`);
    }
    if (tokenId.length > MAX_TOKEN_ID_LENGTH) {
      throw invalidArgument(`a token id has at most ${MAX_TOKEN_ID_LENGTH} characters`);
    }
    const expiresAt = Math.floor(this.#clock.now() / 1000) + validForSeconds;
    // The random id makes tokens of the same second and scope differ, as a client that refreshes
    // its token expects.
    const claims = { jti: randomUUID(), exp: expiresAt, id: tokenId, permissions };
    const signed = `${HEADER}.${encode(claims)}`;
    return { token: `${signed}.${this.#sign(signed)}`, expiresAt };
  }

  /** Reads a token. Throws UNAUTHENTICATED for one of another issuer, or an expired one. */
  verify(token: string): TokenClaims {
    const [header = '', payload = '', signature = ''] = token.split('.');
    if (!sameText(signature, this.#sign(`${header}.${payload}`))) {
      throw unauthenticated('the token was not issued here');
    }
    // The signature proves that `issue` wrote the claims, so their shape needs no validation.
    const claims = decode(payload) as { exp: number; id: string; permissions: Permission[] };
    if (claims.exp * 1000 <= this.#clock.now()) throw unauthenticated('the token has expired');
    return { permissions: claims.permissions, tokenId: claims.id, expiresAt: claims.exp };
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#signingKey).update(text).digest('base64url');
  }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(text: string): unknown {
  return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
}

/** Compares digests, whose length is equal, in constant time. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
