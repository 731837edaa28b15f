import { html, nothing, type TemplateResult } from 'lit';
import type { MessagePart } from './message-part.js';

/** The picture or initial beside a group's last message. Hidden from screen readers: the name is there as text. */
export const avatar: MessagePart = ({ message, own, continued }, { avatarOf }) => {
  const { author } = message;
  return own || continued ? nothing : picture(author.name, avatarOf(author));
};

/** The picture or initial of a person. */
export function picture(name: string, url: string | undefined): TemplateResult {
  // Where the picture does not load, the initial behind it shows.
  return html`<span class="avatar" part="avatar" aria-hidden="true"
    ><span>${initialOf(name)}</span>${
      url === undefined
        ? nothing
        : html`<img src=${url} alt="" loading="lazy" referrerpolicy="no-referrer" />`
    }</span
  >`;
}

function initialOf(name: string): string {
  return [...name][0]?.toLocaleUpperCase() ?? '?';
}
