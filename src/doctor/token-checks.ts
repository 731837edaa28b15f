import { ownFields } from '../protocol/own-fields.js';
import type { Session } from '../session/session.js';
import { WIRE_VERSION } from '../protocol/item.js';
import { parseTokenResponse } from '../session/token-response.js';
import { fine, problem, type Finding } from './finding.js';

/** How long the endpoint has to answer, in ms: as long as the chat waits. */
const TIMEOUT_MS = 10_000;
/** Clocks that differ by less do no harm, in ms. */
const CLOCK_TOLERANCE_MS = 30_000;
/** In ms: tokens that live shorter keep the chat asking. */
const SHORT_LIVED_MS = 60_000;

export interface EndpointToCheck {
  readonly url: string;
  readonly room: string;
  /** Of the page that has the chat. */
  readonly origin: string;
  /** Of this machine, in epoch ms. */
  readonly now: () => number;
}

export interface CheckedToken {
  readonly findings: readonly Finding[];
  /** Undefined if no chat would enter by this answer. */
  readonly session?: Session;
}

/** Asks a token endpoint as the chat of a page does, and looks at the answer. */
export async function checkToken(target: EndpointToCheck): Promise<CheckedToken> {
  const url = new URL(target.url);
  url.searchParams.set('room', target.room);
  let response: Response;
  let body: string;
  try {
    response = await fetch(url, {
      headers: { Accept: 'application/json', Origin: target.origin },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    body = await response.text();
  } catch (error) {
    return { findings: [notReached(url, error)] };
  }
  const place = url.origin + url.pathname;
  if (!response.ok) return { findings: [refused(response.status, reasonIn(body), place, target)] };
  const reached = fine(`The token endpoint answers at ${place}.`);
  const cors = checkCors(response, url, target.origin);
  const servedAt = new Date(response.headers.get('Date') ?? '').getTime();
  try {
    const defaults = { room: target.room, cacheName: 'instant-messaging', visitor: VISITOR };
    const at = Number.isNaN(servedAt) ? target.now() : servedAt;
    const answer = parsed(body, place);
    const session = parseTokenResponse(answer, defaults, at);
    const shape = fine(`Its answer has the documented shape; the visitor is ${session.user.name}.`);
    const others = [versionOf(answer), clockOf(servedAt, target.now()), lifeOf(session)];
    const findings = [reached, cors, shape, ...others].filter((finding) => finding !== undefined);
    return { findings, session };
  } catch (error) {
    const shape = problem((error as Error).message, `what ${place} answers`);
    return { findings: [reached, cors, shape].filter((finding) => finding !== undefined) };
  }
}

/** The chat uses what it knows of an answer of a later version, and says nothing. */
function versionOf(answer: unknown): Finding | undefined {
  const { v } = ownFields<{ v?: unknown }>(answer);
  if (typeof v !== 'number' || v <= WIRE_VERSION) return undefined;
  return problem(
    `The answer is of version ${v} of the wire format, and this build of momento-chat reads version ${WIRE_VERSION}.`,
    'npm install momento-chat@latest, in the project that builds the page',
  );
}

const VISITOR = { id: 'doctor', name: 'nobody in particular', avatarUrl: undefined };

function notReached(url: URL, error: unknown): Finding {
  const { message, cause } = error as Error;
  const reason = cause instanceof Error && cause.message ? cause.message : message;
  return problem(
    `Nothing answers at ${url.origin}: ${reason}.`,
    `token-url="${url.pathname}" in the page, if it is another address; otherwise start the server`,
  );
}

function refused(status: number, reason: string, place: string, target: EndpointToCheck): Finding {
  const said = `${place} answered ${status}${reason && ` (${reason})`}`;
  switch (status) {
    case 404:
      return problem(`There is no token endpoint: ${said}.`, `token-url="…" in the page`);
    case 401:
    case 403:
      return reason.includes('allowedOrigins')
        ? problem(
            `The endpoint refuses pages of ${target.origin}: ${said}.`,
            `allowedOrigins: ['${target.origin}'], in createTokenEndpoint({ … })`,
          )
        : problem(
            `The endpoint lets this visitor not in, who has no cookie: ${said}.`,
            `authorize(request, room) { … } in createTokenEndpoint({ … }), if a visitor without a session may enter ${target.room}; or another --room`,
          );
    case 500:
      return problem(
        `The server is not set up: ${said}. Its log says more.`,
        'MOMENTO_API_KEY=… in the server’s .env: a key that may issue tokens',
      );
    case 503:
      return problem(
        `The server does not reach Momento: ${said}.`,
        'MOMENTO_ENDPOINT=… in the server’s .env, or start the engine that it looks for',
      );
    default:
      return problem(
        `The endpoint gives no token: ${said}.`,
        'room="…" and token-url="…" in the page',
      );
  }
}

/** A page of another origin can only read the answer if it allows that. */
function checkCors(response: Response, url: URL, origin: string): Finding | undefined {
  if (origin === url.origin) return undefined;
  const allowed = response.headers.get('Access-Control-Allow-Origin');
  if (allowed === origin) return fine(`Pages of ${origin} may read its answer (CORS).`);
  return problem(
    `Pages of ${origin} cannot read its answer: Access-Control-Allow-Origin is ${allowed ?? 'not there'}.`,
    `allowedOrigins: ['${origin}'], in createTokenEndpoint({ … })`,
  );
}

function clockOf(servedAt: number, now: number): Finding | undefined {
  const differenceMs = servedAt - now;
  if (!(Math.abs(differenceMs) > CLOCK_TOLERANCE_MS)) return undefined;
  const seconds = Math.round(Math.abs(differenceMs) / 1000);
  const where = differenceMs > 0 ? 'ahead of' : 'behind';
  return problem(
    `The server’s clock is ${seconds} s ${where} this machine’s.`,
    'no line: set the clock that is wrong (timedatectl set-ntp true)',
  );
}

function lifeOf({ lifetimeMs }: Session): Finding {
  const seconds = Math.round(lifetimeMs / 1000);
  if (lifetimeMs <= 0) {
    return problem(
      `The token had expired ${-seconds} s before it was answered: by a clock that is wrong, or an old token is answered again.`,
      'expiresAt: … in the answer, in epoch seconds by Momento; createTokenEndpoint answers it as Momento says it',
    );
  }
  if (lifetimeMs < SHORT_LIVED_MS) {
    return problem(
      `The token lives ${seconds} s only.`,
      'tokenTtlSeconds: 3600, in createTokenEndpoint({ … })',
    );
  }
  return fine(`The token lives ${seconds} s.`);
}

/** The reason in the answer of this project's own endpoint; empty for other ones. */
function reasonIn(body: string): string {
  try {
    const { message } = ownFields(ownFields(JSON.parse(body)).error);
    return typeof message === 'string' ? message.slice(0, 300) : '';
  } catch {
    return '';
  }
}

/** @throws {Error} if it is no JSON */
function parsed(body: string, place: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    const what = /^\s*</.test(body) ? 'a page (HTML)' : 'no JSON';
    throw new Error(`${place} answers ${what}; token-url leads somewhere else`);
  }
}
