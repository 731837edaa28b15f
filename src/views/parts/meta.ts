import { html, nothing } from 'lit';
import { failureText } from '../failure-text.js';
import type { MessageItem } from '../message-items.js';
import type { MessageItemContext, MessagePart } from './message-part.js';

/** The times when a message was sent and edited. For a failed own message, the error and the actions that may help. */
export const meta: MessagePart = (item, context) => {
  const { message, changes } = item;
  if ('state' in message) {
    return message.state === 'sending'
      ? html`<span class="meta" part="state">${context.strings.sending}</span>`
      : failure(message.id, failureText(message, context.strings), context);
  }
  // One at a time: the next one shows when this one is dealt with.
  const failed = changes.find(({ state }) => state === 'failed');
  const sent = html`${times(item, context)}${receipt(item)}`;
  if (!failed) return sent;
  return html`${sent}${failure(failed.id, failureText(failed, context.strings), context)}`;
};

function receipt({ receipt: mark }: MessageItem): ReturnType<MessagePart> {
  if (!mark) return nothing;
  const { state, text, title } = mark;
  const isSeen = state === 'seen';
  return html`<span class="meta receipt" part="receipt" title=${title}
    ><span aria-hidden="true">${isSeen ? '✓✓' : '✓'}</span
    ><span class=${isSeen ? '' : 'visually-hidden'}> ${text}</span></span
  >`;
}

function times({ message }: MessageItem, context: MessageItemContext): ReturnType<MessagePart> {
  const { sentAt, editedAt } = message;
  if (editedAt === undefined) return time(sentAt, context, 'meta');
  const { strings, formatDay, formatTime } = context;
  const when = editedAt > 0 ? `${formatDay(editedAt)} ${formatTime(editedAt)}` : '';
  return html`<span class="meta"
    ><span class="edited" part="edited" title=${when}
      >${strings.edited}<span class="visually-hidden"> ${when}</span></span
    >${time(sentAt, context, '')}</span
  >`;
}

function time(
  sentAt: number | undefined,
  context: MessageItemContext,
  name: string,
): ReturnType<MessagePart> {
  if (sentAt === undefined) return nothing;
  return html`<time class=${name} part="time" datetime=${new Date(sentAt).toISOString()}
    >${context.formatTime(sentAt)}</time
  >`;
}

/** @param id of a message or a change */
function failure(
  id: string,
  text: string,
  { strings, ended, act }: MessageItemContext,
): ReturnType<MessagePart> {
  const retry = (): void => act('retry', id);
  const discard = (): void => act('discard', id);
  return html`<span class="meta failure" part="state">
    ${text}
    ${ended ? nothing : html`<button class="text-button" @click=${retry}>${strings.retry}</button>`}
    <button class="text-button" @click=${discard}>${strings.discard}</button>
  </span>`;
}
