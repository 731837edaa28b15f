import type { ChatMessage } from '../protocol/message.js';

/** What the composer's text is for, if not for a message of its own. */
export interface ComposerTarget {
  readonly mode: 'reply' | 'edit';
  /** The message that is answered or edited. */
  readonly message: ChatMessage;
  /** What it says, without markers. */
  readonly excerpt: string;
  /** Whether the visitor has written it. */
  readonly own: boolean;
}
