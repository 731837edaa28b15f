import { systemClock, type Clock } from '../../platform/clock.js';
import { inboxOf } from '../../protocol/room-rules.js';
import { BodyReader } from '../limits/bounded-body.js';
import type { ModerationOptions } from './moderation-options.js';
import { Moderation } from './moderation.js';
import { reporter } from '../host/report.js';
import { roomNameFault } from '../../protocol/room-name.js';
import { isSignature, signatureCheck } from './webhook-signature.js';
import { parseWebhookEvent, type WebhookEvent } from './webhook-event.js';

export interface ModerationWebhookOptions extends ModerationOptions {
  /** The webhook's signing secret. Pass several while one replaces another, or if rooms have their own webhooks. */
  signingSecret: string | readonly string[];
  /** The cache that holds the rooms, the same as the token endpoint's. `instant-messaging` by default. */
  cacheName?: string;
  /**
   * Keeps the process running until a promise settles, like `waitUntil` of edge runtimes. With it, the answer does not
   * wait for the moderation.
   */
  waitUntil?(work: Promise<unknown>): void;
}

const DEFAULT_CACHE_NAME = 'instant-messaging';
/**
 * A topic item has up to 4 KB, and JSON may escape each byte as six. Momento waits 5 s for an answer, and its bodies
 * arrive within milliseconds.
 */
const BODY_LIMITS = { maxBytes: 64 * 1024, maxMs: 3_000, maxBodies: 100 };
/** How far a request's time may differ from this clock, in ms, as Momento's documentation recommends. */
const MAX_AGE_MS = 60_000;
/** The latest time of the answer, in ms. Momento waits 5 s, which includes the transport. */
const ANSWER_MS = 4_000;
/** How many signatures are kept to detect replays. The leases and results make replays of older ones harmless. */
const MAX_SEEN = 10_000;

/**
 * Creates the handler for a Momento webhook on a room's inbox, the topic `{room}-input`. It moderates rooms without a
 * long-running process. It uses the web's `Request` and `Response`, but needs Node: no other runtime has SHA3-256 for
 * the signature.
 *
 * **Unverified:** webhooks left Momento's documentation in April 2025, and this was never run against the service. Where a
 * process can run, use `createModerator`.
 *
 * Without `waitUntil` the handler answers when the message is processed, or after 4 s, whichever is first. Many hosts
 * stop a function as soon as it has answered. Momento waits 5 s for an answer, and sends each request once. If the
 * moderation is stopped early, the sender's browser sends the message again.
 *
 * The answer is a status without a body:
 * - 200: the message was processed
 * - 202: the message is being processed
 * - 400: the body is not in Momento's format, or the request failed
 * - 401: the signature is missing or wrong, or the request's time is more than a minute off
 * - 404: the topic is not the inbox of a room in this cache
 * - 405: the method is not POST
 * - 408: the body took longer than 3 s, or was the oldest of more than 100 at once
 * - 409: the request was received before
 * - 413: the body is too large
 *
 * The handler never rejects.
 *
 * @throws {TypeError} at once if an option is invalid
 */
export function createModerationWebhook(
  options: ModerationWebhookOptions,
  clock: Clock = systemClock,
): (request: Request) => Promise<Response> {
  const { signingSecret, cacheName = DEFAULT_CACHE_NAME } = options;
  const isSigned = signatureCheck(
    typeof signingSecret === 'string' ? [signingSecret] : signingSecret,
  );
  const bodies = new BodyReader(BODY_LIMITS, clock);
  const moderation = new Moderation(options, clock, { reactionSpacingMs: 0 });
  const report = reporter(options);
  /** Received signatures, with the time after which their request is too old, in epoch ms; the oldest is first. */
  const seen = new Map<string, number>();

  /** @returns the event, or the status for an invalid request */
  async function read(request: Request): Promise<number | WebhookEvent> {
    if (request.method !== 'POST') return 405;
    const signature = request.headers.get('momento-signature')?.toLowerCase() ?? '';
    // Checked before reading the body, which costs more.
    if (!isSignature(signature)) return 401;
    const body = await bodies.read(request);
    if (body === 'too-large') return 413;
    if (body === 'too-slow') return 408;
    if (!isSigned(body, signature)) return 401;
    // The signature proves that the request is Momento's, so further errors are reported to the host.
    const event = parseWebhookEvent(body);
    if (!event) {
      report(new TypeError('unable to read a webhook’s request; it is not of the known form'));
      return 400;
    }
    const now = clock.now();
    if (Math.abs(now - event.publishedAt) > MAX_AGE_MS) return 401;
    if (seen.has(signature)) return 409;
    for (const [old, until] of seen) {
      if (until >= now && seen.size < MAX_SEEN) break;
      seen.delete(old);
    }
    seen.set(signature, event.publishedAt + MAX_AGE_MS);
    return event;
  }

  async function answer(request: Request): Promise<number> {
    const event = await read(request);
    if (typeof event === 'number') return event;
    const room = roomOf(event.topic);
    if (event.cacheName !== cacheName || room === undefined) {
      report(
        new TypeError(
          `unable to moderate a webhook’s message; ${JSON.stringify(event.topic)} in the cache ${JSON.stringify(event.cacheName)} is no room’s inbox`,
        ),
      );
      return 404;
    }
    const work = moderation.handle(room, event.text, event.publisherId);
    if (options.waitUntil) {
      options.waitUntil(work);
      return 202;
    }
    return settledWithin(ANSWER_MS, work);
  }

  function settledWithin(ms: number, work: Promise<void>): Promise<number> {
    return new Promise((resolve) => {
      const timer = clock.setTimeout(() => resolve(202), ms);
      // `work` never rejects.
      void work.then(() => {
        clock.clearTimeout(timer);
        resolve(200);
      });
    });
  }

  return async (request) => {
    let status: number;
    try {
      status = await answer(request);
    } catch (error) {
      // The connection broke while the body was read, or the host's `waitUntil` threw an error.
      report(error);
      status = 400;
    }
    return new Response(null, { status, headers: status === 405 ? { Allow: 'POST' } : {} });
  };
}

const SUFFIX = inboxOf('');

/** The room that an inbox topic belongs to; undefined for other topics. */
function roomOf(topic: string): string | undefined {
  if (!topic.endsWith(SUFFIX)) return undefined;
  const room = topic.slice(0, -SUFFIX.length);
  return roomNameFault(room) === undefined ? room : undefined;
}
