import type { ChatMessage, MessageAuthor } from '../protocol/message.js';
import type { Person } from '../protocol/chat-user.js';
import { styleText } from '../dom/style-text.js';
import { avatarHue, html, nothing, picture } from './borrowed.js';

/** As many as stand beside the title of a narrow panel. */
const MAX_FACES = 3;
/** Of the newest messages: authors of older ones may no longer be there. */
const MAX_MESSAGES = 100;

export interface FacesProps {
  readonly messages: readonly ChatMessage[];
  readonly ownId: string | undefined;
  /** Those who are known to be here. */
  readonly here: readonly Person[];
  readonly avatarOf: (author: MessageAuthor) => string | undefined;
}

/** The people whom the visitor talks to: those who are here, then the latest authors. Hidden from screen readers. */
export function faces({ messages, ownId, here, avatarOf }: FacesProps): unknown {
  const people = new Map<string, MessageAuthor>();
  const present = here.map(({ id, name }) => ({ id, name, verified: false }));
  const latest = messages.slice(-MAX_MESSAGES).reverse();
  for (const author of [...present, ...latest.map((message) => message.author)]) {
    if (author.id === undefined || author.id === ownId || !author.name) continue;
    if (people.size < MAX_FACES && !people.has(author.id)) people.set(author.id, author);
  }
  if (people.size === 0) return nothing;
  return html`<div class="faces" part="faces" aria-hidden="true">
    ${[...people].map(
      ([id, author]) =>
        html`<span .style=${styleText(`--_hue: ${String(avatarHue(id))}`)}
          >${picture(author.name, avatarOf(author))}</span
        >`,
    )}
  </div>`;
}
