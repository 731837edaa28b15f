/** A subclass of the browser's own `Event`. Servers have no UIEvent; their `Event` is never replaced. */
const { UIEvent: Derived = CustomEvent } = globalThis as Partial<
  Pick<typeof globalThis, 'UIEvent'>
>;

/** The browser's own `Event`. Old libraries replace `window.Event` and `window.CustomEvent` with their own classes. */
export const NativeEvent = Object.getPrototypeOf(Derived) as typeof Event;

/** Whether a node is an element. `instanceof` fails where an old library has replaced `window.Element` or `window.Node`. */
export function isElement(node: EventTarget | null | undefined): node is Element {
  return (node as Partial<Node> | null | undefined)?.nodeType === 1;
}
