/**
 * A style for the binding `.style`: setting that property sets the text of the style. The attribute would be blocked by a strict
 * content security policy.
 */
export function styleText(text: string): CSSStyleDeclaration {
  return text as unknown as CSSStyleDeclaration;
}
