import { isElement } from './natives.js';

/** An element, and all that it is laid out in: through slots, and out of shadow roots. */
export function* around(element: Element): Generator<Element> {
  for (let node: Node | null = element; node; node = outside(node)) {
    if (isElement(node)) yield node;
  }
}

function outside(node: Node): Node | null {
  if (node instanceof ShadowRoot) return node.host;
  // A closed root does not tell its slots; its host is around them.
  return (node as Partial<Element>).assignedSlot ?? node.parentNode;
}
