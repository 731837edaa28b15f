import { ChatError } from '../protocol/errors.js';
import type {
  Conversation,
  ConversationFilter,
  InboxAccess,
  InboxPage,
  InboxRequest,
  Note,
} from '../protocol/inbox.js';
import { toJson } from '../protocol/json.js';
import { ownFields } from '../protocol/own-fields.js';
import { readText } from '../session/read-text.js';
import { readQueue, type ReadQueue } from './read-reports.js';
import { readAccess, readConversation, readList, readNote, readPage } from './read-inbox.js';

/** A server that takes longer counts as down, in ms. */
const DEADLINE_MS = 10_000;
/** In UTF-16 code units: the largest pages have some 100 conversations of 7 KB at most. */
const MAX_ANSWER = 4_000_000;
const MAX_NOTES = 1_000;

/** Another agent was first: `conversation` says who. */
export class Conflict extends Error {
  constructor(readonly conversation: Conversation) {
    super('another agent was first');
  }
}

/** What is asked for a list. */
export interface ListQuery {
  readonly filter: ConversationFilter;
  readonly search: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** An access, and what is left of the token's life, in ms. */
export interface ServedAccess extends InboxAccess {
  readonly lifetimeMs: number;
}

/** The inbox's URL, asked as an agent. Each rejection is a {@link ChatError}, a {@link Conflict}, or that of an abort. */
export class InboxClient {
  readonly #url: string;
  readonly #credentials: RequestCredentials;
  readonly #disposal = new AbortController();

  /** @param url relative ones resolve against the page */
  constructor(url: string, credentials: RequestCredentials) {
    this.#url = url;
    this.#credentials = credentials;
  }

  /** Calls off all requests under way. */
  dispose(): void {
    this.#disposal.abort();
  }

  async access(signal?: AbortSignal): Promise<ServedAccess> {
    const { answer, servedAt } = await this.#request(undefined, signal);
    const access = readAccess(answer);
    return { ...access, lifetimeMs: access.expiresAt - servedAt };
  }

  async list({
    filter,
    search,
    cursor,
    limit,
  }: ListQuery): Promise<InboxPage & { dropped: number }> {
    const { answer } = await this.#request({
      type: 'list',
      filter,
      limit,
      ...(search && { search }),
      ...(cursor !== undefined && { cursor }),
    });
    return readPage(answer);
  }

  async open(room: string): Promise<{ conversation: Conversation; notes: readonly Note[] }> {
    const { answer } = await this.#request({ type: 'open', room });
    const { notes } = ownFields<Readonly<Record<string, unknown>>>(answer);
    return {
      conversation: conversationIn(answer),
      notes: readList(notes, readNote, MAX_NOTES).items,
    };
  }

  /** Changes a conversation. @returns it as it is now; undefined where the server does not say */
  async change(request: InboxRequest): Promise<Conversation | undefined> {
    const { answer } = await this.#request(request);
    return readConversation(ownFields(answer).conversation);
  }

  /** Asks for the queue of reports, or settles one: the answer is the queue as it is now. */
  async reports(request: InboxRequest): Promise<ReadQueue> {
    const { answer } = await this.#request(request);
    return readQueue(answer);
  }

  /** Says that the agent is here, or goes, also while the page ends. */
  async present(here: boolean): Promise<void> {
    await this.#request({ type: 'presence', here }, undefined, !here);
  }

  async #request(
    body: InboxRequest | undefined,
    signal?: AbortSignal,
    keepalive = false,
  ): Promise<{ answer: unknown; servedAt: number }> {
    const doing = body ? `ask the inbox for “${body.type}”` : 'get a token for the inbox';
    const url = this.#resolve(doing);
    const ends = [
      this.#disposal.signal,
      AbortSignal.timeout(DEADLINE_MS),
      ...(signal ? [signal] : []),
    ];
    const ending = keepalive ? AbortSignal.timeout(DEADLINE_MS) : AbortSignal.any(ends);
    const type = 'application/json';
    let response: Response;
    let text: string;
    try {
      response = await fetch(
        url,
        ownFields({
          headers: { Accept: type, ...(body && { 'Content-Type': type }) },
          cache: 'no-store',
          credentials: this.#credentials,
          signal: ending,
          keepalive,
          ...(body && { method: 'POST', body: toJson(body) }),
        }),
      );
      text = await readText(response, MAX_ANSWER);
    } catch (cause) {
      if (this.#disposal.signal.aborted || signal?.aborted) throw cause;
      throw new ChatError(
        body ? 'service-unavailable' : 'token-unavailable',
        `unable to ${doing}; ${url.origin}${url.pathname} cannot be reached, does not answer, or does not allow this page’s origin (CORS).`,
        { cause },
      );
    }
    const answer = parse(text);
    if (!response.ok) throw refusal(response, answer, doing, body !== undefined);
    if (typeof answer !== 'object' || answer === null) {
      throw new ChatError(
        body ? 'service-unavailable' : 'token-invalid',
        `unable to ${doing}; the answer of ${url.origin}${url.pathname} is no JSON object.`,
      );
    }
    const served = new Date(response.headers.get('Date') ?? '').getTime();
    return { answer, servedAt: Number.isNaN(served) ? Date.now() : served };
  }

  #resolve(doing: string): URL {
    if (URL.canParse(this.#url, document.baseURI)) return new URL(this.#url, document.baseURI);
    throw new ChatError(
      'token-not-found',
      `unable to ${doing}; token-url "${this.#url}" is not a URL.`,
    );
  }
}

function conversationIn(answer: unknown): Conversation {
  const conversation = readConversation(ownFields(answer).conversation);
  if (conversation) return conversation;
  throw new ChatError(
    'service-unavailable',
    'unable to open a conversation; the inbox’s answer has none.',
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function refusal(
  { status, headers }: Response,
  answer: unknown,
  doing: string,
  isRequest: boolean,
): Error {
  const { error, conversation } = ownFields<Readonly<Record<string, unknown>>>(answer);
  const current = status === 409 ? readConversation(conversation) : undefined;
  if (current) return new Conflict(current);
  const { message } = ownFields<Readonly<Record<string, unknown>>>(error);
  const reason = typeof message === 'string' ? ` (${message.slice(0, 300)})` : '';
  const text = `unable to ${doing}; the inbox answered ${status}${reason}.`;
  if (status === 401 || status === 403) return new ChatError('token-refused', text);
  if (status === 404 && !isRequest) return new ChatError('token-not-found', text);
  if (status === 429) {
    const seconds = Number(headers.get('Retry-After') ?? NaN);
    const retryAfterMs = seconds >= 0 ? 1000 * seconds : undefined;
    return new ChatError(isRequest ? 'quota-exceeded' : 'token-rate-limited', text, {
      retryAfterMs,
    });
  }
  if (status === 408 || status >= 500) {
    return new ChatError(isRequest ? 'service-unavailable' : 'token-unavailable', text);
  }
  return new ChatError(isRequest ? 'service-rejected' : 'token-rejected', text);
}
