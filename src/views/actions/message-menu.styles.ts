import { css } from './borrowed.js';

/** The toolbar at a message's corner, the menu, and the sheet that the menu is on a touch screen. */
export const messageMenuStyles = css`
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
  .entry:hover,
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

  .menu {
    inset: var(--_y, 0) auto auto var(--_x, 0);
    margin: 0;
    min-inline-size: 160px;
    max-inline-size: min(300px, calc(100vw - 16px));
    max-block-size: calc(100dvh - 16px);
    padding: 4px;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: 12px;
    color: var(--_text);
    background: var(--_background);
    box-shadow: var(--_shadow);
  }

  .quick {
    display: grid;
    grid-template-columns: repeat(6, minmax(34px, 1fr));
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

  .emoji[aria-checked='true'] {
    background: color-mix(in oklab, var(--_accent) 18%, var(--_background));
    box-shadow: inset 0 0 0 1px var(--_link);
  }

  .entry {
    display: flex;
    gap: 8px;
    inline-size: 100%;
    min-block-size: 34px;
    align-items: center;
    padding: 4px 12px;
    border-radius: 8px;
    text-align: start;
  }

  .menu :focus-visible {
    outline-offset: -2px;
  }

  p {
    margin: 8px 12px;
  }

  .answers {
    display: flex;
    gap: 4px;
  }

  .answers .entry {
    justify-content: center;
    font-weight: 600;
  }

  .danger {
    color: var(--_danger);
  }

  .sheet {
    inset: auto 0 0;
    inline-size: 100%;
    max-inline-size: none;
    max-block-size: 80dvh;
    padding: 8px 8px max(8px, env(safe-area-inset-bottom));
    border-width: 1px 0 0;
    border-end-start-radius: 0;
    border-end-end-radius: 0;
  }

  .sheet::backdrop {
    background: rgb(0 0 0 / 32%);
  }

  .sheet .entry,
  .sheet .emoji {
    min-block-size: 48px;
  }

  @media print {
    :host {
      display: none;
    }
  }
`;
