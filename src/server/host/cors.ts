/**
 * What a page on another origin may not see unless it is told so: when the server answered, which
 * tells how long a token lives even where the visitor's clock is wrong, and when to come back.
 */
const EXPOSED_HEADERS = 'Date, Retry-After';

/** How long a browser may remember a preflight's answer, in seconds. */
const PREFLIGHT_SECONDS = 600;

const HEADER_NAMES = /^[\w!#$%&'*+.^`|~-]+(?:\s*,\s*[\w!#$%&'*+.^`|~-]+)*$/;

/**
 * Checks a list of origins when the host starts rather than when a visitor comes.
 *
 * @throws {TypeError} for anything but exact origins, such as `https://example.com`. `*` is no
 * origin: the answer depends on the visitor's cookies.
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
 * The headers that let a page of another origin read the answer, for origins that are listed.
 * `Vary` is there for everybody: a cache must not give one origin's answer to another.
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
 * What a preflight asks for beyond {@link corsHeaders}. Any header is allowed: a listed origin is
 * trusted, and the host alone knows which header carries its sessions.
 */
export function preflightHeaders(
  request: Request,
  allowed: ReadonlySet<string>,
): Record<string, string> {
  const origin = request.headers.get('Origin');
  if (origin === null || !allowed.has(origin)) return {};
  const wanted = request.headers.get('Access-Control-Request-Headers');
  return {
    'Access-Control-Allow-Methods': 'GET',
    'Access-Control-Max-Age': String(PREFLIGHT_SECONDS),
    ...(wanted !== null && HEADER_NAMES.test(wanted)
      ? { 'Access-Control-Allow-Headers': wanted }
      : {}),
  };
}
