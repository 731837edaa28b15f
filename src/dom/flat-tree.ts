import { isElement } from './natives.js';

/** The element and its ancestors in the flat tree: slots and shadow hosts included, innermost first. */
export function* flatTreePath(element: Element): Generator<Element> {
  for (let node: Node | null = element; node; node = flatTreeParent(node)) {
    if (isElement(node)) yield node;
  }
}

function flatTreeParent(node: Node): Node | null {
  if (node instanceof ShadowRoot) return node.host;
  // A closed root does not reveal its slots: `assignedSlot` is null, and `parentNode` is the host.
  return (node as Partial<Element>).assignedSlot ?? node.parentNode;
}
