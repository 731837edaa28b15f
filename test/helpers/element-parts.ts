import type { ChatElement } from '../../src/momento-chat.js';

/** A node of the element's shadow root; throws if there is none. */
export function inside<Kind extends HTMLElement = HTMLElement>(
  element: ChatElement,
  selector: string,
): Kind {
  const found = element.renderRoot.querySelector<Kind>(selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
}

export function composerOf(element: ChatElement): HTMLElementTagNameMap['momento-chat-composer'] {
  return inside(element, 'momento-chat-composer');
}

/** Asserts that two elements are the same, and names both if not: assertion libraries serialise them, which is slow. */
export function expectSame(actual: Element | null, expected: Element): void {
  if (actual !== expected) throw new Error(`expected ${nameOf(expected)}, not ${nameOf(actual)}`);
}

function nameOf(element: Element | null): string {
  return element ? `${element.localName}.${element.className}` : 'nothing';
}

/** The focused element, in any depth of shadow roots. */
export function focused(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** The focused element's tag, for short assertions. */
export function focusedTag(): string {
  return focused()?.localName ?? '';
}

/** Waits until the element is up to date and nothing moves any more. Endless animations are left alone. */
export async function settled(element: ChatElement): Promise<void> {
  await element.updateComplete;
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const moving = (element.renderRoot as ShadowRoot)
    .getAnimations()
    .filter(({ effect }) => Number(effect?.getComputedTiming().endTime) < 1000);
  await Promise.all(moving.map(({ finished }) => finished.catch(() => undefined)));
}

/** Adds a focused text field to the page. */
export function focusedField(): HTMLInputElement {
  const field = document.createElement('input');
  field.ariaLabel = 'A field of the page';
  document.body.append(field);
  field.focus();
  return field;
}
