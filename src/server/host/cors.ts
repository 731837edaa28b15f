/**
 * The headers that a page of another origin cannot read unless they are exposed. `Date` shows how long a token is valid
 * even if the visitor's clock is wrong. `Retry-After` says when to try again.
 */
const EXPOSED_HEADERS = 'Date, Retry-After';

/** How long a browser may cache a preflight's answer, in seconds. */
const PREFLIGHT_SECONDS = 600;

const HEADER_NAMES = /^[\w!#$%&'*+.^`|~-]+(?:\s*,\s*[\w!#$%&'*+.^`|~-]+)*$/;

/**
 * Checks a list of origins when the host starts rather than at the first request.
 *
 * @throws {TypeError} for anything but exact origins, such as `https://example.com`. `*` is not accepted, because the
 * answer depends on the visitor's cookies.
 */
export function checkedOrigins(origins: readonly string[]): ReadonlySet<string> {
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin || origin === 'null') {
      throw new TypeError(
        `unable to allow the origin ${JSON.stringify(origin)}; write it as a browser sends it, such as "https://example.com"`,
      );
    }
  }
  return new Set(origins);
}

/**
 * The headers that let the page of a listed origin read the answer. `Vary` is sent for every origin, because a cache
 * must not give one origin's answer to another.
 */
export function corsHeaders(
  request: Request,
  allowed: ReadonlySet<string>,
): Record<string, string> {
  if (allowed.size === 0) return {};
  const origin = request.headers.get('Origin');
  if (origin === null || !allowed.has(origin)) return { Vary: 'Origin' };
  return {
    Vary: 'Origin',
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': EXPOSED_HEADERS,
  };
}

/**
 * The headers that answer a preflight, in addition to {@link corsHeaders}. Any request header is allowed: a listed
 * origin is trusted, and only the host knows which header carries its sessions.
 */
export function preflightHeaders(
  request: Request,
  allowed: ReadonlySet<string>,
): Record<string, string> {
  const origin = request.headers.get('Origin');
  if (origin === null || !allowed.has(origin)) return {};
  const wanted = request.headers.get('Access-Control-Request-Headers');
  return {
    'Access-Control-Allow-Methods': 'GET, POST',
    'Access-Control-Max-Age': String(PREFLIGHT_SECONDS),
    ...(wanted !== null && HEADER_NAMES.test(wanted)
      ? { 'Access-Control-Allow-Headers': wanted }
      : {}),
  };
}
