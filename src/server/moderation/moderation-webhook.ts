import { systemClock, type Clock } from '../../platform/clock.js';
import { inboxOf } from '../../protocol/room-rules.js';
import { BodyReader } from './bounded-body.js';
import type { ModerationOptions } from './moderation-options.js';
import { Moderation } from './moderation.js';
import { reporter } from '../host/report.js';
import { roomNameFault } from '../../protocol/room-name.js';
import { isSignature, signatureCheck } from './webhook-signature.js';
import { parseWebhookEvent, type WebhookEvent } from './webhook-event.js';

export interface ModerationWebhookOptions extends ModerationOptions {
  /** The webhook's signing secret; several, while one is being replaced by another or rooms have webhooks of their own. */
  signingSecret: string | readonly string[];
  /** The cache that holds the rooms: the token endpoint's. `instant-messaging` by default. */
  cacheName?: string;
  /**
   * Keeps the process running until a promise settles, as `waitUntil` of edge runtimes does: then the answer does not
   * wait for the moderation.
   */
  waitUntil?(work: Promise<unknown>): void;
}

const DEFAULT_CACHE_NAME = 'instant-messaging';
/**
 * A topic item has 4 KB, of which JSON may write every byte as six. Momento waits 5 s for an answer, and its bodies
 * come within milliseconds.
 */
const BODY_LIMITS = { maxBytes: 64 * 1024, maxMs: 3_000, maxBodies: 100 };
/** How far a request's time may be from ours, in ms: what Momento's documentation advises. */
const MAX_AGE_MS = 60_000;
/** Momento waits 5 s for an answer, which has a way to go. */
const ANSWER_MS = 4_000;
/** Requests that are remembered; the leases and results make replays of older ones harmless. */
const MAX_REMEMBERED = 10_000;

/**
 * Makes the handler for a Momento webhook on a room's inbox, the topic `{room}-input`: moderates rooms without a
 * process that stays. Web-standard on both sides, but for Node: no other runtime has the signature's SHA3-256.
 *
 * A request is answered when its message is dealt with, or after 4 s, whichever is first: without `waitUntil` many
 * hosts stop a function as soon as it has answered, and Momento, which sends each request once, waits for 5 s. What
 * is cut short there its sender sends again.
 *
 * Answers have a status and nothing else: 200 dealt with, 202 under way, 400 not of Momento's form, 401 not signed, or
 * too long ago, 404 not of a room's inbox in this cache, 405 not POST, 408 the body took longer than 3 s, or was the
 * oldest of more than 100 at once, 409 seen before, 413 too large. It never rejects.
 *
 * @throws {TypeError} at once when an option makes no sense.
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
  const moderation = new Moderation(options, clock);
  const report = reporter(options);
  /** Signatures, with the time after which their request is too old, in epoch ms; the first to come is first. */
  const seen = new Map<string, number>();

  /** @returns the status for a request that is not dealt with, or the event */
  async function read(request: Request): Promise<number | WebhookEvent> {
    if (request.method !== 'POST') return 405;
    const signature = request.headers.get('momento-signature')?.toLowerCase() ?? '';
    // First: a body costs more than a look at a header.
    if (!isSignature(signature)) return 401;
    const body = await bodies.read(request);
    if (body === 'too-large') return 413;
    if (body === 'too-slow') return 408;
    if (!isSigned(body, signature)) return 401;
    // From here on it is Momento that speaks, and what is wrong is for the host to know.
    const event = parseWebhookEvent(body);
    if (!event) {
      report(new TypeError('unable to read a webhook’s request; it is not of the known form'));
      return 400;
    }
    const now = clock.now();
    if (Math.abs(now - event.publishedAt) > MAX_AGE_MS) return 401;
    if (seen.has(signature)) return 409;
    for (const [old, until] of seen) {
      if (until >= now && seen.size < MAX_REMEMBERED) break;
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
          `unable to moderate what a webhook brought; ${JSON.stringify(event.topic)} in the cache ${JSON.stringify(event.cacheName)} is no room’s inbox`,
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
      // It never rejects.
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
      // The body broke off, or the host's own `waitUntil` failed.
      report(error);
      status = 400;
    }
    return new Response(null, { status, headers: status === 405 ? { Allow: 'POST' } : {} });
  };
}

const SUFFIX = inboxOf('');

/** The room of an inbox. */
function roomOf(topic: string): string | undefined {
  if (!topic.endsWith(SUFFIX)) return undefined;
  const room = topic.slice(0, -SUFFIX.length);
  return roomNameFault(room) === undefined ? room : undefined;
}
