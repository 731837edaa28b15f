import { html, nothing } from 'lit';
import { isBlank } from '../../protocol/blank.js';
import { isEmojiOnly, renderText } from '../message-text.js';
import type { MessagePart } from './message-part.js';
import { quote } from './quote.js';

/** The bubble: what the message answers, and its text, or what the host renders in its place. */
export const body: MessagePart = (item, context) => {
  const { message } = item;
  const content = context.renderBody(message) ?? renderText(message, context);
  // A file alone says it all.
  if (message.attachments && !message.replyTo && isBlank(message.text)) return nothing;
  const size = !message.replyTo && isEmojiOnly(message.text) ? 'large' : '';
  // A list: in a template, line breaks between the two would show, as those in the text do.
  const children = [quote(item, context), html`<div dir="auto">${content}</div>`];
  return html`<div class="bubble ${size}" part="bubble">${children}</div>`;
};
