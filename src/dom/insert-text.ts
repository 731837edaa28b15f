/** Replaces a part of a focused field's text as if it was typed: it can be undone, and fires `input`. */
export function insertText(
  field: HTMLTextAreaElement,
  text: string,
  start: number,
  end: number,
): void {
  field.setSelectionRange(start, end);
  // The only way to write that the browser's undo knows of.
  if (document.execCommand(text ? 'insertText' : 'delete', false, text)) return;
  field.setRangeText(text, start, end, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}
