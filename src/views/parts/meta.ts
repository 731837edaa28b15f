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
  const sent = times(item, context);
  if (!failed) return sent;
  return html`${sent}${failure(failed.id, failureText(failed, context.strings), context)}`;
};

function times(item: MessageItem, context: MessageItemContext): ReturnType<MessagePart> {
  const { sentAt, editedAt } = item.message;
  const mark = receipt(item);
  if (editedAt === undefined && mark === nothing) return time(sentAt, context, 'meta');
  return html`<span class="meta"
    >${edited(editedAt, context)}${time(sentAt, context, '')}${mark}</span
  >`;
}

function edited(
  editedAt: number | undefined,
  { strings, formatDay, formatTime }: MessageItemContext,
): ReturnType<MessagePart> {
  if (editedAt === undefined) return nothing;
  const when = editedAt > 0 ? `${formatDay(editedAt)} ${formatTime(editedAt)}` : '';
  return html`<span class="edited" part="edited" title=${when}
    >${strings.edited}<span class="visually-hidden"> ${when}</span></span
  >`;
}

function receipt({ receipt: mark }: MessageItem): ReturnType<MessagePart> {
  if (!mark) return nothing;
  const { state, text, title } = mark;
  const isSeen = state === 'seen';
  return html`<span part="receipt" title=${title}>
    <span aria-hidden="true">${isSeen ? '✓✓' : '✓'}</span
    ><span class=${isSeen ? '' : 'visually-hidden'}> ${text}</span></span
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
