import type { PreChatAnswers } from '../../protocol/answers.js';
import type { ChatError } from '../../protocol/errors.js';
import { borrow, type Lent } from '../actions/borrowed.js';
import type { PreChatForm, PreChatHost } from './form.js';

/*
 * `momento-chat-pre-chat.js`: what visitors are asked before the chat. The widget loads it where it is shown. The names that the
 * two use of each other must stay as they are: no minifier may shorten them.
 */

export type { PreChatForm, PreChatHost, Refused } from './form.js';

/**
 * The form of one chat. The parts of the module are made when they have all that the widget lends.
 *
 * @param take gets the visitor's answers
 * @param report gets the page's faults
 */
export async function connectPreChat(
  lent: Lent,
  host: PreChatHost,
  take: (answers: PreChatAnswers) => void,
  report: (error: ChatError) => void,
): Promise<PreChatForm> {
  borrow(lent);
  const parts = await import('./form.js');
  return new parts.PreChatForm(host, take, report);
}
