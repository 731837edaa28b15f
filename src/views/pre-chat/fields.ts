import { MAX_ANSWER_LENGTH } from '../../protocol/answers.js';
import type { PreChatStrings } from './words.js';

/** A built-in question. */
export type FieldName = 'name' | 'email' | 'topic';

export interface Field {
  readonly name: FieldName;
  /** Whether it may be left empty. */
  readonly isOptional: boolean;
}

/** In UTF-16 code units. A longer name is cut beside messages, and no address is longer. */
export const MAX_LENGTHS: Readonly<Record<FieldName, number>> = {
  name: 64,
  email: 254,
  topic: MAX_ANSWER_LENGTH,
};

const TOKEN = /^(name|email|topic)(\??)$/;

/**
 * Reads the attribute `pre-chat`: the questions in its order, each once.
 *
 * @param unknown gets the words that are no question
 */
export function fieldsOf(preChat: string, unknown: (word: string) => void): readonly Field[] {
  const fields = new Map<string, Field>();
  for (const word of preChat.split(/\s+/).filter(Boolean)) {
    const [, name, mark] = TOKEN.exec(word) ?? [];
    if (!name) unknown(word);
    else fields.set(name, { name: name as FieldName, isOptional: mark === '?' });
  }
  return [...fields.values()];
}

export function labelOf(name: FieldName, strings: PreChatStrings): string {
  const { preChatName, preChatEmail, preChatTopic } = strings;
  return { name: preChatName, email: preChatEmail, topic: preChatTopic }[name];
}

/** Why a field's text is no answer; undefined if it is one. */
export function errorIn(
  { name, isOptional }: Field,
  input: HTMLInputElement | HTMLTextAreaElement,
  strings: PreChatStrings,
): string | undefined {
  const text = input.value.trim();
  // A browser may have something that it does not show, such as half of an address.
  if (input.validity.badInput || input.validity.typeMismatch) return strings.preChatEmailWrong;
  if (!text && !isOptional) {
    const { preChatNameMissing, preChatEmailMissing, preChatTopicMissing } = strings;
    return { name: preChatNameMissing, email: preChatEmailMissing, topic: preChatTopicMissing }[
      name
    ];
  }
  const max = MAX_LENGTHS[name];
  return text.length > max ? strings.preChatTooLong(max) : undefined;
}
