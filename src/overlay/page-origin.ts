/**
 * Reads the origin of a web page as browsers put it into `event.origin`. A slash at the end is the
 * same origin; a path, `*` and `null` (what sandboxed and local pages have, all the same one) are none.
 *
 * @returns the origin as the platform spells it; undefined for all else
 */
export function parsePageOrigin(value: unknown): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
  const { href, origin, protocol } = new URL(value);
  return /^https?:$/.test(protocol) && href === `${origin}/` ? origin : undefined;
}
