import type * as Lit from 'lit';
import type { plainText as PlainText } from '../views/message-text.js';
import type { avatarHue as AvatarHue } from '../views/avatar.js';
import type { picture as Picture } from '../views/parts/avatar.js';

/** What the widget lends, so that this module brings no second copy of it. */
export interface Lent extends Pick<typeof Lit, 'css' | 'html' | 'nothing'> {
  readonly avatarHue: typeof AvatarHue;
  readonly avatarStyles: Lit.CSSResult;
  readonly picture: typeof Picture;
  readonly plainText: typeof PlainText;
}

export let avatarHue: Lent['avatarHue'];
export let avatarStyles: Lent['avatarStyles'];
export let css: Lent['css'];
export let html: Lent['html'];
export let nothing: Lent['nothing'];
export let picture: Lent['picture'];
export let plainText: Lent['plainText'];

let isLent = false;

/** Comes before the first use of any of them. Of two widgets in a page, the first one lends. */
export function borrow(lent: Lent): void {
  if (isLent) return;
  isLent = true;
  ({ avatarHue, avatarStyles, css, html, nothing, picture, plainText } = lent);
}
