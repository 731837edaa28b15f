import { html, nothing } from 'lit';
import { failureText } from '../failure-text.js';
import type { MessagePart } from './message-part.js';

/** When the message was sent; for an own message that is not accepted yet, its send state and what can be done. */
export const meta: MessagePart = ({ message }, { strings, formatTime, ended, act }) => {
  const { id, sentAt } = message;
  if (!('state' in message)) {
    if (sentAt === undefined) return nothing;
    return html`<time class="meta" part="time" datetime=${new Date(sentAt).toISOString()}
      >${formatTime(sentAt)}</time
    >`;
  }
  if (message.state === 'sending') {
    return html`<span class="meta" part="state">${strings.sending}</span>`;
  }
  const retry = (): void => act('retry', id);
  const discard = (): void => act('discard', id);
  return html`<span class="meta failure" part="state">
    ${failureText(message, strings)}
    ${ended ? nothing : html`<button class="text-button" @click=${retry}>${strings.retry}</button>`}
    <button class="text-button" @click=${discard}>${strings.discard}</button>
  </span>`;
};
