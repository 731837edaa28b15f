/**
 * Parses the origin of a web page, as in `event.origin`. A slash at the end is allowed. A path, a wildcard and
 * `null`, which all sandboxed and local pages share, are not.
 *
 * @returns the origin as browsers write it; undefined for anything else
 */
export function parsePageOrigin(value: unknown): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
  const { href, origin, protocol } = new URL(value);
  // To the URL parser `*` is an ordinary character of a host's name: such an entry would allow no page.
  const isOrigin = href === `${origin}/` && !value.includes('*');
  return isOrigin && /^https?:$/.test(protocol) ? origin : undefined;
}
