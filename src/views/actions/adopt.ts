import type { CSSResult, ReactiveElement } from 'lit';

/** Adds styles to a view's own. Style elements would be blocked by a strict content security policy. */
export function adopt({ renderRoot }: ReactiveElement, ...styles: readonly CSSResult[]): void {
  const root = renderRoot as ShadowRoot;
  for (const { styleSheet } of styles) {
    if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
    }
  }
}
