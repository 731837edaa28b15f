export const BOT = { id: 'bot-help', name: 'Helper' };

/** What the bot says to what; the first rule that fits counts. A language model may stand in this place. */
const RULES = [
  [/\b(?:hours?|open|close[sd]?)\b/i, 'We are here from 9 to 5, Monday to Friday.'],
  [/\b(?:price|cost|expensive)\b/i, 'The small plan costs 9 a month, the large one 29.'],
  [/^\s*(?:hello|hi|hey)\b/i, 'Hello! Ask me about our hours or prices.'],
];

/** An answer; what the bot cannot answer it hands over to people. */
export function reply({ text }, { handOver }) {
  const asksForPerson = /\b(?:human|person|agent)\b/i.test(text);
  const rule = RULES.find(([pattern]) => pattern.test(text));
  if (rule && !asksForPerson) return rule[1];
  handOver(); // it is silent from now on, until an agent gives the conversation back
  return 'I have called a colleague, who will answer here.';
}
