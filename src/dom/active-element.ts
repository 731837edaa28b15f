import { around } from './flat-tree.js';

/** What has the focus, however deep in shadow roots; undefined where nothing in particular has it. */
export function activeElement(): HTMLElement | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement && active !== document.body ? active : undefined;
}

/** Whether the focus is in an element, however deep. `:focus-within` misses it where the element has no box. */
export function hasFocus(element: Element): boolean {
  const active = activeElement();
  return active !== undefined && [...around(active)].includes(element);
}
