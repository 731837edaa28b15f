import { html, nothing } from 'lit';
import type { PendingChange, PendingMessage } from '../../protocol/message.js';
import { failureText } from '../failure-text.js';
import type { MessageItem } from '../message-items.js';
import type { MessageItemContext, MessagePart } from './message-part.js';

/** The times when a message was sent and edited. For a failed own message, the error and the actions that may help. */
export const meta: MessagePart = (item, context) => {
  const { message, changes } = item;
  const { strings } = context;
  const isPending = 'state' in message;
  if (isPending && message.state === 'sending') {
    return html`<span class="meta" part="state">${strings.sending}</span>`;
  }
  const waiting: readonly (PendingMessage | PendingChange)[] = isPending ? [message] : changes;
  // One at a time: the next one shows when this one is dealt with.
  const failed = waiting.find(({ state }) => state === 'failed');
  const sent = failed === message ? nothing : times(item, context);
  if (!failed) return sent;
  return html`${sent}${failure(failed.id, failureText(failed, strings), context)}`;
};

function times(item: MessageItem, context: MessageItemContext): ReturnType<MessagePart> {
  const { sentAt, editedAt } = item.message;
  const mark = receipt(item, context);
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

/** The mark of a settled message, or of one that the service has taken. */
function receipt(
  { message, receipt: mark }: MessageItem,
  { strings }: MessageItemContext,
): ReturnType<MessagePart> {
  const text = 'state' in message ? strings.sent : mark?.text;
  if (text === undefined) return nothing;
  return html`<span part="receipt" title=${mark?.title ?? text}>
    <span aria-hidden="true">${mark ? '✓✓' : '✓'}</span
    ><span class=${mark?.state === 'seen' ? '' : 'visually-hidden'}> ${text}</span></span
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
