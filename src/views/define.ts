/**
 * Registers an element, unless its name is taken: a page may load the widget twice, and the first one then
 * serves both.
 */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
