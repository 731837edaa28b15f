import { systemClock, type Clock } from '../../platform/clock.js';
import {
  checkedAuthorization,
  type Authorization,
  type AuthorizedUser,
} from '../host/authorization.js';
import { corsHeaders, preflightHeaders } from '../host/cors.js';
import { countedAddress } from '../host/network-address.js';
import { Refusal } from './refusal.js';
import { availabilityFields, servedState } from '../inbox/availability-fields.js';
import { reporter } from '../host/report.js';
import type { AttachmentRules } from '../../protocol/attachments.js';
import type { PreChatAnswers } from '../../protocol/answers.js';
import type { OwnDeskState, ServedState } from '../../protocol/kinds/desk-state.js';
import { FEATURES } from '../../protocol/features.js';
import { roomNameFault } from '../../protocol/room-name.js';
import { answersReader } from './request-answers.js';
import { sharedTokens } from './shared-tokens.js';
import { checkedOptions, type TokenEndpointOptions } from './token-endpoint-options.js';
import { checkPage, issueRefusal, jsonAnswer, urlOf } from './web-answers.js';
import type { IssuedToken, RoomMode } from './token-issuer.js';

/** The JSON answer to the widget. */
export interface TokenEndpointAnswer extends IssuedToken {
  readonly cacheName: string;
  readonly user: Authorization['user'];
  readonly readOnly?: true;
  /** Left out for a member. */
  readonly role?: Authorization['role'];
  /** Left out if the room is direct. */
  readonly mode?: 'moderated';
  /** What the room's server handles besides messages. */
  readonly features?: readonly string[];
  /** What holds in the room, by the host's desk and inbox. Left out without either. */
  readonly desk?: ServedState;
  /** The files that the room takes. Left out if it takes none. */
  readonly attachments?: AttachmentRules;
  /** Whether no agent is here to answer. Left out where one is, and for rooms of no inbox. */
  readonly away?: true;
  /** How long visitors have waited for an agent of late, in seconds: the median. Left out if that is not known. */
  readonly answerSeconds?: number;
}

const ALLOWED_METHODS = 'GET, POST, OPTIONS';

/**
 * How long the moderator listens to a room after its token expires, in seconds. So it also moderates messages that are
 * sent just before the token expires, and the clocks may differ.
 */
const ATTENDANCE_MARGIN_SECONDS = 60;
/** When a visitor with too many rooms may try again, in seconds: rooms become free earlier than most tokens expire. */
const TOO_MANY_ROOMS_SECONDS = 60;

/**
 * Creates the handler for `token-url`: `GET …?room=lobby` answers with a token for only that room, and with the
 * visitor's user data. `POST …?room=lobby` does the same for a visitor who has answered the questions before the chat: its
 * body is JSON, `{"answers":{"name":"Ada"}}`, of 16,384 bytes at most, within 3 s.
 *
 * It uses the web's `Request` and `Response`, so it runs in every runtime that has them. The handler never rejects. An
 * error is answered with `{"error":{"code","message"}}` and a matching status.
 *
 * @throws {TypeError} at once if an option is invalid
 */
