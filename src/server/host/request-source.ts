/** The headers that say which page made a browser send a request. */
export interface RequestSource {
  /** The `Origin` header. Browsers omit it when a page loads something from its own origin, or loads an image. */
  readonly origin: string | undefined;
  /** The `Sec-Fetch-Site` header. No page can forge it. Browsers send it only to https and loopback addresses. */
  readonly fetchSite: string | undefined;
  /** The origin that the request was sent to, as this server knows it; undefined if the request does not name it. */
  readonly ownOrigin: string | undefined;
}

/**
 * Whether the page may send the request. The browser adds the visitor's cookies to the requests of any page. So a page
 * of another origin could use up the visitor's quota, although it cannot read the answer.
 *
 * A sibling subdomain (`same-site`) is another origin. A request without either header comes from a program, from an
 * old browser, or over plain http. Its page is unknown, and it is accepted. So is an address that was typed (`none`).
 *
 * @param allowed other origins whose pages may send requests
 */
export function mayRequest(
  { origin, fetchSite, ownOrigin }: RequestSource,
  allowed: ReadonlySet<string>,
): boolean {
  if (origin !== undefined && allowed.has(origin)) return true;
  if (fetchSite === 'same-origin') return true;
  // Rejects values that a later standard may add, too.
  if (fetchSite !== undefined && fetchSite !== 'none') return false;
  return origin === undefined || origin === ownOrigin;
}

/**
 * The origin that a `Host` header names.
 *
 * @returns undefined if the header is missing, or is anything but a host with an optional port
 */
export function originAt(scheme: 'http' | 'https', host: string | undefined): string | undefined {
  const text = `${scheme}://${host ?? ''}`;
  if (!URL.canParse(text)) return undefined;
  const { href, origin } = new URL(text);
  return href === `${origin}/` ? origin : undefined;
}
