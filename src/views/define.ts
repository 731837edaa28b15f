/**
 * Registers an element, unless its name is taken: if a page loads the widget twice, the first one serves both.
 */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
