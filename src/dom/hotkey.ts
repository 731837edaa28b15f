import { isElement } from './natives.js';

/** Where keys have a use of their own. */
const EDITABLE = 'input, textarea, select, [contenteditable]:not([contenteditable="false" i])';
/** What the page itself does something with Enter or the space bar for. */
const PRESSABLE = 'a[href], button, summary, [role="button"], [role="link"]';

/**
 * Whether a visitor has pressed a key to come into the chat, and not to type it, nor to press something else.
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
