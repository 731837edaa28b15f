import type * as Lit from 'lit';

/** The part of Lit that the widget lends, so that this module brings no second copy of it. */
export type Lent = Pick<typeof Lit, 'css' | 'html' | 'nothing'>;

export let css: Lent['css'];
export let html: Lent['html'];
export let nothing: Lent['nothing'];

let isLent = false;

/** Comes before the first use of any of them. Of two widgets in a page, the first one lends. */
export function borrow(lent: Lent): void {
  if (isLent) return;
  isLent = true;
  ({ css, html, nothing } = lent);
}
