/** The hosts of this machine: browsers trust plain http there, because the traffic does not leave it. */
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

/** An absolute http(s) URL, normalised; undefined for all else. */
export function parseWebUrl(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}
