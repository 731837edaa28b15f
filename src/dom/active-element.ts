import { flatTreePath } from './flat-tree.js';

/** The focused element, in whichever shadow root; undefined if only the body has the focus. */
export function activeElement(): HTMLElement | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement && active !== document.body ? active : undefined;
}

/** Whether an element contains the focus, across shadow roots. `:focus-within` misses elements without a box. */
export function hasFocus(element: Element): boolean {
  const active = activeElement();
  return active !== undefined && [...flatTreePath(active)].includes(element);
}
