import type { Theme, Variant } from '../src/momento-chat.js';

/** The rule for a style sheet, with the values that differ from the defaults. */
export function toCss(values: ReadonlyMap<string, string>): string {
  if (values.size === 0) return '/* No changes: these are the defaults. */';
  const lines = [...values].map(([name, value]) => `  ${name}: ${value};\n`);
  return `momento-chat {\n${lines.join('')}}`;
}

/** The element's tag, with the attributes that differ from the defaults. */
export function toMarkup(variant: Variant, theme: Theme): string {
  const attributes = [
    variant === 'inline' ? '' : ` variant="${variant}"`,
    theme === 'auto' ? '' : ` theme="${theme}"`,
  ];
  return `<momento-chat${attributes.join('')} …>`;
}
