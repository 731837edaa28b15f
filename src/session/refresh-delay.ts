/** Tokens that live shorter than this, in ms, work, but cost more than they protect: the host should know. */
export const SHORT_LIVED_MS = 60_000;

/** However short a token lives, the next one is not asked for sooner, in ms. */
const SHORTEST_DELAY_MS = 2_000;
/** Tokens live 25 hours at most (a limit of the service): a longer life is a wrong clock's. */
const LONGEST_LIFE_MS = 25 * 3_600_000;

/**
 * When to ask for the next token, in ms: after 75 to 90 per cent of a token's life, at random, so that a
 * host's visitors do not come all at once.
 *
 * @param lifetimeMs as far as the clocks agree; where they do not (it is over before it began), there is no
 *   telling, and the service's refusal of the token has to do
 */
export function refreshDelay(lifetimeMs: number, random: number): number | undefined {
  if (lifetimeMs <= 0) return undefined;
  const life = Math.min(lifetimeMs, LONGEST_LIFE_MS);
  return Math.max(SHORTEST_DELAY_MS, life * (0.75 + 0.15 * random));
}
