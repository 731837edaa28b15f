/** The browser's own: old libraries put a class of theirs in the place of `window.Event`. */
export const NativeEvent = Object.getPrototypeOf(CustomEvent) as typeof Event;

/** Old libraries replace `window.Element`, too: nothing is an instance of theirs. */
export function isElement(node: unknown): node is Element {
  return node instanceof Node && node.nodeType === Node.ELEMENT_NODE;
}
