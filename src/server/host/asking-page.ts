/** What a request's headers tell of the page that made a browser send it. */
export interface RequestSource {
  /** The `Origin` header. Browsers leave it out where a page loads from its own origin, or loads an image. */
  readonly origin: string | undefined;
  /** The `Sec-Fetch-Site` header: no page can forge it, and no browser sends it to an unsafe address. */
  readonly fetchSite: string | undefined;
  /** The origin that was asked, as this server knows it; undefined where the request does not tell. */
  readonly ownOrigin: string | undefined;
}

/**
 * Whether the page may ask. The browser adds its visitor's cookies for any page: so a page of another origin could
 * spend what is the visitor's, although it cannot read the answer.
 *
 * A sibling subdomain (`same-site`) is another origin. A request without either header comes from a program, from an
 * old browser, or over plain http: it tells nothing, and is let in. So is an address that was typed (`none`).
 *
 * @param allowed origins of other pages that may ask
 */
export function mayRequest(
  { origin, fetchSite, ownOrigin }: RequestSource,
  allowed: ReadonlySet<string>,
): boolean {
  if (origin !== undefined && allowed.has(origin)) return true;
  if (fetchSite === 'same-origin') return true;
  // Also for a word that is not known yet.
  if (fetchSite !== undefined && fetchSite !== 'none') return false;
  return origin === undefined || origin === ownOrigin;
}

/**
 * The origin that a `Host` header names.
 *
 * @returns undefined where the header is missing, or has more or less than a host and its port
 */
export function originAt(scheme: 'http' | 'https', host: string | undefined): string | undefined {
  const text = `${scheme}://${host ?? ''}`;
  if (!URL.canParse(text)) return undefined;
  const { href, origin } = new URL(text);
  return href === `${origin}/` ? origin : undefined;
}
