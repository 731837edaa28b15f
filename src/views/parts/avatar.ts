import { html, nothing } from 'lit';
import type { MessagePart } from './message-part.js';

/** The picture or initial beside a group's last message. Hidden from screen readers: the name is there as text. */
export const avatar: MessagePart = ({ message, own, continued }, { avatarOf }) => {
  if (own || continued) return nothing;
  const { author } = message;
  const url = avatarOf(author);
  // Where the picture does not load, the initial behind it shows.
  return html`<span class="avatar" part="avatar" aria-hidden="true"
    ><span>${initialOf(author.name)}</span>${
      url === undefined
        ? nothing
        : html`<img src=${url} alt="" loading="lazy" referrerpolicy="no-referrer" />`
    }</span
  >`;
};

function initialOf(name: string): string {
  return [...name][0]?.toLocaleUpperCase() ?? '?';
}
