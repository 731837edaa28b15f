/**
 * Reads the origin of a web page as browsers put it into `event.origin`. A slash at the end is the
 * same origin; a path, a wildcard and `null` (what sandboxed and local pages have, all the same one) are none.
 *
 * @returns the origin as the platform spells it; undefined for all else
 */
export function parsePageOrigin(value: unknown): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
  const { href, origin, protocol } = new URL(value);
  // To the platform `*` is a letter of a host's name like any other: such an entry would allow nobody.
  const isOrigin = href === `${origin}/` && !value.includes('*');
  return isOrigin && /^https?:$/.test(protocol) ? origin : undefined;
}
