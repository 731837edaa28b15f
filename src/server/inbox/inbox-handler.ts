import type { Clock } from '../../platform/clock.js';
import type { InboxAccess } from '../../protocol/inbox.js';
import { corsHeaders, preflightHeaders } from '../host/cors.js';
import { BodyReader } from '../limits/bounded-body.js';
import { RateLimiter } from '../limits/rate-limiter.js';
import { Refusal } from '../token-endpoint/refusal.js';
import { sharedTokens } from '../token-endpoint/shared-tokens.js';
import { createTokenEndpoint } from '../token-endpoint/token-endpoint.js';
import { checkPage, issueRefusal, jsonAnswer, urlOf } from '../token-endpoint/web-answers.js';
import type { AgentActions } from './agent-actions.js';
import type { Agents } from './agents.js';
import type { InboxPort } from './inbox-feed.js';
import {
  checkedAgent,
  type CheckedAgent,
  type CheckedInboxOptions,
  type InboxOptions,
} from './inbox-options.js';
import { readRequest } from './inbox-requests.js';
import { INBOX_TOPIC } from './inbox-topic.js';

export interface InboxHandlerOptions {
  readonly host: InboxOptions;
  readonly checked: CheckedInboxOptions;
  readonly clock: Clock;
  readonly actions: AgentActions;
  readonly agents: Agents;
  readonly has: (room: string) => boolean;
  readonly port: () => InboxPort | undefined;
  readonly report: (error: unknown) => void;
}

/** A note has 2,000 characters, and JSON may escape each as six bytes. */
const BODY_LIMITS = { maxBytes: 16 * 1024, maxMs: 3_000, maxBodies: 100 };
const ALLOWED_METHODS = 'GET, POST, OPTIONS';
/** For this type a browser asks before a page of another origin can send it. A charset may follow. */
const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

/** Answers agents' requests. */
export class InboxHandler {
  readonly #options: InboxHandlerOptions;
  readonly #bodies: BodyReader;
  readonly #limiter: RateLimiter;
  readonly #issueToken: ReturnType<typeof sharedTokens>;
  /** Made when it is needed: then the moderator is known, and the files that it takes. */
  #roomToken: ((request: Request) => Promise<Response>) | undefined;
  /** Who has sent a request, as the host has said once. */
  readonly #senders = new WeakMap<Request, CheckedAgent>();
  #requests = 0;
  #refused = 0;

  constructor(options: InboxHandlerOptions) {
    this.#options = options;
    const { host, checked, clock } = options;
    this.#bodies = new BodyReader(BODY_LIMITS, clock);
    this.#limiter = new RateLimiter(checked.rateLimit, () => clock.elapsed());
    this.#issueToken = sharedTokens(host.issueToken, clock);
  }

  get stats(): { readonly requests: number; readonly refused: number } {
    return { requests: this.#requests, refused: this.#refused };
  }

  async handle(request: Request): Promise<Response> {
    const { origins } = this.#options.checked;
    const headers = corsHeaders(request, origins);
    if (request.method === 'OPTIONS') {
      return new Response(null, {
        status: 204,
        headers: { Allow: ALLOWED_METHODS, ...headers, ...preflightHeaders(request, origins) },
      });
    }
    this.#requests += 1;
    try {
      return await this.#answer(request, headers);
    } catch (error) {
      this.#refused += 1;
      const refusal = this.#refusalFor(error);
      return jsonAnswer(refusal.status, refusal, { ...headers, ...refusal.headers });
    }
  }

  async #answer(request: Request, headers: Record<string, string>): Promise<Response> {
    const { actions, agents, checked, clock } = this.#options;
    const url = urlOf(request);
    checkPage(request, url, checked.origins);
    if (request.method !== 'GET' && request.method !== 'POST') {
      throw new Refusal('method-not-allowed', 'unable to answer; use GET or POST', {
        Allow: ALLOWED_METHODS,
      });
    }
    const sender = await this.#senderOf(request);
    if (sender instanceof Response) return withHeaders(sender, headers);
    const { agent } = sender;
    if (!this.#limiter.take(agent.id)) {
      throw new Refusal('rate-limited', 'unable to answer; the agent asks too often', {
        'Retry-After': '1',
      });
    }
    if (request.method === 'POST') {
      const body = await this.#bodyOf(request);
      return jsonAnswer(200, await actions.run(readRequest(body, clock.now()), agent), headers);
    }
    // All processes know the agent before the first message.
    await agents.note(agent);
    if (!url.searchParams.has('room')) return jsonAnswer(200, await this.#access(sender), headers);
    this.#senders.set(request, sender);
    this.#roomToken ??= this.#roomEndpoint();
    return this.#roomToken(request);
  }

  async #senderOf(request: Request): Promise<CheckedAgent | Response> {
    let found: unknown;
    try {
      found = await this.#options.host.authorizeAgent(request);
    } catch (error) {
      this.#options.report(error);
      throw new Refusal(
        'authorization-failed',
        'unable to authorize; the server failed to look up the agent',
      );
    }
    if (found instanceof Response) return found;
    // A function without a return statement must not open the inbox either.
    if (found === null || found === undefined) {
      throw new Refusal('forbidden', 'unable to open the inbox; it is not open to this user');
    }
    return checkedAgent(found);
  }

