import { isBlank } from '../../protocol/blank.js';
import { askHost, fieldsOf, readVerdict, type HostCalls, type Rejected } from './host-call.js';
import type { Author, ModerationOptions, SubmittedMessage } from './moderation-options.js';

/** The host's verdict: the message to be stored, or the reason for its rejection. */
export type HookVerdict =
  { readonly passes: true; readonly text: string; readonly author: Author } | Rejected;

interface Asked {
  readonly id: string;
  readonly room: string;
  readonly text: string;
  readonly userId: string;
  readonly editOf?: string;
  readonly suggestions?: readonly string[];
}

/** The public data of a user. @throws the error of the host's function */
export async function authorOfUser(
  host: Pick<ModerationOptions, 'profileOf'>,
  userId: string,
  room: string,
): Promise<Author> {
  return authorOf(userId, (await host.profileOf?.(userId, room)) ?? { name: userId });
}

/** Asks the host for a verdict on a message. It never rejects: if the host fails, the message does not pass. */
export function askModerationHook(
  host: Pick<ModerationOptions, 'moderate' | 'profileOf'>,
  { id, room, text, userId, editOf, suggestions }: Asked,
  calls: HostCalls,
): Promise<HookVerdict> {
  return askHost(calls, 'moderate', async (context) => {
    const author = await authorOfUser(host, userId, room);
    context.signal.throwIfAborted();
    const message: SubmittedMessage = {
      id,
      room,
      text,
      author,
      ...(editOf === undefined ? {} : { editOf }),
      ...(suggestions && { suggestions }),
    };
    return verdictOf(message, await host.moderate(message, context));
  });
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

function verdictOf({ text: own, author }: SubmittedMessage, verdict: unknown): HookVerdict {
  return readVerdict<HookVerdict>(verdict, {
    name: 'moderate',
    content: 'a text',
    unchanged: { passes: true, text: own, author },
    changed: ({ text }) =>
      typeof text === 'string' && !isBlank(text) ? { passes: true, text, author } : undefined,
  });
}
