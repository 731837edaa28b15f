import { css } from '../actions/borrowed.js';

/** The button, and what is in its menu besides entries. */
export const chatMenuStyles = css`
  :host {
    display: block;
    inline-size: 36px;
    block-size: 36px;
    color: var(--_muted);
    text-shadow: none;
  }

  .button {
    display: grid;
    place-items: center;
    inline-size: 100%;
    block-size: 100%;
    padding: 0;
    border-radius: 50%;
  }

  .button:is(:hover, [aria-expanded='true']) {
    color: var(--_button-color, var(--_text));
    background: var(--_button-hover, var(--_surface));
  }

  svg {
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .button svg {
    inline-size: 20px;
    stroke-width: 2.5;
  }

  .menu,
  .outcome {
    /* The header has its own, for what is on the accent. */
    --_focus: var(--momento-chat-focus, var(--_ink));
    text-align: start;
    /* Over a game as well, nothing shines through. */
    background: rgb(from var(--_background) r g b / 1);
  }

  .menu {
    min-inline-size: 200px;
  }

  p {
    text-wrap: balance;
    font-variant-numeric: tabular-nums;
  }

  .group + .group {
    margin-block-start: 4px;
    padding-block-start: 4px;
    border-block-start: 1px solid var(--_border);
  }

  .entry {
    justify-content: space-between;
  }

  .choosing {
    font-weight: 600;
  }

  .entry[aria-haspopup='menu']::after {
    content: '';
    flex: none;
    inline-size: 6px;
    block-size: 6px;
    border-block-start: 2px solid;
    border-inline-end: 2px solid;
    rotate: 45deg;
    color: var(--_muted);
  }

  .entry[aria-haspopup='menu']:dir(rtl)::after {
    rotate: -45deg;
  }

  .entry small {
    display: block;
    font-size: var(--_font-size-small);
    color: var(--_muted);
  }

  .entry[aria-disabled='true'] {
    color: var(--_muted);
    background: none;
    cursor: default;
  }

  .check {
    stroke-width: 2;
    color: var(--_ink);
    visibility: hidden;
  }

  [aria-checked='true'] > .check {
    visibility: visible;
  }

  .outcome {
    inset: var(--_y, 0) auto auto var(--_x, 0);
    margin: 0;
    max-inline-size: min(300px, calc(100vw - 16px));
    padding: 6px 12px;
    border: 1px solid var(--_border);
    border-radius: 18px;
    font-size: var(--_font-size-small);
    color: var(--_text);
    box-shadow: var(--_shadow-small);
    pointer-events: none;
  }

  @media (prefers-reduced-motion: no-preference) {
    .outcome:popover-open {
      animation: show 160ms ease-out;
    }

    @keyframes show {
      from {
        opacity: 0;
        translate: 0 -8px;
      }
    }
  }

  @media (forced-colors: active) {
    .entry[aria-disabled='true'] {
      color: GrayText;
    }
    .check {
      color: currentColor;
    }
  }

  @media print {
    :host {
      display: none;
    }
  }
`;

/** For the chat's own shadow root: where the button is in a chat without a frame, beside that of the search. */
export const menuPlaceStyles = css`
  momento-chat-menu {
    flex: none;
  }

  :host > momento-chat-menu {
    align-self: end;
    position: relative;
    z-index: 1;
    margin: calc(var(--_space) * 2) calc(var(--_space) * 3) calc(-36px - var(--_space) * 2);
    border: 1px solid var(--_border);
    border-radius: 50%;
    background: var(--_background);
  }

  /* Below the banner and the search, over the messages. */
  :host > momento-chat-menu,
  :host > momento-chat-menu ~ :not(momento-chat-status-banner, momento-chat-search-bar) {
    order: 1;
  }

  :host > momento-chat-menu ~ momento-chat-search-bar {
    order: 0;
  }

  @container (block-size < 320px) {
    .header momento-chat-menu,
    .bar momento-chat-menu {
      block-size: 28px;
    }
  }
`;
