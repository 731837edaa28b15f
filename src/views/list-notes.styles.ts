import { css } from 'lit';

/** Styles between and around the messages: dividers, notes, the skeleton, the button to the newest message. */
export const listNotesStyles = css`
  .divider {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: calc(var(--_space) * 3);
    padding-block: calc(var(--_space) * 4) var(--_space);
    font-size: calc(1em * 12 / 15);
    font-weight: 600;
    color: var(--_muted);
    text-align: center;
  }

  .divider span::first-letter {
    text-transform: capitalize;
  }

  .date span {
    padding: 0 calc(var(--_space) * 3);
    border: 1px solid var(--_border);
    border-radius: 999px;
  }

  .divider:not(.date)::before,
  .divider:not(.date)::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid var(--_border);
  }

  .unread {
    color: var(--_link);
  }

  .divider.unread::before,
  .divider.unread::after {
    border-color: currentColor;
    opacity: 0.5;
  }

  /* A dashed line: messages are missing here. */
  .divider.gap::before,
  .divider.gap::after {
    border-block-start: 1px dashed currentColor;
  }

  .pill {
    position: absolute;
    inset-inline: 0;
    inline-size: fit-content;
    max-inline-size: calc(100% - 16px);
    margin-inline: auto;
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 4);
    font-size: var(--_font-size-small);
    font-weight: 600;
    color: var(--_text);
    background: var(--_background);
    border: 1px solid var(--_border);
    border-radius: 999px;
    box-shadow: var(--_shadow-small);
    animation: rise 160ms ease-out;
  }

  .jump {
    inset-block-end: calc(var(--_space) * 2);
  }

  .notice {
    inset-block-start: calc(var(--_space) * 2);
    margin-block: 0;
    pointer-events: none;
  }

  /* Over the messages, in the place of the notice. */
  .day {
    inset-block-start: calc(var(--_space) * 2);
    padding: 0 calc(var(--_space) * 3);
    font-size: calc(1em * 12 / 15);
    opacity: 0;
    pointer-events: none;
    animation: none;
  }

  .day::first-letter {
    text-transform: capitalize;
  }

  .notice + .day {
    display: none;
  }

  .note {
    margin: auto;
    padding: calc(var(--_space) * 4);
    color: var(--_muted);
    text-align: center;
  }

  .note svg {
    display: block;
    inline-size: 96px;
    margin: 0 auto calc(var(--_space) * 4);
    fill: var(--_surface);
    stroke-width: 5;
    stroke-linecap: round;
  }

  .note rect + rect {
    fill: var(--_accent);
    stroke: var(--_background);
  }

  .note path {
    stroke: var(--_on-accent);
  }

  /* The host's greeting stands where the messages of others do. */
  slot[name='greeting'] {
    display: block;
    padding-inline-start: calc(var(--_avatar-size) + var(--_space) * 2);
  }

  slot ~ .log {
    margin-block-start: 0;
  }

  /* The greeting stays where it is when messages come. */
  slot + .note {
    order: -1;
  }

  .note.earlier {
    margin-block: 0;
    padding-block: 0;
    font-size: var(--_font-size-small);
  }

  /* The shapes that come: bubbles, those of others beside a picture. */
  .skeleton {
    margin-block-start: auto;
    display: grid;
    gap: calc(var(--_space) * 4);
    padding-inline-start: calc(var(--_avatar-size) + var(--_space) * 2);
    animation: breathe 1.2s ease-in-out infinite alternate;
  }

  .skeleton + .log {
    margin: 0;
  }

  .skeleton span {
    position: relative;
    inline-size: 62%;
    block-size: 56px;
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  .skeleton span:nth-child(even) {
    inline-size: 45%;
    block-size: 34px;
    justify-self: end;
  }

  .skeleton span:nth-child(odd)::before {
    content: '';
    position: absolute;
    inset-block-end: 0;
    inset-inline-end: calc(100% + var(--_space) * 2);
    inline-size: var(--_avatar-size);
    block-size: var(--_avatar-size);
    border-radius: 50%;
    background: inherit;
  }
`;