export function createTokenEndpoint(
  options: TokenEndpointOptions,
  clock: Clock = systemClock,
): (request: Request) => Promise<Response> {
  const { cacheName, ttlSeconds, origins, ...checked } = checkedOptions(options);
  const report = reporter(options);
  const issueToken = sharedTokens(options.issueToken, clock);
  const answersOf = answersReader(clock);
  const guard = (options.desk ?? options.moderator?.desk)?.guard;

  async function answer(request: Request): Promise<TokenEndpointAnswer> {
    const url = urlOf(request);
    checkPage(request, url, origins);
    const room = roomOf(request, url);
    const answers = await answersOf(request);
    const { user, readOnly, role, context } = await authorized(request, room, answers);
    await refuseBanned(room, user);
    const mode = await modeOf(room, user);
    if (mode === 'moderated') admit(request, room, user);
    const state = mode === 'moderated' ? await deskStateFor(room, user) : undefined;
    const attachments = mode === 'direct' ? checked.attachments : checked.moderatedAttachments;
    // Before the first message: then the conversation has it from the beginning.
    const [availability] = await Promise.all([
      options.inbox?.feed.availability(room),
      options.inbox?.feed.onVisitor(room, user, context),
    ]);
    const desk = servedState(state, availability);
    const issued = await issueToken({
      cacheName,
      room,
      access: readOnly ? 'read-only' : 'read-write',
      mode,
      attachments: attachments !== undefined,
      tokenId: user.id,
      ttlSeconds,
    });
    if (mode === 'moderated') {
      options.moderator?.attend?.(room, ttlSeconds + ATTENDANCE_MARGIN_SECONDS);
    }
    const endpoint = checked.endpoint ?? issued.endpoint;
    return {
      authToken: issued.authToken,
      expiresAt: issued.expiresAt,
      cacheName,
      user,
      ...(readOnly ? { readOnly } : {}),
      ...(role ? { role } : {}),
      ...(mode === 'moderated' ? { mode, features: FEATURES } : {}),
      ...(desk && { desk }),
      ...(attachments && { attachments }),
      ...(endpoint === undefined ? {} : { endpoint }),
      ...availabilityFields(availability),
    };
  }

  async function refuseBanned(room: string, user: AuthorizedUser): Promise<void> {
    const ban = await ofDesk(() => guard?.banOf(room, user.id));
    if (ban !== undefined) throw new Refusal('forbidden', `unable to join the room; ${ban}`);
  }

  /** In direct rooms no server's word can be told from a member's. */
  function deskStateFor(room: string, user: AuthorizedUser): Promise<OwnDeskState | undefined> {
    return ofDesk(() => guard?.stateFor(room, user.id));
  }

  async function ofDesk<T>(ask: () => Promise<T> | undefined): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      report(error);
      throw new Refusal(
        'authorization-failed',
        'unable to authorize; the server failed to look up the visitor',
      );
    }
  }

  /** Called before a token is issued, since each token counts against the account's quota. */
  function admit(request: Request, room: string, user: AuthorizedUser): void {
    // A host without TypeScript may return null, the result of `headers.get()` for a missing header.
    const address: unknown = options.addressOf?.(request);
    const visitor = {
      userId: user.id,
      ...(typeof address === 'string' ? { address: countedAddress(address) } : {}),
    };
    const seconds = ttlSeconds + ATTENDANCE_MARGIN_SECONDS;
    if (options.moderator?.admit?.(room, seconds, visitor) !== false) return;
    throw new Refusal(
      'too-many-rooms',
      'unable to issue a token; too many rooms are in use, try again later',
      { 'Retry-After': String(TOO_MANY_ROOMS_SECONDS) },
    );
  }

  async function authorized(
    request: Request,
    room: string,
    answers: PreChatAnswers,
  ): Promise<Authorization> {
    let authorization: Authorization | null | undefined;
    try {
      authorization = await options.authorize(request, room, answers);
    } catch (error) {
      report(error);
      throw new Refusal(
        'authorization-failed',
        'unable to authorize; the server failed to look up the visitor',
      );
    }
    // A function without a return statement must not open the room either.
    if (authorization === null || authorization === undefined) {
      throw new Refusal('forbidden', 'unable to join the room; it is not open to this visitor');
    }
    return checkedAuthorization(authorization);
  }

  async function modeOf(room: string, user: AuthorizedUser): Promise<RoomMode> {
    if (options.mode === undefined) return options.moderator ? 'moderated' : 'direct';
    let mode: RoomMode;
    try {
      mode = await options.mode(room, user);
    } catch (error) {
      report(error);
      throw new Refusal(
        'authorization-failed',
        'unable to authorize; the server failed to look up the room',
      );
    }
    // A mistake in the host's code must not open a room that should be moderated.
    if (mode !== 'direct' && mode !== 'moderated') {
      throw new TypeError(
        'unable to use the return value of mode(); it must be "direct" or "moderated"',
      );
    }
    return mode;
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
      return jsonAnswer(200, await answer(request), headers);
    } catch (error) {
      const refusal = refusalFor(error);
      return jsonAnswer(refusal.status, refusal, { ...headers, ...refusal.headers });
    }
  };
}

/** The requested room. `HEAD` is refused too: its token would count against the quota without being used. */
function roomOf({ method }: Request, { searchParams }: URL): string {
  if (method !== 'GET' && method !== 'POST') {
    throw new Refusal('method-not-allowed', 'unable to answer; use GET or POST', {
      Allow: ALLOWED_METHODS,
    });
  }
  const [room, ...more] = searchParams.getAll('room');
  if (room === undefined) {
    throw new Refusal('missing-room', 'unable to issue a token; the query names no room');
  }
  // Proxies and frameworks disagree on which of two values counts: one may check one value and another use the other.
  if (more.length > 0) {
    throw new Refusal('duplicate-room', 'unable to issue a token; the query names several rooms');
  }
  const fault = roomNameFault(room);
  if (fault !== undefined) {
    throw new Refusal('invalid-room', `unable to issue a token; the room name ${fault}`);
  }
  return room;
}
