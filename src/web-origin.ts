/** Where a browser takes plain http for safe: what goes there does not leave the machine. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Reads where a Momento is: an https origin, or http on loopback, and nothing else. A page's
 * visitors send their tokens there.
 *
 * Only an origin: a path or credentials would end up in every request. A slash at the end is the
 * same origin, as browsers write it.
 *
 * @returns the origin as the platform spells it, with no slash at the end; undefined for all else
 */
export function parseMomentoOrigin(value: unknown): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  if (url.href !== `${url.origin}/`) return undefined;
  const secure =
    url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  return secure ? url.origin : undefined;
}
