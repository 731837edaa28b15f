/** What the bot says to what; the first rule that fits counts. A language model may stand in this place. */
const RULES = [
  [/\b(?:hours?|open|close[sd]?)\b/i, 'We are here from 9 to 5, Monday to Friday.'],
  [/\b(?:price|cost|expensive)\b/i, 'The small plan costs 9 a month, the large one 29.'],
  [/\b(?:human|person|agent)\b/i, 'I have called a colleague, who will answer here.'],
  [/^\s*(?:hello|hi|hey)\b/i, 'Hello! Ask me about our hours or prices.'],
];

/** An answer, or null: then it is for people. */
export function reply({ text }) {
  return RULES.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
