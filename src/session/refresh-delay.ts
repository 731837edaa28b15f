/** In ms. Tokens that live shorter work, but cost more requests than they protect: the host is warned. */
export const SHORT_LIVED_MS = 60_000;

/** In ms. The next token is not requested sooner, however short the current one lives. */
const SHORTEST_DELAY_MS = 2_000;
/** In ms. Tokens live 25 hours at most (a limit of the service): a longer life comes from a wrong clock. */
const LONGEST_LIFE_MS = 25 * 3_600_000;

/**
 * The delay before the next token is requested, in ms: a random 75 to 90 per cent of the token's life, so that
 * a host's visitors do not all ask at once.
 *
 * @param lifetimeMs not above 0 if the clocks disagree
 * @returns undefined if the clocks disagree: then the service's refusal of the old token triggers the request
 * @param random from 0 to 1
 */
export function refreshDelay(lifetimeMs: number, random: number): number | undefined {
  if (lifetimeMs <= 0) return undefined;
  const life = Math.min(lifetimeMs, LONGEST_LIFE_MS);
  return Math.max(SHORTEST_DELAY_MS, life * (0.75 + 0.15 * random));
}
