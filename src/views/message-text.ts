import { html, type TemplateResult } from 'lit';

/**
 * What may be an address: a scheme that is allowed, and all up to a space, a quotation mark, the punctuation of
 * languages that write no spaces, or a character that would show the address in another order than it has.
 */
const ADDRESS =
  /\b(?:https?:\/\/|mailto:)[^\s<>"'`{}|\\^「」『』（）、。！？，；：\p{Bidi_Control}]+/giu;
/** Belongs to the sentence around an address. */
const PUNCTUATION = '.,;:!?…*_~';
const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);
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
  for (const match of text.matchAll(ADDRESS)) {
    if (parts.length >= 2 * MAX_LINKS) break;
    const address = trim(match[0]);
    const href = safeHref(address);
    if (href === undefined) continue;
    parts.push(text.slice(end, match.index), link(href, address));
    end = match.index + address.length;
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

/** Without the sentence's punctuation; a closing bracket belongs to an address that has an opening one. */
function trim(address: string): string {
  const after =
    PUNCTUATION + (address.includes('(') ? '' : ')') + (address.includes('[') ? '' : ']');
  let end = address.length;
  // One step for each character: a stored text may be 128 KB of brackets.
  while (after.includes(address.charAt(end - 1))) end -= 1;
  return address.slice(0, end);
}

/** @returns the address as the platform spells it; undefined for what is none, or of another scheme */
function safeHref(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url && SCHEMES.has(url.protocol) ? url.href : undefined;
}
