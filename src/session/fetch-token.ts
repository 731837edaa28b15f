import type { PreChatAnswers } from '../protocol/answers.js';
import { ChatError } from '../protocol/errors.js';
import { toJson } from '../protocol/json.js';
import { ownFields } from '../protocol/own-fields.js';
import { readText } from './read-text.js';
import type { TokenSource } from './session.js';

/** In characters. Answers of the documented shape are far shorter. */
const MAX_ANSWER_LENGTH = 65_536;

/** The body without answers: then there is none. */
const NO_ANSWERS = '{"answers":{}}';

export interface FetchTokenOptions {
  /** The host's endpoint. A relative URL is resolved against the document. */
  tokenUrl: string;
  credentials: RequestCredentials;
  /** What the visitor has answered before the chat. */
  answers?: PreChatAnswers | undefined;
}

/**
 * A source that requests tokens from the host's endpoint: `GET {tokenUrl}?room={room}`. With answers it is a `POST`, and they
 * are its body, `{"answers":{…}}`: what visitors tell of themselves does not belong in a URL, which servers log.
 */
export function tokenFetcher({ tokenUrl, credentials, answers }: FetchTokenOptions): TokenSource {
  return async (room, signal) => {
    const url = endpointUrl(tokenUrl, room);
    const json = toJson({ answers });
    const body = json.length > NO_ANSWERS.length ? json : undefined;
    const response = await request(url, credentials, body, signal);
    if (!response.ok) throw statusError(response, url, await readReason(response));
    return {
      body: await readJson(response, url, signal),
      servedAt: servedAt(response.headers),
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
  body: string | undefined,
  signal: AbortSignal,
): Promise<Response> {
  const type = 'application/json';
  try {
    return await fetch(
      url,
      ownFields({
        headers: { Accept: type, ...(body && { 'Content-Type': type }) },
        cache: 'no-store',
        credentials,
        signal,
        ...(body && { method: 'POST', body }),
      }),
    );
  } catch (cause) {
    signal.throwIfAborted();
    throw new ChatError(
      'token-unavailable',
      `unable to get a token; ${withoutQuery(url)} cannot be reached, or does not allow this page’s origin (CORS).`,
      { cause },
    );
  }
}

async function readJson(response: Response, url: URL, signal: AbortSignal): Promise<unknown> {
  try {
    return JSON.parse(await readText(response, MAX_ANSWER_LENGTH)) as unknown;
  } catch (cause) {
    signal.throwIfAborted();
    const garbled = cause instanceof SyntaxError || cause instanceof RangeError;
    throw garbled
      ? new ChatError(
          'token-invalid',
          `unable to use the token endpoint’s answer; the answer of ${withoutQuery(url)} is not JSON, or too long.`,
          { cause },
        )
      : new ChatError(
          'token-unavailable',
          `unable to get a token; the answer of ${withoutQuery(url)} ended early.`,
          { cause },
        );
  }
}

function statusError(response: Response, url: URL, reason: string): ChatError {
  const { status } = response;
  const prefix = `unable to get a token; ${withoutQuery(url)} answered ${status}${reason}`;
  if (status === 401 || status === 403) {
    return new ChatError('token-refused', `${prefix}: this visitor may not enter the room.`);
  }
  if (status === 429) {
    const retryAfterMs = parseRetryAfter(response.headers);
    return new ChatError('token-rate-limited', `${prefix}: too many requests.`, { retryAfterMs });
  }
  if (status === 408 || status >= 500) return new ChatError('token-unavailable', `${prefix}.`);
  if (status === 404) return new ChatError('token-not-found', `${prefix}; is token-url right?`);
  return new ChatError(
    'token-rejected',
    `${prefix}; are room and token-url right? Pre-chat answers are a POST.`,
  );
}

/** The error message in the answer of this project's own endpoint, in parentheses; empty for other endpoints. */
async function readReason(response: Response): Promise<string> {
  try {
    const { error } = ownFields(JSON.parse(await readText(response, MAX_ANSWER_LENGTH)));
    const { message } = ownFields(error);
    return typeof message === 'string' ? ` (${message.slice(0, 300)})` : '';
  } catch {
    return '';
  }
}

/** The delay of `Retry-After` in ms. The header is a number of seconds, or a date by the server's clock. */
function parseRetryAfter(headers: Headers): number | undefined {
  const value = headers.get('Retry-After')?.trim();
  if (!value) return undefined;
  const ms = /^\d+$/.test(value)
    ? Number(value) * 1000
    : timeOf(value) - (servedAt(headers) ?? Date.now());
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** The `Date` header in epoch ms. Undefined if another origin does not expose the header: callers use the local clock. */
function servedAt(headers: Headers): number | undefined {
  const time = timeOf(headers.get('Date') ?? '');
  return Number.isNaN(time) ? undefined : time;
}

/** Avoids `Date.parse`: date libraries replace it, and read the header in the visitor's time zone. */
function timeOf(date: string): number {
  return new Date(date).getTime();
}

/** The URL for error texts. Its query may carry the host's secrets. */
function withoutQuery(url: URL): string {
  return url.origin + url.pathname;
}
