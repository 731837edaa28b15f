import { html, nothing } from 'lit';
import type { Reaction } from '../../protocol/message.js';
import type { MessageItemContext, MessagePart } from './message-part.js';

/** So many of those who reacted are named; the others are counted. */
const MAX_NAMES = 10;

/** What readers reacted with, below the bubble. A click on an emoji adds the visitor's own, or takes it back. */
export const reactions: MessagePart = ({ message }, context) => {
  const { id, reactions: given } = message;
  const { strings, canRelate, act } = context;
  if (!given) return nothing;
  return html`<div class="reactions" part="reactions" role="group" aria-label=${strings.reactions}>
    ${given.map((reaction) => chip(id, reaction, context))}
    ${
      canRelate
        ? html`<button
            class="chip more"
            part="reaction"
            aria-label=${strings.addReaction}
            title=${strings.addReaction}
            @click=${() => act('react-more', id)}
          ></button>`
        : nothing
    }
  </div>`;
};

function chip(id: string, { emoji, users }: Reaction, context: MessageItemContext): unknown {
  const { strings, ownId, canRelate, act } = context;
  const others = users.filter((user) => user.id !== ownId);
  const own = others.length < users.length;
  const names = others.slice(0, MAX_NAMES).map(({ name }) => name || strings.unknownAuthor);
  const label = strings.reactedBy(emoji, names, own, others.length - names.length);
  const content = html`<span>${emoji}</span>${users.length}`;
  return canRelate
    ? html`<button
        class="chip"
        part="reaction"
        aria-pressed=${own ? 'true' : 'false'}
        aria-label=${label}
        title=${label}
        @click=${() => act('react', id, emoji)}
      >
        ${content}
      </button>`
    : html`<span
        class="chip ${own ? 'own-chip' : ''}"
        part="reaction"
        role="img"
        aria-label=${label}
        title=${label}
        >${content}</span
      >`;
}
