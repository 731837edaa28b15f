import { css } from './borrowed.js';

/** The toolbar at a message's corner, and the emoji in its menu. */
export const messageMenuStyles = css`
  .choosing {
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .entry[aria-haspopup='menu']::after {
    content: '';
    flex: none;
    inline-size: 6px;
    block-size: 6px;
    margin-inline-start: auto;
    border-block-start: 2px solid;
    border-inline-end: 2px solid;
    rotate: 45deg;
    color: var(--_muted);
  }

  .entry[aria-haspopup='menu']:dir(rtl)::after {
    rotate: -45deg;
  }

  :host {
    position: absolute;
    inset-block-start: var(--_y, 0);
    left: var(--_x, 0);
    z-index: 1;
    text-align: start;
    text-shadow: none;
  }

  .toolbar {
    display: flex;
    padding: 1px;
    border: 1px solid var(--_border);
    border-radius: 8px;
    color: var(--_muted);
    background: var(--_background);
  }

  .tool {
    display: grid;
    place-items: center;
    inline-size: 28px;
    block-size: 24px;
    padding: 0;
    border-radius: 6px;
  }

  .tool:dir(rtl) svg {
    transform: scaleX(-1);
  }

  svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  /* Its dots are ends of lines. */
  .tool:last-child svg {
    stroke-width: 2.5;
  }

  .tool:hover,
  .emoji:hover {
    color: var(--_text);
    background: var(--_surface);
  }

  /* Fingers get the menu by a long press. */
  @media (hover: none) and (pointer: coarse) {
    .toolbar {
      display: none;
    }
  }

  .quick {
    display: grid;
    grid-template-columns: repeat(7, minmax(34px, 1fr));
  }

  .quick:not(:last-child) {
    margin-block-end: 4px;
    padding-block-end: 4px;
    border-block-end: 1px solid var(--_border);
  }

  .emoji {
    display: grid;
    place-items: center;
    min-inline-size: 0;
    block-size: 36px;
    padding: 0;
    border-radius: 8px;
    font-size: 1.25em;
    line-height: 1;
  }

  .further {
    color: var(--_muted);
  }

  .emoji[aria-checked='true'] {
    background: color-mix(in oklab, var(--_accent) 18%, var(--_background));
    box-shadow: inset 0 0 0 1px var(--_link);
  }

  .sheet .emoji {
    min-block-size: 48px;
  }

  @media print {
    :host {
      display: none;
    }
  }
`;
