import { hashText, isId } from '../../protocol/ids.js';
import type { Question } from './question.js';

/** Identifies the request for an answer: ASCII, as headers want it, and the same in each process. */
export function requestIdOf(botId: string, { room, message }: Question): string {
  return [botId, room, message.id].map(escaped).join('/');
}

/** The id of a message of an answer. It follows from the answered message's, so that no process stores it a second time. */
export function answerId(botId: string, messageId: string, index: number): string {
  const id = `${botId}.${messageId}.${index}`;
  // No chat makes such long ids. A sender who does can only confuse the answers to their own messages.
  return isId(id) ? id : `${botId}.~${hashText(messageId)}.${index}`;
}

function escaped(part: string): string {
  // A visitor makes the message's id, and may put half a character in it.
  return encodeURIComponent(new TextDecoder().decode(new TextEncoder().encode(part)));
}
