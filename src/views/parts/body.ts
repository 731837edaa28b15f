import { html } from 'lit';
import type { ChatMessage } from '../../protocol/message.js';
import { isEmojiOnly, renderText } from '../message-text.js';
import type { MessagePart } from './message-part.js';
import { quote } from './quote.js';

/** The bubble: what the message answers, and its text, or what the host renders in its place. */
export const body: MessagePart = (item, context) => {
  const { message } = item;
  const content = context.renderBody(message) ?? renderText(message, context);
  const isPlain = !message.replyTo && !message.attachments;
  const size = isPlain && isEmojiOnly(message.text) ? 'large' : '';
  // A list: in a template, line breaks between the two would show, as those in the text do.
  const children = [quote(item, context), html`<div dir="auto">${content}</div>`, files(message)];
  return html`<div class="bubble ${size}" part="bubble">${children}</div>`;
};

/** The names of the files that go with a message. */
function files({ attachments }: ChatMessage): unknown {
  return attachments?.map(
    ({ name }) => html`<div><span aria-hidden="true">📎 </span><bdi>${name}</bdi></div>`,
  );
}
