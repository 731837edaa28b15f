import type { Clock } from '../../platform/clock.js';
import { NO_ANSWERS, readAnswers, type PreChatAnswers } from '../../protocol/answers.js';
import { parseJson } from '../../protocol/json.js';
import { ownFields } from '../../protocol/own-fields.js';
import { BodyReader } from '../limits/bounded-body.js';
import { Refusal } from './refusal.js';

/** Answers have 4 KB, and JSON may escape each byte as six; bodies of this size arrive within milliseconds. */
const BODY_LIMITS = { maxBytes: 16 * 1024, maxMs: 3_000, maxBodies: 100 };

/**
 * Pages of other origins can send other types without asking first, as forms do; for this one their browser asks. A charset
 * may follow.
 */
const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

/** Creates the function that reads the visitor's answers: the body of a `POST`, `{"answers":{…}}`. A `GET` has none. */
export function answersReader(clock: Clock): (request: Request) => Promise<PreChatAnswers> {
  const bodies = new BodyReader(BODY_LIMITS, clock);
  return async (request) => {
    if (request.method === 'GET') return NO_ANSWERS;
    if (!JSON_TYPE.test(request.headers.get('Content-Type') ?? '')) {
      throw new Refusal(
        'unsupported-type',
        'unable to read the answers; they are not sent as JSON',
      );
    }
    const body = await bodyOf(request, bodies);
    const { answers } = ownFields(parseJson(body));
    const read = readAnswers(answers);
    if (read) return read;
    throw new Refusal(
      'malformed-answers',
      'unable to read the answers; the body must be {"answers":{…}}, with at most 20 texts of 500 characters by name',
    );
  };
}

async function bodyOf(request: Request, bodies: BodyReader): Promise<string> {
  let body: Awaited<ReturnType<BodyReader['read']>>;
  try {
    body = await bodies.read(request);
  } catch {
    // The connection broke, or the host has read the body before.
    throw new Refusal('malformed-answers', 'unable to read the answers; the body cannot be read');
  }
  if (body === 'too-large') {
    throw new Refusal('too-large', 'unable to read the answers; the body exceeds 16,384 bytes');
  }
  if (body === 'too-slow') {
    throw new Refusal('too-slow', 'unable to read the answers; the body took too long');
  }
  return new TextDecoder().decode(body);
}
