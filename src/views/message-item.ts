import { html, render, type RootPart } from 'lit';
import { isRemoved } from '../protocol/message.js';
import { avatarHue } from './avatar.js';
import type { DividerItem, ListItem, MessageItem } from './message-items.js';
import type { MessageItemContext } from './parts/message-part.js';

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
  element.classList.toggle('announcement', message.announcement === true);
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.setAttribute('part', `message ${own ? 'own-message' : 'other-message'}`);
  // Set on the style object: a strict content security policy forbids style attributes.
  const { id, name } = message.author;
  element.style.setProperty('--_hue', String(avatarHue(id ?? name)));
  return render(content(item, context), element);
}

function dividerText({ kind, sentAt }: DividerItem, context: MessageItemContext): string {
  if (kind === 'date') return context.formatDay(sentAt ?? 0);
  return context.strings[kind];
}

function content(item: MessageItem, context: MessageItemContext): unknown {
  if (isRemoved(item.message)) {
    return html`<div class="bubble" part="bubble">${context.strings.removed}</div>`;
  }
  return context.parts.map((part) => part(item, context));
}
