import { html, nothing, render, type TemplateResult } from 'lit';
import type { Strings } from '../localization/strings.js';
import type { ListItem, MessageItem } from './message-items.js';

export interface MessageItemContext {
  readonly strings: Strings;
  readonly formatTime: (epochMs: number) => string;
  readonly onRetry: (id: string) => void;
  readonly onDiscard: (id: string) => void;
}

/** Renders one row of the list into its element. Whatever a message holds, it is rendered as text and nothing else. */
export function renderItem(
  item: ListItem,
  element: HTMLElement,
  context: MessageItemContext,
): void {
  if (item.kind === 'gap') {
    element.className = 'gap';
    element.setAttribute('part', 'gap');
    render(context.strings.gap, element);
    return;
  }
  const { message, own, continues, continued } = item;
  const state = 'state' in message ? message.state : 'sent';
  element.className = `message ${own ? 'own' : 'other'} ${state}`;
  element.classList.toggle('continues', continues);
  element.classList.toggle('continued', continued);
  element.setAttribute('part', `message ${own ? 'own-message' : 'other-message'}`);
  render(content(item, context), element);
}

function content(item: MessageItem, context: MessageItemContext): TemplateResult {
  return html`${authorLine(item, context.strings)}
    <div class="bubble" part="bubble" dir="auto">${item.message.text}</div>
    ${metaLine(item, context)}`;
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
