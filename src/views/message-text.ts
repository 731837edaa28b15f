import { html, type TemplateResult } from 'lit';
import { findLinks } from './links.js';

/** More addresses than this in one message stay text: nobody means to be read by then. */
const MAX_LINKS = 20;

/** Emoji alone, six at most. Built at run time: older syntax checkers do not know the flag. */
const EMOJI_ONLY = new RegExp('^(?:\\p{RGI_Emoji}\\s*){1,6}$', 'v');
/** Six emoji of families have fewer code units. */
const MAX_EMOJI_LENGTH = 100;

/** A message's text: addresses can be followed, and nothing else in it means anything. */
export function renderText(text: string): unknown {
  const parts: (string | TemplateResult)[] = [];
  let end = 0;
  for (const { start, end: next, href } of findLinks(text)) {
    if (parts.length >= 2 * MAX_LINKS) break;
    parts.push(text.slice(end, start), link(href, text.slice(start, next)));
    end = next;
  }
  return end === 0 ? text : [...parts, text.slice(end)];
}

/** Whether a text is nothing but a few emoji, which are then shown larger. */
export function isEmojiOnly(text: string): boolean {
  return text.length <= MAX_EMOJI_LENGTH && EMOJI_ONLY.test(text);
}

/** Strangers’ links: the page they lead to learns nothing of this one, and search engines give them no weight. */
function link(href: string, text: string): TemplateResult {
  return html`<a part="link" href=${href} target="_blank" rel="noopener noreferrer nofollow ugc"
    >${text}</a
  >`;
}
