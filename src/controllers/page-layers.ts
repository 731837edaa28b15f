import { activeElement } from '../active-element.js';
import { around } from '../flat-tree.js';

/** Whether an element can be seen in what covers the screen, if anything does. */
export function isInFullscreen(element: Element): boolean {
  return [...around(element)].some(
    (node) =>
      node.matches(':fullscreen') ||
      // In a closed root it may be any element: only its host is named.
      (!node.shadowRoot &&
        (node.getRootNode() as Document | ShadowRoot).fullscreenElement === node),
  );
}

/**
 * The modal dialog that takes away the use of all else, an element included; undefined where the element can be used.
 * The dialog with the focus is the topmost. Without one, a dialog that lies in a shadow root is not found.
 *
 * @param own - a dialog inside the element, which takes nothing from it
 * @param known - what was found before
 */
export function modalOver(
  element: Element,
  own: Element,
  known: Element | undefined,
): Element | undefined {
  const isModal = (node: Element): boolean => node !== own && node.matches('dialog:modal');
  const place = [...around(element)];
  const active = activeElement();
  const top =
    (active && [...around(active)].find(isModal)) ??
    [known].find((node) => node?.matches(':modal')) ??
    place.find(isModal) ??
    document.querySelector('dialog:modal');
  return top && !place.includes(top) ? top : undefined;
}
