/** A class made from the browser's own `Event`. On a server there is no UIEvent, and no old library. */
const { UIEvent: Derived = CustomEvent } = globalThis as Partial<
  Pick<typeof globalThis, 'UIEvent'>
>;

/** The browser's own: old libraries put a class of theirs in the place of `window.Event`, and of `window.CustomEvent`. */
export const NativeEvent = Object.getPrototypeOf(Derived) as typeof Event;

/** Old libraries replace `window.Element` and `window.Node`, too: nothing is an instance of theirs. */
export function isElement(node: EventTarget | null | undefined): node is Element {
  return (node as Partial<Node> | null | undefined)?.nodeType === 1;
}
