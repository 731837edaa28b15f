/**
 * An element that the page has for sure.
 *
 * @throws where it has none, or another one, naming it
 */
export function elementById<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (element instanceof type) return element;
  throw new Error(`unable to start the demo; the page has no ${type.name} #${id}`);
}

/** Calls back with the value that a visitor chooses of radio buttons. */
export function onChoice(name: string, choose: (value: string) => void): void {
  for (const input of document.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)) {
    input.addEventListener('change', () => choose(input.value));
  }
}

/** Lets the page be light or dark, or what the system says; the chat follows it. */
export function setColorScheme(value: string): void {
  document.documentElement.style.colorScheme = value === 'auto' ? '' : value;
}
