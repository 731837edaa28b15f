import { ChatError } from '../protocol/errors.js';
import { ownFields } from '../protocol/own-fields.js';
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
    if (!response.ok) throw refusal(response, url, await readReason(response));
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
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(
      url,
      ownFields({
        headers: { Accept: 'application/json' },
        cache: 'no-store',
        credentials,
        signal,
      }),
    );
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
  try {
    return JSON.parse(await readText(response)) as unknown;
  } catch (cause) {
    signal.throwIfAborted();
    const garbled = cause instanceof SyntaxError || cause instanceof RangeError;
    throw garbled
      ? new ChatError(
          'token-invalid',
          `unable to use the token endpoint’s answer; ${place(url)} answered something that is not JSON, or endless.`,
          { cause },
        )
      : new ChatError(
          'token-unavailable',
          `unable to get a token; the answer of ${place(url)} broke off.`,
          { cause },
        );
  }
}

function refusal(response: Response, url: URL, reason: string): ChatError {
  const { status } = response;
  const said = `unable to get a token; ${place(url)} answered ${String(status)}${reason}`;
  if (status === 401 || status === 403) {
    return new ChatError('token-refused', `${said}: this visitor may not enter the room.`);
  }
  if (status === 429) {
    const retryAfterMs = parseRetryAfter(response.headers);
    return new ChatError('token-rate-limited', `${said}: too many requests.`, { retryAfterMs });
  }
  if (status === 408 || status >= 500) return new ChatError('token-unavailable', `${said}.`);
  if (status === 404) return new ChatError('token-not-found', `${said}; is token-url right?`);
  return new ChatError('token-rejected', `${said}; are room and token-url right?`);
}

/** What the project's own endpoint says beside the status, in parentheses; nothing for all others. */
async function readReason(response: Response): Promise<string> {
  try {
    const { error } = ownFields(JSON.parse(await readText(response)));
    const { message } = ownFields(error);
    return typeof message === 'string' ? ` (${message.slice(0, 300)})` : '';
  } catch {
    return '';
  }
}

/** Without a mode of its own, WebKit's reader takes one that a page has put on every object's prototype. */
interface ReadableBody {
  getReader(options: { mode: undefined }): ReadableStreamDefaultReader<Uint8Array>;
}

/** @throws RangeError as soon as the text is longer than any honest answer */
async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  const reader = (response.body as ReadableBody | null)?.getReader({ mode: undefined });
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) return text + decoder.decode();
    text += decoder.decode(chunk.value, { stream: true });
    if (text.length > MAX_ANSWER_LENGTH) {
      await reader?.cancel();
      throw new RangeError(`the answer is longer than ${String(MAX_ANSWER_LENGTH)} characters`);
    }
  }
}

/** `Retry-After` is a number of seconds, or a date by the server's clock. */
function parseRetryAfter(headers: Headers): number | undefined {
  const value = headers.get('Retry-After')?.trim();
  if (!value) return undefined;
  const ms = /^\d+$/.test(value)
    ? Number(value) * 1000
    : timeOf(value) - (servedAt(headers) ?? Date.now());
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** Other origins have to expose the header; without it the visitor's clock has to do. */
function servedAt(headers: Headers): number | undefined {
  const time = timeOf(headers.get('Date') ?? '');
  return Number.isNaN(time) ? undefined : time;
}

/** Libraries for dates replace `Date.parse`, and read the service's dates as times of the visitor's zone. */
function timeOf(date: string): number {
  return new Date(date).getTime();
}

/** The URL without its query, which may carry secrets of the host's. */
function place(url: URL): string {
  return url.origin + url.pathname;
}
