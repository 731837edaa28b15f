import { html, type TemplateResult } from 'lit';
import { EMOJI } from '../protocol/emoji.js';
import { findLinks } from './links.js';

/** Further addresses in one message stay text: such a message is not meant to be read. */
const MAX_LINKS = 20;

/** One to six emoji and nothing else. */
const EMOJI_ONLY = new RegExp(`^(?:${EMOJI}\\s*){1,6}$`, 'u');
/** In code units; six emoji of families have fewer. */
const MAX_EMOJI_LENGTH = 100;

/** Renders a message's text: addresses become links, everything else stays plain text. */
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

/** Whether a text consists of a few emoji only, which are shown larger. */
export function isEmojiOnly(text: string): boolean {
  return text.length <= MAX_EMOJI_LENGTH && EMOJI_ONLY.test(text);
}

/** A stranger's link: the target page learns nothing about this one, and search engines give it no weight. */
function link(href: string, text: string): TemplateResult {
  return html`<a part="link" href=${href} target="_blank" rel="noopener noreferrer nofollow ugc"
    >${text}</a
  >`;
}
