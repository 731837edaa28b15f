import { BoundedMap } from '../limits/bounded-map.js';
import type { Clock } from '../../platform/clock.js';
import { SHORT_LIVED_MS } from '../../session/refresh-delay.js';
import type { IssuedToken, TokenGrant, TokenIssuer } from './token-issuer.js';

/** The most tokens that are kept: about 10 MB. The least recently used one is dropped first. */
const MAX_TOKENS = 10_000;

/**
 * The part of a token's lifetime in which it is shared. A widget requests the next token after 75 per cent of the
 * remaining lifetime (see `refresh-delay.ts`). By then this part is over, so the widget does get a new token.
 */
const SHARED_PART = 0.5;

/**
 * How long other requests wait for a pending token, in ms: longer than an issuer should take. A request that is never
 * answered must not block the others for good. (An edge runtime may cancel it together with the visitor's request.)
 */
const WAIT_MS = 10_000;

/** A token that is kept, or being issued. */
interface SharedToken {
  readonly token: Promise<IssuedToken>;
  /** By the clock's `elapsed()`. While the token is being issued, other requests wait for it until this time. */
  sharedUntil: number;
}

/**
 * Reduces the number of issued tokens: requests for the same grant (one person's tabs, a reloaded page) share one token
 * for half of its lifetime. Momento issues 5 tokens a second for an account unless more was agreed.
 *
 * The caller checks for each request whether the visitor may have the token.
 */
export function sharedTokens(issueToken: TokenIssuer, clock: Clock): TokenIssuer {
  /** In order of use, the most recently used one last. */
  const tokens = new BoundedMap<string, SharedToken>(MAX_TOKENS);

  function issue(key: string, grant: TokenGrant): SharedToken {
    const start = clock.elapsed();
    const shared: SharedToken = {
      // Called inside `then`, so that an issuer that throws rejects the promise.
      token: Promise.resolve(grant).then(issueToken),
      sharedUntil: start + WAIT_MS,
    };
    const forget = (): void => {
      if (tokens.get(key) === shared) tokens.delete(key);
    };
    shared.token.then(({ expiresAt }) => {
      const lifeMs = Math.min(grant.ttlSeconds * 1000, expiresAt * 1000 - clock.now());
      shared.sharedUntil = start + Math.min(lifeMs * SHARED_PART, lifeMs - SHORT_LIVED_MS);
    }, forget);
    return shared;
  }

  return (grant) => {
    const key = keyOf(grant);
    const known = tokens.get(key);
    const shared = known && clock.elapsed() < known.sharedUntil ? known : issue(key, grant);
    tokens.set(key, shared);
    return shared.token;
  };
}

/** All properties that distinguish tokens. */
function keyOf(grant: TokenGrant): string {
  const { cacheName, room, access, mode, attachments = false, tokenId, ttlSeconds } = grant;
  const { topicOnly = false } = grant;
  const scope = [cacheName, room, access, mode, attachments, topicOnly];
  return JSON.stringify([...scope, tokenId, ttlSeconds]);
}
