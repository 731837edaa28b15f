import { css } from '../actions/borrowed.js';

/** The bar between the header and the messages, in the look of the composer. */
export const searchBarStyles = css`
  :host {
    --_control: max(28px, calc(var(--_space) * 9));

    flex: none;
    display: block;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border-block-end: 1px solid var(--_border);
    animation: open 160ms ease-out;
  }

  .line,
  .progress {
    display: flex;
    align-items: center;
    max-inline-size: 60rem;
    margin-inline: auto;
  }

  .field {
    flex: 1;
    min-inline-size: 0;
    display: flex;
    align-items: center;
    margin-inline-end: var(--_space);
    padding-inline: calc(var(--_space) * 2.5) calc(var(--_space) * 3);
    background: var(--_surface);
    border: 1px solid transparent;
    border-radius: min(calc(var(--_radius, 16px) * 2), calc(var(--_control) / 2 + 1px));
  }

  .field:has(input:focus) {
    background: var(--_background);
    border-color: var(--_focus);
    outline: 1px solid var(--_focus);
  }

  .field svg {
    color: var(--_muted);
  }

  input {
    flex: 1;
    min-inline-size: 0;
    block-size: var(--_control);
    margin: 0;
    padding-block: 0;
    padding-inline: calc(var(--_space) * 2);
    /* Phones zoom in on a focused field whose text is smaller than this. */
    font-size: max(16px, 1em);
    font-family: inherit;
    line-height: 1.4;
    color: var(--_text);
    background: none;
    border: 0;
    appearance: none;
  }

  /* The field around it shows the focus. */
  input:focus-visible {
    outline: 0;
  }

  input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  /* The button beside it ends the search. */
  input::-webkit-search-cancel-button {
    display: none;
  }

  .count {
    flex: none;
    font-size: var(--_font-size-small);
    font-variant-numeric: tabular-nums;
    color: var(--_muted);
    white-space: nowrap;
  }

  .step,
  .end {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: var(--_control);
    block-size: var(--_control);
    padding: 0;
    border-radius: min(calc(var(--_radius, 16px) * 2), 50%);
    color: var(--_muted);
  }

  .step + .step {
    margin-inline-start: calc(var(--_space) / -2);
  }

  .end {
    margin-inline-end: calc(var(--_space) * -1);
  }

  :is(.step, .end):hover {
    color: var(--_text);
    background: var(--_surface);
  }

  .step[aria-disabled='true'] {
    opacity: 0.4;
    background: none;
    cursor: default;
  }

  svg {
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .progress {
    justify-content: space-between;
    gap: calc(var(--_space) * 2);
    padding-inline: calc(var(--_space) * 3);
    /* As high with a button as without one: nothing below may move. */
    min-block-size: 28px;
    margin-block: 2px calc(var(--_space) * -1);
    line-height: 1.3;
    font-size: var(--_font-size-small);
    color: var(--_muted);
  }

  .progress .text-button {
    flex: none;
    margin-inline-end: -8px;
  }

  .failed {
    color: var(--_danger);
  }

  @container (inline-size < 360px) {
    .field {
      padding-inline: calc(var(--_space) * 2);
    }
    .field svg {
      display: none;
    }
  }

  @keyframes open {
    from {
      opacity: 0;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      animation: none;
    }
  }

  @media (forced-colors: active) {
    .field {
      border-color: ButtonBorder;
    }
    .step[aria-disabled='true'] {
      opacity: 1;
      color: GrayText;
    }
  }

  @media print {
    :host {
      display: none;
    }
  }
`;

/** In the list: what matches, and the message that the visitor was led to. */
export const markStyles = css`
  ::highlight(momento-chat-search) {
    color: #1c1e26;
    background-color: #ffd84d;
  }

  /* The outline is over the next message, too. */
  .message[data-hit] {
    z-index: 1;
  }

  .message[data-hit] > .bubble {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  @media (forced-colors: active) {
    ::highlight(momento-chat-search) {
      color: MarkText;
      background-color: Mark;
    }

    .message[data-hit] > .bubble {
      outline-color: Highlight;
    }
  }
`;
