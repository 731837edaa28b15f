import type { BotOptions } from '../src/server/index.js';

/** What a bot says to what; the first rule that fits counts. */
const RULES: readonly (readonly [pattern: RegExp, answer: string])[] = [
  [/\b(?:hours?|open|close[sd]?)\b/i, 'We are open from 9 to 5, Monday to Friday.'],
  [/\b(?:price|cost|expensive)\b/i, 'The small plan costs 9 a month, the large one 29.'],
  [/\b(?:human|person|agent)\b/i, 'I have called a colleague, who will answer here.'],
  [/^\s*(?:hello|hi|hey)\b/i, 'Hello! Ask me about our opening hours or prices.'],
];

/** A bot without a language model: it answers what it has a rule for, and leaves the rest to people. */
export const rulesReply: BotOptions['reply'] = ({ text }) =>
  RULES.find(([pattern]) => pattern.test(text))?.[1] ?? null;
