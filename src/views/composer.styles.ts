import { css } from 'lit';

export const composerStyles = css`
  :host {
    /* The height of a control; the page’s density scales it. */
    --_control: max(28px, calc(var(--_space) * 9));
    --_round: calc(var(--_radius, 16px) * 2);

    display: block;
    position: relative;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3) calc(var(--_space) * 3);
    /* If the keyboard covers the page's end, scrolling into view must stop above the keyboard. */
    scroll-margin-block-end: var(--_keyboard-inset, 0px);
  }

  .field,
  .line {
    max-inline-size: 60rem;
    margin-inline: auto;
  }

  .field {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: end;
    padding: var(--_space);
    background: var(--_background);
    border: 1px solid var(--_border-strong);
    transition: border-color 150ms;
    /* Round ends with one line, the same radius with several lines, square corners in a square design. */
    border-radius: min(var(--_round), calc(var(--_control) / 2 + var(--_space) + 1px));
  }

  .field:hover {
    border-color: var(--_muted);
  }

  .field:has(textarea:focus) {
    border-color: var(--_focus);
    outline: 1px solid var(--_focus);
  }

  .field:has([aria-invalid='true']) {
    border-color: var(--_danger);
    outline-color: var(--_danger);
  }

  .field:has(textarea:disabled) {
    background: none;
    border: 1px dashed var(--_border);
  }

  /*
   * A hidden copy of the text gives the field its height, so that no script has to measure it. It is an element: WebKit
   * misses changes of an attribute that a pseudo-element shows.
   */
  .text {
    flex: 1 1 6.5rem;
    min-inline-size: 0;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }

  textarea,
  .copy {
    grid-area: 1 / 1;
    min-block-size: var(--_control);
    max-block-size: min(var(--_max-text, 160px), 40vh);
    margin: 0;
    padding-block: max(0px, calc((var(--_control) - 1.4em) / 2));
    padding-inline: calc(var(--_space) * 3) var(--_space);
    /* Phones zoom in on a focused field whose text is smaller than this. */
    font-size: max(16px, 1em);
    font-family: inherit;
    line-height: 1.4;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    overflow: hidden auto;
    border: 0;
  }

  .copy {
    visibility: hidden;
  }

  textarea {
    inline-size: 100%;
    color: var(--_text);
    background: none;
    border-radius: inherit;
    resize: none;
    scrollbar-width: thin;
    scrollbar-color: var(--_border) transparent;
  }

  /* The field around it shows the focus. */
  textarea:focus-visible {
    outline: 0;
  }

  textarea::placeholder {
    color: var(--_muted);
    opacity: 1;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  textarea:disabled {
    color: var(--_muted);
    opacity: 1;
    cursor: not-allowed;
  }

  .counter {
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    font-size: calc(1em * 12 / 15);
    font-variant-numeric: tabular-nums;
    text-align: end;
    color: var(--_muted);
  }

  .counter.over {
    font-weight: 600;
    color: var(--_danger);
  }

  .end {
    display: flex;
    align-items: center;
    gap: var(--_space);
    min-block-size: var(--_control);
  }

  /* Behind the text: what was written before the room was known to take files must not move aside. */
  .files {
    flex: none;
    display: flex;
    inline-size: var(--_control);
    block-size: var(--_control);
  }

  /* Phones' keyboards have emoji, and phones have a camera. */
  @media (pointer: coarse) {
    .files {
      inline-size: calc(var(--_control) * 2);
    }

    .emoji {
      display: none;
    }
  }

  .attach {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: var(--_control);
    block-size: var(--_control);
    padding: 0;
    border-radius: min(var(--_round), 50%);
    color: var(--_muted);
  }

  .attach:hover {
    color: var(--_text);
    background: color-mix(in srgb, currentColor 10%, transparent);
  }

  .attach path {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
  }

  .send {
    position: relative;
    flex: none;
    display: grid;
    place-items: center;
    inline-size: var(--_control);
    block-size: var(--_control);
    padding: 0;
    border-radius: min(var(--_round), 50%);
    color: var(--_on-accent);
    background: var(--_accent);
    transition: 150ms ease-out;
    transition-property: color, background-color, scale;
  }

  /* The touch target reaches to the field's edge. */
  .send::before {
    content: '';
    position: absolute;
    inset: calc(var(--_space) * -1);
  }

  .send:enabled:hover {
    background: color-mix(in srgb, var(--_accent), var(--_text) 12%);
  }

  .send:disabled {
    color: color-mix(in oklab, var(--_text) 38%, transparent);
    background: color-mix(in oklab, var(--_text) 7%, transparent);
    /* Clicks go to the field below it, so the text keeps the focus. */
    pointer-events: none;
  }

  .send:dir(rtl) svg {
    transform: scaleX(-1);
  }

  .line {
    margin-block: 0 calc(var(--_space) * 1.5);
    padding-inline: calc(var(--_space) * 4);
    font-size: var(--_font-size-small);
    color: var(--_muted);
    overflow-wrap: anywhere;
  }

  .line.error {
    color: var(--_danger);
  }

  .read-only {
    margin-block: var(--_space);
    text-align: center;
  }

  @media (prefers-reduced-motion: reduce) {
    .field,
    .send {
      transition: none;
    }
  }

  @media (forced-colors: active) {
    .field,
    .send {
      border: 1px solid ButtonBorder;
    }
    .field:has(textarea:focus) {
      outline: 2px solid Highlight;
    }
  }
`;
