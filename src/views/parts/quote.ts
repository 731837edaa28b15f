import { html, nothing } from 'lit';
import { isRemoved } from '../../protocol/message.js';
import { plainText } from '../message-text.js';
import type { MessagePart } from './message-part.js';

/** In UTF-16 code units: two lines show less. */
const MAX_EXCERPT = 280;

/** The message that this one answers, inside the bubble; a click leads to it. */
export const quote: MessagePart = ({ message: { replyTo }, original }, context) => {
  const { strings, ownId, act } = context;
  if (!replyTo) return nothing;
  if (original && isRemoved(original)) {
    return html`<span class="quote" part="quote"><i>${strings.removed}</i></span>`;
  }
  const { id, order } = replyTo;
  const lead = (): void => act('original', id, order === undefined ? undefined : String(order));
  return html`<button class="quote" part="quote" @click=${lead}>
    <span class="visually-hidden">${strings.inReplyTo} </span>${
      original
        ? html`<bdi
              >${
                ownId !== undefined && original.author.id === ownId
                  ? strings.you
                  : original.author.name || strings.unknownAuthor
              }</bdi
            ><span dir="auto">${plainText(original, context, MAX_EXCERPT)}</span>`
        : strings.showOriginal
    }
  </button>`;
};
