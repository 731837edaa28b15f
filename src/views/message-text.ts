import { html, type TemplateResult } from 'lit';
import { isBlank } from '../protocol/blank.js';
import { EMOJI } from '../protocol/emoji.js';
import type { ChatMessage } from '../protocol/message.js';
import { codeBlock } from './code-block.js';
import { compose, findSpans, type Span } from './formatting.js';
import type { MessageItemContext } from './parts/message-part.js';

/** What a text's look depends on. */
export type TextContext = Pick<MessageItemContext, 'formatted' | 'nameOf' | 'ownId' | 'strings'>;

type Content = readonly unknown[];

/** One to six emoji and nothing else. A sign such as “™” is a text, unless a selector asks for its picture. */
const EMOJI_ONLY = new RegExp(
  `^(?:(?=\\p{EPres}|\\p{ExtPict}[\\uFE0F\\p{EMod}]|[#*\\d])${EMOJI}\\s*){1,6}$`,
  'u',
);
/** In code units; six emoji of families have fewer. */
const MAX_EMOJI_LENGTH = 100;

const LOOKS: Readonly<
  Record<Span['kind'], (content: Content, span: Span, context: TextContext) => TemplateResult>
> = {
  '*': (content) => html`<strong>${content}</strong>`,
  _: (content) => html`<em>${content}</em>`,
  '~': (content) => html`<s>${content}</s>`,
  '`': (content) => html`<code part="code" dir="ltr">${content}</code>`,
  '```': (content, _, { strings }) => codeBlock(content.join(''), strings),
  // A stranger's link: the target page learns nothing about this one, and search engines give it no weight.
  link: (content, { target }) =>
    html`<a part="link" href=${target} target="_blank" rel="noopener noreferrer nofollow ugc"
      >${content}</a
    >`,
  mention: (content, { target }, { nameOf, ownId }) => {
    const own = target === ownId ? ' own-mention' : '';
    return html`<span class="mention${own}" part="mention${own}"
      >${mentioned(nameOf(target), content)}</span
    >`;
  },
};

/** Renders a message's text: links, mentions and what is between markers; everything else stays plain text. */
export function renderText({ text, mentions }: ChatMessage, context: TextContext): unknown {
  const spans = findSpans(text, mentions, context.formatted);
  if (spans.length === 0) return text;
  return compose<unknown>(text, spans, (span, content) => LOOKS[span.kind](content, span, context));
}

/**
 * A message's text as people read it, without markers; without a text, the names of its files.
 *
 * @param length so many UTF-16 code units of it at most
 */
export function plainText(
  { text, mentions, attachments = [] }: ChatMessage,
  { formatted, nameOf }: Pick<TextContext, 'formatted' | 'nameOf'>,
  length = Infinity,
): string {
  const start = text.slice(0, length);
  if (isBlank(text))
    return attachments
      .map(({ name }) => name)
      .join(', ')
      .slice(0, length);
  return compose<string>(
    start,
    findSpans(start, mentions, formatted),
    ({ kind, target }, content) =>
      (kind === 'mention' ? mentioned(nameOf(target), content) : content).join(''),
  ).join('');
}

/** Whether a text consists of a few emoji only, which are shown larger. */
export function isEmojiOnly(text: string): boolean {
  return text.length <= MAX_EMOJI_LENGTH && EMOJI_ONLY.test(text);
}

/** @param content the name as it was when the text was written */
function mentioned<Piece>(
  name: string | undefined,
  content: readonly Piece[],
): readonly (Piece | string)[] {
  return name ? ['@', name] : content;
}
