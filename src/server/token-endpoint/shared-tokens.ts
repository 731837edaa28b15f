import type { Clock } from '../../platform/clock.js';
import { SHORT_LIVED_MS } from '../../session/refresh-delay.js';
import type { IssuedToken, TokenGrant, TokenIssuer } from './token-issuer.js';

/** Tokens that are kept at most: some 10 MB. Who has not asked for longest has the next one issued. */
const MAX_TOKENS = 10_000;

/**
 * The part of a token's life in which it is handed out again. A widget asks for the next one after 75 per cent of
 * what is left when it gets one (see `refresh-delay.ts`): by then this is over, and it gets a new one indeed.
 */
const SHARED_PART = 0.5;

/**
 * How long others wait for a token that is on its way, in ms: longer than an issuer should take. A request that is
 * never answered (an edge runtime may drop it with the visitor who caused it) must not keep the others out for good.
 */
const WAIT_MS = 10_000;

/** A token that is kept, or on its way. */
interface SharedToken {
  readonly token: Promise<IssuedToken>;
  /** By the clock's `elapsed()`; while the token is on its way, until when others wait for it, too. */
  sharedUntil: number;
}

/**
 * Has fewer tokens issued: whoever asks for the same (one person's tabs, a page that is loaded again) shares one
 * token for half of its life. Momento issues 5 tokens a second for an account unless more was agreed.
 *
 * Whether somebody may have a token is for the caller to ask, every time.
 */
export function sharedTokens(issueToken: TokenIssuer, clock: Clock): TokenIssuer {
  /** In the order of their use, the last one at the end. */
  const tokens = new Map<string, SharedToken>();

  function issue(key: string, grant: TokenGrant): SharedToken {
    const start = clock.elapsed();
    const shared: SharedToken = {
      // Not called at once: one that throws must reject like one that rejects.
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
    tokens.delete(key);
    const shared = known && clock.elapsed() < known.sharedUntil ? known : issue(key, grant);
    tokens.set(key, shared);
    const [oldest] = tokens.keys();
    if (tokens.size > MAX_TOKENS && oldest !== undefined) tokens.delete(oldest);
    return shared.token;
  };
}

/** All that makes a difference to a token. */
function keyOf({ cacheName, room, access, mode, tokenId, ttlSeconds }: TokenGrant): string {
  return JSON.stringify([cacheName, room, access, mode, tokenId, ttlSeconds]);
}