  async #bodyOf(request: Request): Promise<string> {
    if (!JSON_TYPE.test(request.headers.get('Content-Type') ?? '')) {
      throw new Refusal('unsupported-type', 'unable to read the request; it is not sent as JSON');
    }
    let body: Awaited<ReturnType<BodyReader['read']>>;
    try {
      body = await this.#bodies.read(request);
    } catch {
      // The connection broke, or the host has read the body before.
      throw new Refusal('malformed-request', 'unable to read the request; it cannot be read');
    }
    if (body === 'too-large') {
      throw new Refusal('too-large', 'unable to read the request; it exceeds 16,384 bytes');
    }
    if (body === 'too-slow') {
      throw new Refusal('too-slow', 'unable to read the request; it took too long');
    }
    return new TextDecoder().decode(body);
  }

  /** A token with which the agent hears of changes. It opens no room. */
  async #access({ agent }: CheckedAgent): Promise<InboxAccess> {
    const { cacheName, tokenTtlSeconds, cannedAnswers, ...checked } = this.#options.checked;
    const { authToken, expiresAt, ...issued } = await this.#issueToken({
      ...{ cacheName, room: INBOX_TOPIC, topicOnly: true },
      ...{ access: 'read-only', mode: 'moderated' },
      ...{ tokenId: agent.id, ttlSeconds: tokenTtlSeconds },
    });
    const endpoint = checked.endpoint ?? issued.endpoint;
    return {
      ...{ authToken, cacheName, topic: INBOX_TOPIC, agent, cannedAnswers },
      expiresAt: 1000 * expiresAt,
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(this.#options.host.desk ? { hasDesk: true } : {}),
    };
  }

  /** Rooms' tokens come from a token endpoint, by its rules: an agent writes as any other user of a moderated room. */
  #roomEndpoint(): (request: Request) => Promise<Response> {
    const { host, checked, clock, has, port, report } = this.#options;
    const { cacheName, tokenTtlSeconds, endpoint, origins } = checked;
    return createTokenEndpoint(
      {
        ...{ issueToken: host.issueToken, cacheName, tokenTtlSeconds, onError: report },
        ...(endpoint === undefined ? {} : { endpoint }),
        allowedOrigins: [...origins],
        authorize: (request, room) =>
          has(room) ? (this.#senders.get(request)?.authorization ?? null) : null,
        mode: () => 'moderated',
        // An agent looks into more rooms than a visitor may open: nothing is admitted, only attended.
        moderator: {
          attend: (room, seconds) => port()?.attend(room, seconds),
          attachments: port()?.attachments,
        },
      },
      clock,
    );
  }

  #refusalFor(error: unknown): Refusal {
    if (error instanceof Refusal) return error;
    this.#options.report(error);
    return issueRefusal(error);
  }
}

/** A host's own answer, so that the page can read it. */
function withHeaders(response: Response, headers: Record<string, string>): Response {
  const all = new Headers(response.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return new Response(response.body, { status: response.status, headers: all });
}
