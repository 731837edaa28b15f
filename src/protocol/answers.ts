import { toJson } from './json.js';
import { byteLength } from './limits.js';
import { ownFields } from './own-fields.js';

/** What a visitor has answered before the chat: texts by the names of their questions. The visitor's own word, and no more. */
export type PreChatAnswers = Readonly<Record<string, string>>;

/**
 * What a page has set, or a tab remembers: texts by name, or nothing. Whether these are answers, the server decides: to know
 * all the rules would make the widget larger for every page.
 *
 * @param value may be anything
 */
export function textsIn(value: unknown): PreChatAnswers | undefined {
  const texts = ownFields(value);
  const isFit =
    Object(value) === value && Object.values(texts).every((text) => typeof text === 'string');
  return isFit ? Object.freeze(texts as PreChatAnswers) : undefined;
}

/** Beyond these it is no form, but a letter: the answers go with every request for a token. */
export const MAX_ANSWERS = 20;
/** In UTF-16 code units. */
export const MAX_ANSWER_LENGTH = 500;
/** Of all answers, as JSON. */
const MAX_ANSWERS_BYTES = 4_096;

/** Of a visitor who was asked nothing. */
export const NO_ANSWERS: PreChatAnswers = Object.freeze(ownFields<Record<string, string>>({}));

const NAME = /^[a-z][\w-]{0,39}$/i;

/** Whether a question may have this name. */
export function isAnswerName(name: string): boolean {
  return NAME.test(name);
}

/**
 * Reads answers, which come from a page, a storage or a stranger. They are trimmed, and have no prototype: `constructor` is
 * there only if it was answered.
 *
 * @param value may be anything
 * @returns undefined if it is nothing but texts by name, or too much
 */
export function readAnswers(value: unknown): PreChatAnswers | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const answers = ownFields<Record<string, string>>({});
  const entries = Object.entries(value as Record<string, unknown>);
  const isFit = entries.every(([name, answer]) => {
    if (typeof answer !== 'string' || !isAnswerName(name)) return false;
    answers[name] = answer.trim();
    return answers[name].length <= MAX_ANSWER_LENGTH;
  });
  return isFit && entries.length <= MAX_ANSWERS && byteLength(toJson(answers)) <= MAX_ANSWERS_BYTES
    ? Object.freeze(answers)
    : undefined;
}
