import { css } from 'lit';

/** Styles between and around the messages: dividers, notes, the skeleton, the button to the newest message. */
export const listNotesStyles = css`
  .divider {
    display: flex;
    align-items: center;
    gap: calc(var(--_space, 4px) * 3);
    padding-block: calc(var(--_space, 4px) * 4) var(--_space, 4px);
    font-size: var(--_font-size-small);
    color: var(--_muted);
    text-align: center;
  }

  .divider span::first-letter {
    text-transform: capitalize;
  }

  .divider::before,
  .divider::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid var(--_border);
  }

  .unread {
    font-weight: 600;
    color: var(--_link);
  }

  .unread::before,
  .unread::after {
    border-color: currentColor;
    opacity: 0.5;
  }

  /* A dashed line: messages are missing here. */
  .gap::before,
  .gap::after {
    border-block-start: 1px dashed currentColor;
  }

  .pill {
    position: absolute;
    inset-inline: 0;
    inline-size: fit-content;
    max-inline-size: calc(100% - 16px);
    margin-inline: auto;
    padding: calc(var(--_space, 4px) * 1.5) calc(var(--_space, 4px) * 4);
    font-size: var(--_font-size-small);
    font-weight: 600;
    color: var(--_text);
    background: var(--_background);
    border: 1px solid var(--_border);
    border-radius: 999px;
    box-shadow: var(--_shadow, 0 2px 12px rgb(0 0 0 / 16%));
    animation: rise 160ms ease-out;
  }

  .jump {
    inset-block-end: calc(var(--_space, 4px) * 2);
  }

  .notice {
    inset-block-start: calc(var(--_space, 4px) * 2);
    margin-block: 0;
    pointer-events: none;
  }

  /* Over the messages, in the place of the notice. */
  .day {
    inset-block-start: calc(var(--_space, 4px) * 2);
    padding-block: var(--_space, 4px);
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
    padding: calc(var(--_space, 4px) * 4);
    color: var(--_muted);
    text-align: center;
  }

  .note.earlier {
    margin-block: 0;
    padding-block: 0;
    font-size: var(--_font-size-small);
  }

  .skeleton {
    margin-block-start: auto;
    display: grid;
    gap: calc(var(--_space, 4px) * 3);
  }

  .skeleton + .log {
    margin: 0;
  }

  .skeleton span {
    block-size: 36px;
    border-radius: var(--_radius);
    background: var(--_surface);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }

  .skeleton span:nth-child(1) {
    inline-size: 62%;
  }
  .skeleton span:nth-child(2) {
    inline-size: 45%;
    justify-self: end;
  }
  .skeleton span:nth-child(3) {
    inline-size: 54%;
  }
`;
