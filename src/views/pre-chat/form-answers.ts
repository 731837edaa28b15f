import {
  isAnswerName,
  MAX_ANSWERS,
  readAnswers,
  type PreChatAnswers,
} from '../../protocol/answers.js';
import { toJson } from '../../protocol/json.js';

/** What a form has, as far as it can be answers. */
export interface FormAnswers {
  /** Undefined if a text is too long. */
  readonly answers: PreChatAnswers | undefined;
  /** The question with the longest text. */
  readonly longest: string;
  /** Why the form's author has to change it; undefined: nothing is wrong. */
  readonly fault: string | undefined;
}

/**
 * Reads the texts of a form: of several fields of one name, one after the other. Files are left out.
 *
 * @param submitter the button that was pressed; it may have a name and a value of its own
 */
export function answersIn(form: HTMLFormElement, submitter: HTMLElement | null): FormAnswers {
  const texts = new Map<string, string>();
  const misnamed = new Set<string>();
  for (const [name, value] of new FormData(form, submitter)) {
    if (typeof value !== 'string' || value.trim() === '') continue;
    if (!isAnswerName(name)) misnamed.add(name);
    else texts.set(name, [texts.get(name), value.trim()].filter(Boolean).join(', '));
  }
  const kept = [...texts].slice(0, MAX_ANSWERS);
  const byLength = [...kept].sort(([, a], [, b]) => b.length - a.length);
  return {
    answers: readAnswers(Object.fromEntries(kept)),
    longest: byLength[0]?.[0] ?? '',
    fault: faultOf([...misnamed], texts.size),
  };
}

function faultOf(misnamed: readonly string[], count: number): string | undefined {
  if (misnamed.length > 0) {
    return `the names ${toJson(misnamed)} are not a letter and up to 39 letters, digits, _ and -`;
  }
  return count > MAX_ANSWERS ? `there are more than ${String(MAX_ANSWERS)} answers` : undefined;
}

/** What a form says beside one of its fields, as for its own rules. */
export function complain(form: HTMLFormElement, name: string, words: string): void {
  // A field may be called `elements`.
  const elements = Reflect.get(HTMLFormElement.prototype, 'elements', form) as Iterable<Element>;
  const field = [...elements].find(
    (element): element is HTMLInputElement =>
      element.getAttribute('name') === name && 'setCustomValidity' in element,
  );
  if (!field) return;
  field.setCustomValidity(words);
  field.addEventListener('input', () => field.setCustomValidity(''), { once: true });
  field.reportValidity();
}
