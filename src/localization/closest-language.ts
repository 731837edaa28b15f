/** The `lang` that applies to an element: its own, or that of the nearest ancestor, across shadow roots; else ''. */
export function closestLanguage(element: Element): string {
  for (let node: Element | null = element; node; node = parentOf(node)) {
    const language = node.getAttribute('lang');
    if (language) return language;
  }
  return '';
}

function parentOf(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}
