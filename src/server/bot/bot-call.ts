import { withDeadline, type Clock } from '../../platform/clock.js';
import type { ChatMessage } from '../../protocol/message.js';
import type { BotContext, BotOptions, BotReply } from './bot-options.js';

/** The most text of one answer that is read, in UTF-16 code units: more than its messages can hold. */
const MAX_LENGTH = 50_000;

/**
 * Asks the host for an answer, for a limited time.
 *
 * @param onText receives all of the text so far, each time that some comes
 * @returns the whole answer; null: there is none
 * @throws the error of the host's function, that it took too long, or the reason of the signal
 */
export function askForAnswer(
  { reply }: Pick<BotOptions, 'reply'>,
  message: ChatMessage,
  context: BotContext,
  {
    clock,
    timeoutMs,
    onText,
  }: {
    readonly clock: Clock;
    readonly timeoutMs: number;
    readonly onText: (text: string) => void;
  },
): Promise<string | null> {
  const tookTooLong = (): Error => new Error('unable to answer; reply() took too long');
  return withDeadline(clock, timeoutMs, context.signal, tookTooLong, async (signal) =>
    readReply(await reply(message, { ...context, signal }), signal, onText),
  );
}

/** Reads what the host returns, which may be anything: not every host has TypeScript. */
async function readReply(
  reply: BotReply,
  signal: AbortSignal,
  onText: (text: string) => void,
): Promise<string | null> {
  if (reply === null || reply === undefined) return null;
  if (typeof reply === 'string') return reply;
  if (typeof reply !== 'object' || !(Symbol.asyncIterator in reply)) {
    throw new TypeError(
      'unable to use the return value of reply(); it is neither a text, nor an async iterable of texts, nor null',
    );
  }
  let text = '';
  for await (const piece of reply) {
    signal.throwIfAborted();
    if (typeof piece !== 'string') {
      throw new TypeError('unable to use a value of the iterable of reply(); it is not a text');
    }
    text += piece;
    // Leaving the loop ends the host's iterable.
    if (text.length > MAX_LENGTH) break;
    onText(text);
  }
  return text;
}
