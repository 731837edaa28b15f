import { activeElement } from '../dom/active-element.js';
import { flatTreePath } from '../dom/flat-tree.js';

/** Whether an element is in fullscreen, or inside an element that is. */
export function isInFullscreen(element: Element): boolean {
  return [...flatTreePath(element)].some(
    (node) =>
      node.matches(':fullscreen') ||
      // In a closed root it may be any element: only its host is named.
      (!node.shadowRoot &&
        (node.getRootNode() as Document | ShadowRoot).fullscreenElement === node),
  );
}

/**
 * The modal dialog, or the element in fullscreen, that makes everything outside of it unusable, `element` included.
 * Undefined where the element can be used. The dialog with the focus is the topmost. Without one, any that is not around the element is taken
 * for it; one that lies in a shadow root is not found.
 *
 * @param known - the result of the last call
 */
export function coverOf(element: Element, known: Element | undefined): Element | undefined {
  const place = [...flatTreePath(element)];
  const active = activeElement();
  const path = active ? [...flatTreePath(active)] : [];
  // The focused element is usable, unless something was opened above it.
  const isHere = path.includes(element);
  const isModal = (node: Element | undefined): boolean => node?.matches('dialog:modal') === true;
  const top = isHere ? undefined : path.find(isModal);
  if (top) return place.includes(top) ? undefined : top;
  const dialogs = isHere && !known ? [] : document.querySelectorAll(':modal');
  const over = [known, ...dialogs].find((node) => isModal(node) && node && !place.includes(node));
  return over ?? (isInFullscreen(element) ? undefined : (document.fullscreenElement ?? undefined));
}
