import { css } from '../views/actions/borrowed.js';

/** A message of the room itself, in the list's shadow root: it stands across all of the width, with nobody beside it. */
export const announcementStyles = css`
  .message.announcement {
    padding-inline: 0;
    justify-items: stretch;
  }

  .announcement > .avatar {
    display: none;
  }

  .announcement > .author {
    color: var(--_ink);
  }

  .announcement > .bubble {
    max-inline-size: none;
    background: color-mix(in srgb, var(--_ink) 12%, var(--_background));
    border-inline-start: 3px solid var(--_ink);
    border-radius: var(--_radius-small);
  }
`;

/** The same over a game, where messages have no bubbles. */
export const denseAnnouncementStyles = css`
  .message.announcement {
    padding-inline-start: calc(var(--_space) * 2);
    border-inline-start: 3px solid var(--_ink);
    font-weight: 600;
  }
`;

/** How long a member waits, in the composer's shadow root: it fits on the button. */
export const waitStyles = css`
  .send {
    font-size: calc(1em * 12 / 15);
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
`;

/** The bar of pinned messages, and the line above the composer, in the chat's own shadow root. */
export const deskStyles = css`
  .pins {
    flex: none;
    display: flex;
    align-items: center;
    gap: var(--_space);
    box-sizing: border-box;
    inline-size: 100%;
    padding: var(--_space) calc(var(--_space) * 3);
    border-block-end: 1px solid var(--_border);
    font-size: var(--_font-size-small);
  }

  /* The buttons of a chat in a page float over the messages, below the bar. */
  :host > :is(.search-button, momento-chat-menu) ~ .pins {
    order: 0;
  }

  .pins svg {
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .pinned {
    flex: 1;
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    min-inline-size: 0;
    min-block-size: 32px;
    padding: 0 calc(var(--_space) * 2);
    text-align: start;
  }

  .pinned svg {
    color: var(--_ink);
  }

  .pinned > * {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }

  .pinned b {
    flex: none;
    max-inline-size: 40%;
    font-weight: 600;
  }

  .pinned span {
    min-inline-size: 0;
    color: var(--_muted);
  }

  .pins-tool {
    flex: none;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 4px;
    min-inline-size: 32px;
    min-block-size: 32px;
    color: var(--_muted);
  }

  .pins-tool small {
    font-size: inherit;
    font-variant-numeric: tabular-nums;
  }

  :is(.pinned, .pins-tool):hover {
    background: var(--_surface);
  }

  @media (pointer: coarse) {
    :is(.pinned, .pins-tool) {
      min-block-size: 44px;
      min-inline-size: 44px;
    }
  }

  .desk-line {
    box-sizing: border-box;
    display: flex;
    justify-content: space-between;
    gap: calc(var(--_space) * 3);
    inline-size: 100%;
    max-inline-size: 60rem;
    margin-inline: auto;
    padding: calc(var(--_space) * 1) calc(var(--_space) * 4) 0;
    font-size: var(--_font-size-small);
    color: var(--_muted);
  }

  .desk-line[hidden] {
    display: none;
  }

  .desk-line b {
    font-weight: 600;
    color: var(--_text);
  }

  @media print {
    .desk-line,
    .pins {
      display: none;
    }
  }
`;
