import type { Socket } from 'socket.io';
import { NO_ANSWERS, readAnswers, type PreChatAnswers } from '../../protocol/answers.js';
import { ANSWERS, type RelayRefusalCode } from '../../protocol/relay.js';
import { checkedAuthorization, type AuthorizedUser } from '../host/authorization.js';
import type { RelaySettings } from './relay-options.js';

/** Whom a socket belongs to. */
export interface RelayVisitor {
  /** Undefined for a guest. */
  readonly user: AuthorizedUser | undefined;
  /** What the visitor has answered before the chat; empty where nothing was asked. */
  readonly answers: PreChatAnswers;
}

/** A guest who was asked nothing. */
export const UNKNOWN: RelayVisitor = { user: undefined, answers: NO_ANSWERS };

/** @throws the error that socket.io sends to the client: a fixed text and a code */
export async function visitorOf(
  socket: Socket,
  { authorize, report }: Pick<RelaySettings, 'authorize' | 'report'>,
): Promise<RelayVisitor> {
  const { handshake } = socket;
  const answers = answersOf(handshake.auth);
  if (!authorize) return { user: undefined, answers };
  let user: AuthorizedUser | null | undefined;
  try {
    user = await authorize({ handshake, socket }, answers);
    if (user) return { user: checkedAuthorization({ user }).user, answers };
  } catch (error) {
    report(error);
    throw refusal('unavailable', 'the server failed to look up the visitor');
  }
  // A function without a return statement must not let a visitor in either.
  throw refusal('not-allowed', 'it is not open to this visitor');
}

/** The error that socket.io sends to a client that may not enter. */
export function refusal(
  code: Extract<RelayRefusalCode, 'malformed' | 'not-allowed' | 'unavailable'>,
  reason: string,
): Error {
  const message = `unable to enter; ${reason}.`;
  return Object.assign(new Error(message), { data: { ok: false, code, message } });
}

/** Clients of the documented protocol, and those that were asked nothing, send none. */
function answersOf(auth: Readonly<Record<string, unknown>>): PreChatAnswers {
  if (!Object.hasOwn(auth, ANSWERS)) return NO_ANSWERS;
  const answers = readAnswers(auth[ANSWERS]);
  if (answers) return answers;
  throw refusal('malformed', '"answers" are not 20 texts of 500 characters, by name, at most');
}
