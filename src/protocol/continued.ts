import type { ChatMessage } from './message.js';

/** Whether messages are those of before, perhaps changed, with further ones behind them; as a rule they are. */
export function isContinued(
  before: readonly ChatMessage[],
  messages: readonly ChatMessage[],
): boolean {
  const last = before.length - 1;
  return messages[0]?.id === before[0]?.id && messages[last]?.id === before[last]?.id;
}
