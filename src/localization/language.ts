import { en } from './en.js';
import { ja } from './ja.js';
import type { Strings } from './strings.js';

/** The `lang` that applies to an element, looked for outwards and across shadow roots; empty where there is none. */
export function closestLanguage(element: Element): string {
  for (let node: Element | null = element; node; node = parentOf(node)) {
    const language = node.getAttribute('lang');
    if (language) return language;
  }
  return '';
}

/** The words for a language tag such as `ja` or `ja-JP`; English for languages that are not built in. */
export function stringsFor(language: string): Strings {
  return /^ja\b/i.test(language) ? ja : en;
}

/** Formats a time of day, given in epoch ms, as a language writes it. */
export function timeFormatter(language: string): (epochMs: number) => string {
  const options = { hour: 'numeric', minute: '2-digit' } as const;
  const format = new Intl.DateTimeFormat(isTag(language) ? language : undefined, options);
  return (epochMs) => format.format(epochMs);
}

/** The page's `lang` may be no language tag: then the browser's own language has to do. */
function isTag(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0;
  } catch {
    return false;
  }
}

function parentOf(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}
