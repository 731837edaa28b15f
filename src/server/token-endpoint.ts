import { checkedAuthorization, type Authorization } from './authorization.js';
import { corsHeaders, preflightHeaders } from './cors.js';
import { Refusal } from './refusal.js';
import { roomNameFault } from './room-name.js';
import { checkedOptions, type TokenEndpointOptions } from './token-endpoint-options.js';
import { TokenIssueError, type IssuedToken } from './token-issuer.js';

/** What the widget gets, as JSON. */
export interface TokenEndpointAnswer extends IssuedToken {
  readonly cacheName: string;
  readonly user: Authorization['user'];
  readonly readOnly?: true;
  readonly endpoint?: string;
}

const ALLOWED_METHODS = 'GET, OPTIONS';

/**
 * Makes the handler behind `token-url`: `GET …?room=lobby` answers with a token for that room and
 * nothing else, and with who the visitor is.
 *
 * Web-standard on both sides, so it runs wherever `Request` and `Response` exist. The handler
 * never rejects; every fault is an answer `{"error":{"code","message"}}` with a fitting status.
 *
 * @throws {TypeError} at once when an option makes no sense.
 */
export function createTokenEndpoint(
  options: TokenEndpointOptions,
): (request: Request) => Promise<Response> {
  const { cacheName, ttlSeconds, endpoint, origins } = checkedOptions(options);

  async function answer(request: Request): Promise<TokenEndpointAnswer> {
    const room = roomOf(request);
    const { user, readOnly } = await authorized(request, room);
    const issued = await options.issueToken({
      cacheName,
      room,
      access: readOnly ? 'read-only' : 'read-write',
      tokenId: user.id,
      ttlSeconds,
    });
    return {
      authToken: issued.authToken,
      expiresAt: issued.expiresAt,
      cacheName,
      user,
      ...(readOnly ? { readOnly } : {}),
      ...(endpoint === undefined ? {} : { endpoint }),
    };
  }

  async function authorized(request: Request, room: string): Promise<Authorization> {
    let authorization: Authorization | null | undefined;
    try {
      authorization = await options.authorize(request, room);
    } catch (error) {
      report(error);
      throw new Refusal(
        'authorization-failed',
        'unable to authorize; the server failed to look up the visitor',
      );
    }
    // A function that forgot its return must not open the room either.
    if (authorization === null || authorization === undefined) {
      throw new Refusal('forbidden', 'unable to join the room; it is not open to this visitor');
    }
    return checkedAuthorization(authorization);
  }

  function report(error: unknown): void {
    try {
      if (options.onError) options.onError(error);
      else console.error(error);
    } catch (reportError) {
      // The host's log must not take the endpoint down with it.
      console.error(reportError);
    }
  }

  function refusalFor(error: unknown): Refusal {
    if (error instanceof Refusal) return error;
    report(error);
    return issueRefusal(error);
  }

  return async (request) => {
    const headers = corsHeaders(request, origins);
    if (request.method === 'OPTIONS') {
      return new Response(null, {
        status: 204,
        headers: { Allow: ALLOWED_METHODS, ...headers, ...preflightHeaders(request, origins) },
      });
    }
    try {
      return json(200, await answer(request), headers);
    } catch (error) {
      const refusal = refusalFor(error);
      return json(refusal.status, refusal, { ...headers, ...refusal.headers });
    }
  };
}

/** The room that is asked for. A `HEAD` is refused too: a token that nobody reads still counts. */
function roomOf(request: Request): string {
  if (request.method !== 'GET') {
    throw new Refusal('method-not-allowed', 'unable to answer; use GET', {
      Allow: ALLOWED_METHODS,
    });
  }
  const [room, ...more] = new URL(request.url).searchParams.getAll('room');
  if (room === undefined) {
    throw new Refusal('missing-room', 'unable to issue a token; the query names no room');
  }
  // Proxies and frameworks disagree on which of two counts: one may check what another uses.
  if (more.length > 0) {
    throw new Refusal('duplicate-room', 'unable to issue a token; the query names several rooms');
  }
  const fault = roomNameFault(room);
  if (fault !== undefined) {
    throw new Refusal('invalid-room', `unable to issue a token; the room name ${fault}`);
  }
  return room;
}

/** What the visitor may know of a failure. The sentences are fixed: secrets cannot slip in. */
function issueRefusal(error: unknown): Refusal {
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

function json(status: number, body: object, headers: Record<string, string>): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      // Servers add it as a rule, but not all runtimes do, and `expiresAt` is read against it.
      Date: new Date().toUTCString(),
      // A token is for one visitor: neither proxies nor the back button may keep it.
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...headers,
    },
  });
}
