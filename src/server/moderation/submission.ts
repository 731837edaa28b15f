import { parseItem } from '../../protocol/item.js';
import type { ChatMessage, MessageDetails } from '../../protocol/message.js';

/** A message that is being moderated. It has no files if the moderator does not look at them: none may pass then. */
export interface Submission extends MessageDetails, Pick<ChatMessage, 'suggestions'> {
  readonly room: string;
  readonly userId: string;
  readonly id: string;
  readonly text: string;
  /** The sender's own position for the message, if it has one. */
  readonly order: number | undefined;
  /** Its position by arrival. */
  readonly arrival: number;
  /** Whether the bot of this process has written it. */
  readonly isOfBot: boolean;
}

/** Whether a list's element is this message, even if the host changed its text. Only servers write the list. */
export function isSame(item: string, { id, userId }: Submission): boolean {
  const parsed = parseItem(item);
  return (
    parsed.kind === 'message' && parsed.message.id === id && parsed.message.author.id === userId
  );
}
