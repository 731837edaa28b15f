import type { Attachment } from '../../protocol/attachments.js';
import { keepMentions } from '../../protocol/mentions.js';
import { toJson } from '../../protocol/json.js';
import { toWire } from '../../protocol/message-codec.js';
import type { ChatMessage } from '../../protocol/message.js';
import type { HookVerdict } from './moderation-hook.js';
import type { Submission } from './submission.js';

/**
 * A message that passes, as JSON.
 *
 * @param now epoch ms by the server's clock: a sender's may be wrong, also on purpose
 * @param order its place among the messages
 */
export function messageItem(
  submission: Submission,
  { text, author }: HookVerdict & { readonly passes: true },
  attachments: readonly Attachment[] | undefined,
  now: number,
  order: number,
): string {
  const { id, userId, replyTo, suggestions } = submission;
  const message: ChatMessage = {
    id,
    text,
    author: { ...author, id: userId, verified: true },
    sentAt: Math.floor(now),
    ...(replyTo && { replyTo }),
    ...keepMentions(submission, text),
    ...(attachments && { attachments }),
  };
  return toJson({ ...toWire(message, order), ...(suggestions && { suggestions }) });
}
