import { isElement } from '../dom/natives.js';

/**
 * Whether a key inside a chat closes it: Escape, unless something else needs it.
 *
 * @param own the chat's own parts in the top layer
 */
export function isEscapeFor(
  chat: Element,
  own: readonly (EventTarget | null)[],
  event: KeyboardEvent,
): boolean {
  // While an input method composes, Escape closes its suggestions.
  const composing = event.isComposing || event.keyCode === 229;
  if (event.key !== 'Escape' || event.defaultPrevented || composing) return false;
  // A dialog or a menu that the page has put into a slot has an Escape of its own.
  const path = event.composedPath();
  const inner = path
    .slice(0, path.indexOf(chat))
    .find((node) => isElement(node) && node.matches(':modal, :popover-open'));
  return !inner || own.includes(inner);
}
