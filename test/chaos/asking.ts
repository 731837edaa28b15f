/** The bot of the rooms that have one. */
export const BOT = { id: 'bot-chaos', name: 'Bot' };

/** The end of a text that asks the bot. */
export const ASKING = 'ask';

/** What the bot answers to the message with this id. */
export function answerTo(id: string): string {
  return `Re: ${id}`;
}
