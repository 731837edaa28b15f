/**
 * Ends the word that an input method is composing in a field: it would otherwise write the word once more into what the
 * field holds next. Moving the focus to another field ends the word and leaves a phone's keyboard open.
 *
 * @returns the other field, to be removed when the first one has the focus again
 */
export function finishWord(field: HTMLElement): HTMLElement {
  const other = field.cloneNode() as HTMLElement;
  field.after(other);
  other.focus();
  return other;
}
