import { html, nothing, render, type RootPart, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { avatarHue } from './avatar.js';
import type { Strings } from '../localization/strings.js';
import {
  isRemoved,
  type ChatMessage,
  type MessageAuthor,
  type PendingMessage,
} from '../protocol/message.js';
import type { DividerItem, ListItem, MessageItem } from './message-items.js';
import { isEmojiOnly, renderText } from './message-text.js';

export interface MessageItemContext {
  readonly strings: Strings;
  readonly formatTime: (epochMs: number) => string;
  readonly formatDay: (epochMs: number) => string;
  /** Undefined: there is nobody to try again with. */
  readonly onRetry: ((id: string) => void) | undefined;
  readonly onDiscard: (id: string) => void;
  /** What to show in a bubble in place of the text; undefined: the text. */
  readonly renderBody: (message: ChatMessage) => unknown;
  /** The URL of an author's picture, if it may be loaded. */
  readonly avatarOf: (author: MessageAuthor) => string | undefined;
}

/** Renders one row of the list into its element. Whatever a message holds, it is rendered as text and nothing else. */
export function renderItem(
  item: ListItem,
  element: HTMLElement,
  context: MessageItemContext,
): RootPart {
  element.role = 'listitem';
  if (item.kind !== 'message') {
    element.className = `divider ${item.kind}`;
    element.setAttribute('part', `divider ${item.kind}`);
    return render(html`<span>${dividerText(item, context)}</span>`, element);
  }
  const { message, own, continues, continued } = item;
  const state = 'state' in message ? message.state : isRemoved(message) ? 'removed' : 'sent';
  element.className = `message ${own ? 'own' : 'other'} ${state}`;
  element.classList.toggle('continues', continues);
  element.classList.toggle('continued', continued);
  element.setAttribute('part', `message ${own ? 'own-message' : 'other-message'}`);
  // By the object model: a strict policy forbids style attributes.
  const { id, name } = message.author;
  element.style.setProperty('--_hue', String(avatarHue(id ?? name)));
  return render(content(item, context), element);
}

function dividerText({ kind, sentAt }: DividerItem, context: MessageItemContext): string {
  if (kind === 'date') return context.formatDay(sentAt ?? 0);
  return context.strings[kind];
}

function content(item: MessageItem, context: MessageItemContext): TemplateResult {
  const { message } = item;
  if (isRemoved(message)) {
    return html`<div class="bubble" part="bubble">${context.strings.removed}</div>`;
  }
  const body = context.renderBody(message) ?? renderText(message.text);
  const size = isEmojiOnly(message.text) ? 'large' : '';
  return html`${avatar(item, context)}${authorLine(item, context.strings)}
    <div class="bubble ${size}" part="bubble"><div dir="auto">${body}</div></div>
    ${metaLine(item, context)}`;
}

/** One for each group, beside its last message; only to look at: the name is there as text. */
function avatar({ message, own, continued }: MessageItem, { avatarOf }: MessageItemContext) {
  if (own || continued) return nothing;
  const { author } = message;
  const url = avatarOf(author);
  // Where the picture does not load, the initial behind it shows.
  return html`<span class="avatar" part="avatar" aria-hidden="true"
    ><span>${initialOf(author.name)}</span>${
      url === undefined
        ? nothing
        : html`<img src=${url} alt="" loading="lazy" referrerpolicy="no-referrer" />`
    }</span
  >`;
}

function initialOf(name: string): string {
  return [...name][0]?.toLocaleUpperCase() ?? '?';
}

function authorLine({ message, own, continues }: MessageItem, strings: Strings) {
  const name = own ? strings.you : message.author.name || strings.unknownAuthor;
  // The own name, and a name that stands above already, are for ears only.
  const hidden = own || continues;
  return html`<bdi
    class=${hidden ? 'visually-hidden' : 'author'}
    part="author"
    title=${ifDefined(hidden ? undefined : name)}
    >${name}</bdi
  >`;
}

/** That a message was not sent, and why, as far as it is known. */
export function failureText({ error }: PendingMessage, strings: Strings): string {
  return `${strings.failed} ${(error && (error.reason ?? strings.errors[error.code])) ?? ''}`;
}

function metaLine({ message }: MessageItem, context: MessageItemContext) {
  const { strings, formatTime, onRetry, onDiscard } = context;
  if (!('state' in message)) {
    if (message.sentAt === undefined) return nothing;
    return html`<time class="meta" part="time" datetime=${new Date(message.sentAt).toISOString()}
      >${formatTime(message.sentAt)}</time
    >`;
  }
  if (message.state === 'sending') {
    return html`<span class="meta" part="state">${strings.sending}</span>`;
  }
  const { id } = message;
  return html`<span class="meta failure" part="state">
    ${failureText(message, strings)}
    ${
      onRetry
        ? html`<button class="text-button" @click=${() => onRetry(id)}>${strings.retry}</button>`
        : nothing
    }
    <button class="text-button" @click=${() => onDiscard(id)}>${strings.discard}</button>
  </span>`;
}
