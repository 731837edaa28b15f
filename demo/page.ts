/**
 * An element that the page must have.
 *
 * @throws if there is no element with this id and type; the message names both
 */
export function elementById<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (element instanceof type) return element;
  throw new Error(`unable to start the demo; the page has no ${type.name} #${id}`);
}

/** Calls `choose` with the value of the radio button that the visitor selects. */
export function onChoice(name: string, choose: (value: string) => void): void {
  for (const input of document.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)) {
    input.addEventListener('change', () => choose(input.value));
  }
}
