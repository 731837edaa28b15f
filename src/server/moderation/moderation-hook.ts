import { isBlank } from '../../protocol/blank.js';
import { withDeadline, type Clock } from '../../platform/clock.js';
import type { RejectionCode } from '../../protocol/kinds/rejection.js';
import { hostFields } from '../host/host-fields.js';
import type {
  Author,
  ModerationContext,
  ModerationOptions,
  SubmittedMessage,
} from './moderation-options.js';

/** The host's verdict: the message to be stored, or the reason for its rejection. */
export type HookVerdict =
  { readonly passes: true; readonly text: string; readonly author: Author } | Rejected;

export interface Rejected {
  readonly passes: false;
  readonly code: RejectionCode;
  readonly reason?: string;
}

/** What a verdict counts as. */
export function outcomeOf(verdict: HookVerdict): 'passed' | 'rejected' | 'failed' {
  if (verdict.passes) return 'passed';
  return verdict.code === 'moderation-failed' ? 'failed' : 'rejected';
}

/** A rejection with a longer reason might not fit in a topic item. */
const MAX_REASON_LENGTH = 200;

interface Asked {
  readonly id: string;
  readonly room: string;
  readonly text: string;
  readonly userId: string;
  readonly editOf?: string;
}

/** The public data of a user. @throws the error of the host's function */
export async function authorOfUser(
  host: Pick<ModerationOptions, 'profileOf'>,
  userId: string,
  room: string,
): Promise<Author> {
  return authorOf(userId, (await host.profileOf?.(userId, room)) ?? { name: userId });
}

/**
 * Asks the host for a verdict on a message. It never rejects: if the host fails, the message does not pass.
 *
 * @param report receives the errors of the host's functions
 */
export async function askModerationHook(
  host: Pick<ModerationOptions, 'moderate' | 'profileOf'>,
  { id, room, text, userId, editOf }: Asked,
  timeoutMs: number,
  clock: Clock,
  report: (error: unknown) => void,
): Promise<HookVerdict> {
  const ask = async (signal: AbortSignal): Promise<HookVerdict> => {
    const author = await authorOfUser(host, userId, room);
    signal.throwIfAborted();
    const message: SubmittedMessage = {
      id,
      room,
      text,
      author,
      ...(editOf === undefined ? {} : { editOf }),
    };
    const context: ModerationContext = { signal };
    return verdictOf(message, await host.moderate(message, context));
  };
  try {
    return await withDeadline(clock, timeoutMs, new AbortController().signal, timeoutError, ask);
  } catch (error) {
    report(error);
    return { passes: false, code: 'moderation-failed' };
  }
}

function timeoutError(): Error {
  return new Error('unable to moderate a message; moderate() took too long');
}

/** Keeps the documented fields only: hosts tend to return the whole row of their user table. */
function authorOf(id: string, profile: unknown): Author {
  const { name, avatarUrl } = fieldsOf(profile, 'profileOf()');
  return {
    id,
    name: typeof name === 'string' && !isBlank(name) ? name : id,
    ...(typeof avatarUrl === 'string' ? { avatarUrl } : {}),
  };
}

function verdictOf(message: SubmittedMessage, verdict: unknown): HookVerdict {
  if (verdict === undefined || verdict === null) {
    return { passes: true, text: message.text, author: message.author };
  }
  const { text, reject } = fieldsOf(verdict, 'moderate()');
  // Checked first: a verdict with both `reject` and `text` is a rejection.
  if (typeof reject === 'string') return rejected(reject);
  if (reject === undefined && typeof text === 'string' && !isBlank(text)) {
    return { passes: true, text, author: message.author };
  }
  throw new TypeError(
    'unable to use the return value of moderate(); it is neither nothing, nor a text, nor a reason to reject',
  );
}

/** The verdict of a host that rejects. @param reason of any length */
export function rejected(reason: string): Rejected {
  return { passes: false, code: 'rejected', reason: reason.slice(0, MAX_REASON_LENGTH) };
}

/** The fields of a host's return value. @throws {TypeError} if it is not an object */
export function fieldsOf(value: unknown, of: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return hostFields(value);
  throw new TypeError(`unable to use the return value of ${of}; it is not an object`);
}
