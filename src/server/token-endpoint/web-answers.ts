import { mayRequest, originAt } from '../host/request-source.js';
import { Refusal } from './refusal.js';
import { TokenIssueError } from './token-issuer.js';

/** Server adapters accept any `Host` header, such as `h:99999`. They put it into the URL, or replace it. */
export function urlOf(request: Request): URL {
  const host = request.headers.get('Host');
  try {
    const url = new URL(request.url);
    if (!host || originAt('http', host) !== undefined) return url;
  } catch {
    // Some adapters build the URL only when it is read, and throw then.
  }
  throw new Refusal('malformed-address', 'unable to answer; the request names no valid address');
}

/** Checked first: a page that is not allowed must not use up a token, or make the moderator listen to a room. */
export function checkPage({ headers }: Request, url: URL, allowed: ReadonlySet<string>): void {
  const source = {
    origin: headers.get('Origin') ?? undefined,
    fetchSite: headers.get('Sec-Fetch-Site') ?? undefined,
    ownOrigin: url.origin,
  };
  if (mayRequest(source, allowed)) return;
  throw new Refusal(
    'foreign-page',
    'unable to answer; the page that asks is of another origin, which allowedOrigins does not list',
  );
}

/** The visitor's error for a failed token request. The texts are fixed, so that they cannot contain secrets. */
export function issueRefusal(error: unknown): Refusal {
  const code = error instanceof TokenIssueError ? error.code : undefined;
  const seconds = error instanceof TokenIssueError ? error.retryAfterSeconds : undefined;
  const retry: Record<string, string> = seconds ? { 'Retry-After': String(seconds) } : {};
  switch (code) {
    case 'rate-limited':
      return new Refusal(
        'rate-limited',
        'unable to issue a token; too many are being asked for, try again shortly',
        retry,
      );
    case 'unavailable':
      return new Refusal(
        'momento-unavailable',
        'unable to issue a token; Momento cannot be reached at the moment',
        retry,
      );
    default:
      return new Refusal(
        'server-misconfigured',
        'unable to issue a token; the server is not set up correctly, its log says more',
      );
  }
}

export function jsonAnswer(
  status: number,
  body: object,
  headers: Record<string, string>,
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      // Not all runtimes add it, and the widget compares `expiresAt` with it.
      Date: new Date().toUTCString(),
      // A token is for one visitor: neither proxies nor the browser's history may store it.
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...headers,
    },
  });
}
