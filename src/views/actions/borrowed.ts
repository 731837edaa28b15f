import type * as Lit from 'lit';
import type * as Decorators from 'lit/decorators.js';
import type { say as Say } from '../announcer.js';
import type * as Errors from '../../protocol/errors.js';
import type { avatarHue as AvatarHue } from '../avatar.js';
import type { plainText as PlainText } from '../message-text.js';
import type { picture as Picture } from '../parts/avatar.js';

/** What the widget lends to the modules of views that it loads later, so that they bring no second copy of it. */
export interface Lent
  extends
    Pick<typeof Errors, 'asChatError' | 'ChatError'>,
    Pick<typeof Lit, 'LitElement' | 'css' | 'html' | 'nothing' | 'svg'>,
    Pick<typeof Decorators, 'property' | 'query' | 'state'> {
  readonly avatarHue: typeof AvatarHue;
  readonly avatarStyles: Lit.CSSResult;
  readonly picture: typeof Picture;
  readonly plainText: typeof PlainText;
  readonly say: typeof Say;
  readonly sharedStyles: Lit.CSSResult;
}

/** All of it, for modules that a module loads. */
export let lent: Lent;
export let LitElement: Lent['LitElement'];
export let ChatError: Lent['ChatError'];
export let asChatError: Lent['asChatError'];
export let avatarHue: Lent['avatarHue'];
export let avatarStyles: Lent['avatarStyles'];
export let css: Lent['css'];
export let html: Lent['html'];
export let nothing: Lent['nothing'];
export let picture: Lent['picture'];
export let plainText: Lent['plainText'];
export let property: Lent['property'];
export let query: Lent['query'];
export let say: Lent['say'];
export let sharedStyles: Lent['sharedStyles'];
export let state: Lent['state'];
export let svg: Lent['svg'];

let isLent = false;

/** Comes before the first use of any of them. Of two widgets in a page, the first one lends. */
export function borrow(all: Lent): void {
  if (isLent) return;
  isLent = true;
  lent = all;
  ({ ChatError, LitElement, asChatError, avatarHue, avatarStyles, css, html, nothing, picture } =
    all);
  ({ plainText, property, query, say, sharedStyles, state, svg } = all);
}
