import { html, nothing, type TemplateResult } from 'lit';
import type { Strings } from '../localization/strings.js';
import type { ChatMessage, PendingMessage } from '../message.js';

export interface MessageItem {
  readonly message: ChatMessage | PendingMessage;
  readonly own: boolean;
  /** Whether messages before it may be missing. */
  readonly afterGap: boolean;
  /** Whether the message before is of the same author, and of about the same time. */
  readonly continues: boolean;
  /** Whether the message after continues this one. */
  readonly continued: boolean;
}

export interface MessageItemContext {
  readonly strings: Strings;
  readonly formatTime: (epochMs: number) => string;
  readonly onRetry: (id: string) => void;
  readonly onDiscard: (id: string) => void;
}

/** One message. Whatever its text holds, it is rendered as text and nothing else. */
export function messageItem(item: MessageItem, context: MessageItemContext): TemplateResult {
  const { message, own, afterGap, continues, continued } = item;
  const { strings } = context;
  const state = 'state' in message ? message.state : 'sent';
  const classes = `message ${own ? 'own' : 'other'} ${state}${continues ? ' continues' : ''}${continued ? ' continued' : ''}`;
  return html`${afterGap ? html`<p class="gap" part="gap">${strings.gap}</p>` : nothing}
    <div class=${classes} part="message ${own ? 'own-message' : 'other-message'}">
      ${authorLine(item, strings)}
      <div class="bubble" part="bubble" dir="auto">${message.text}</div>
      ${metaLine(item, context)}
    </div>`;
}

function authorLine({ message, own, continues }: MessageItem, strings: Strings) {
  const name = own ? strings.you : message.author.name || strings.unknownAuthor;
  // The own name, and a name that stands above already, are for ears only.
  const hidden = own || continues;
  return html`<bdi class=${hidden ? 'visually-hidden' : 'author'} part="author">${name}</bdi>`;
}

function metaLine({ message, continued }: MessageItem, context: MessageItemContext) {
  const { strings, formatTime, onRetry, onDiscard } = context;
  if (!('state' in message)) {
    if (continued || message.sentAt === undefined) return nothing;
    return html`<time class="meta" part="time" datetime=${new Date(message.sentAt).toISOString()}>
      ${formatTime(message.sentAt)}
    </time>`;
  }
  if (message.state === 'sending') {
    return html`<span class="meta" part="state">${strings.sending}</span>`;
  }
  const { id, error } = message;
  return html`<span class="meta failure" part="state">
    ${strings.failed} ${error && strings.errors[error.code]}
    <button class="text-button" @click=${() => onRetry(id)}>${strings.retry}</button>
    <button class="text-button" @click=${() => onDiscard(id)}>${strings.discard}</button>
  </span>`;
}
