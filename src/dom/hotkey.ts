import { isElement } from './natives.js';

/** Elements that take typed keys. */
const EDITABLE = 'input, textarea, select, [contenteditable]:not([contenteditable="false" i])';
/** Elements that Enter or the space bar activates. */
const PRESSABLE = 'a[href], button, summary, [role="button"], [role="link"]';

/**
 * Whether a key press is meant for the chat: not for a text field, an input method or a button, and without modifiers.
 *
 * @param hotkey as in `KeyboardEvent.key`, in any case
 */
export function isHotkey(event: KeyboardEvent, hotkey: string): boolean {
  const { key } = event;
  if (key.toLowerCase() !== hotkey.toLowerCase()) return false;
  if (event.isComposing || event.keyCode === 229) return false;
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return false;
  const [target] = event.composedPath();
  if (!isElement(target)) return true;
  if (target.closest(EDITABLE)) return false;
  return !(key === 'Enter' || key === ' ') || !target.closest(PRESSABLE);
}
