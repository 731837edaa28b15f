import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { MessagePart } from './message-part.js';

/** The author's name, visible once for each group. */
export const author: MessagePart = ({ message, own, continues }, { strings }) => {
  const name = own ? strings.you : message.author.name || strings.unknownAuthor;
  // Screen readers get the name with every message, the visitor's own name too.
  const hidden = own || continues;
  return html`<bdi
    class=${hidden ? 'visually-hidden' : 'author'}
    part="author"
    title=${ifDefined(hidden ? undefined : name)}
    >${name}</bdi
  >`;
};
