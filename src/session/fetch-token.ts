import { ChatError } from '../errors.js';
import type { TokenSource } from './session.js';

/** Answers of the documented shape stay far below this many characters. */
const MAX_ANSWER_LENGTH = 65_536;

export interface FetchTokenOptions {
  /** The host's endpoint; relative ones resolve against the document. */
  tokenUrl: string;
  credentials: RequestCredentials;
}

/** A source that asks the host's endpoint: `GET {tokenUrl}?room={room}`. */
export function tokenFetcher({ tokenUrl, credentials }: FetchTokenOptions): TokenSource {
  return async (room, signal) => {
    const url = endpointUrl(tokenUrl, room);
    const response = await request(url, credentials, signal);
    if (!response.ok) throw refusal(response, url);
    // Other origins have to expose the header; without it the visitor's clock has to do.
    const servedAt = Date.parse(response.headers.get('Date') ?? '');
    return {
      body: await readJson(response, url, signal),
      servedAt: Number.isNaN(servedAt) ? undefined : servedAt,
    };
  };
}

function endpointUrl(tokenUrl: string, room: string): URL {
  if (!URL.canParse(tokenUrl, document.baseURI)) {
    throw new ChatError(
      'token-not-found',
      `unable to get a token; token-url "${tokenUrl}" is not a URL.`,
    );
  }
  const url = new URL(tokenUrl, document.baseURI);
  url.searchParams.set('room', room);
  return url;
}

async function request(
  url: URL,
  credentials: RequestCredentials,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(url, {
      headers: { Accept: 'application/json' },
      cache: 'no-store',
      credentials,
      signal,
    });
  } catch (cause) {
    signal.throwIfAborted();
    throw new ChatError(
      'token-unavailable',
      `unable to get a token; ${place(url)} cannot be reached, or does not allow this page’s origin (CORS).`,
      { cause },
    );
  }
}

async function readJson(response: Response, url: URL, signal: AbortSignal): Promise<unknown> {
  let text: string;
  try {
    text = await response.text();
  } catch (cause) {
    signal.throwIfAborted();
    throw new ChatError(
      'token-unavailable',
      `unable to get a token; the answer of ${place(url)} broke off.`,
      { cause },
    );
  }
  try {
    if (text.length > MAX_ANSWER_LENGTH) throw new RangeError(`${String(text.length)} characters`);
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new ChatError(
      'token-invalid',
      `unable to use the token endpoint’s answer; ${place(url)} answered something that is not JSON.`,
      { cause },
    );
  }
}

function refusal(response: Response, url: URL): ChatError {
  const { status } = response;
  const said = `unable to get a token; ${place(url)} answered ${String(status)}`;
  if (status === 401 || status === 403) {
    return new ChatError('token-refused', `${said}: this visitor may not enter the room.`);
  }
  if (status === 429) {
    const retryAfterMs = parseRetryAfter(response.headers.get('Retry-After'));
    return new ChatError('token-rate-limited', `${said}: too many requests.`, { retryAfterMs });
  }
  if (status === 408 || status >= 500) return new ChatError('token-unavailable', `${said}.`);
  return new ChatError('token-not-found', `${said}; is token-url right?`);
}

/** `Retry-After` is a number of seconds or a date. */
function parseRetryAfter(value: string | null): number | undefined {
  if (value === null || value.trim() === '') return undefined;
  const ms = /^\s*\d+\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** The URL without its query, which may carry secrets of the host's. */
function place(url: URL): string {
  return url.origin + url.pathname;
}
