/** A bot’s id begins so. No bot answers a message of such an author; give no visitor an id like this. */
export const BOT_PREFIX = 'bot-';
