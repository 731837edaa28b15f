import { html } from 'lit';
import { isEmojiOnly, renderText } from '../message-text.js';
import type { MessagePart } from './message-part.js';

/** The bubble: the message's text, or what the host renders in its place. */
export const body: MessagePart = ({ message }, { renderBody }) => {
  const content = renderBody(message) ?? renderText(message.text);
  const size = isEmojiOnly(message.text) ? 'large' : '';
  return html`<div class="bubble ${size}" part="bubble"><div dir="auto">${content}</div></div>`;
};
