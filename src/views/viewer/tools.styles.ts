import { css } from '../actions/borrowed.js';

/** The bar above a picture, and the round buttons. */
export const toolsStyles = css`
  .bar,
  .foot {
    position: relative;
    grid-column: 1;
  }

  .bar {
    isolation: isolate;
    grid-row: 1;
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 8px;
    padding-top: max(8px, var(--_top));
    padding-right: max(8px, var(--_right));
    padding-left: max(8px, var(--_left));
  }

  /* Over a zoomed picture, however bright that is. */
  .bar::before {
    content: '';
    position: absolute;
    z-index: -1;
    inset: 0 0 -16px;
    background: linear-gradient(rgb(14 15 19 / 92%), rgb(14 15 19 / 76%) 60%, transparent);
    opacity: 0;
    transition: opacity 160ms;
  }

  :host([zoomed]) .bar::before {
    opacity: 1;
  }

  .about {
    flex: 1;
    min-inline-size: 0;
    margin-inline-start: 8px;
    line-height: 1.35;
  }

  .name,
  .count {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }

  .name {
    font-weight: 600;
  }

  .count {
    font-size: var(--_font-size-small);
    font-variant-numeric: tabular-nums;
    color: var(--_muted);
  }

  .tool {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: var(--_tool);
    block-size: var(--_tool);
    padding: 0;
    border-radius: 50%;
    transition:
      background-color 120ms,
      opacity 120ms;
  }

  .tool:hover {
    background: rgb(255 255 255 / 14%);
  }

  .tool:active {
    background: rgb(255 255 255 / 22%);
  }

  .tool[aria-disabled='true'] {
    opacity: 0.35;
    background: none;
    cursor: default;
  }

  .tool:dir(rtl).side svg {
    transform: scaleX(-1);
  }

  .side {
    position: absolute;
    inset-block-start: calc(50% - var(--_tool) / 2);
    inset-inline-start: max(8px, var(--_left));
    background: rgb(38 40 47 / 72%);
    backdrop-filter: blur(8px);
  }

  .side.next {
    inset-inline: auto max(8px, var(--_right));
  }

  .side:hover {
    background: rgb(62 65 74 / 86%);
  }

  .side[aria-disabled='true'] {
    opacity: 0;
  }

  :focus-visible {
    outline-offset: -2px;
    /* On a picture of any colour. */
    box-shadow: 0 0 0 2px #000;
  }

  .stage:focus-visible {
    box-shadow: none;
  }

  .side[aria-disabled='true']:focus-visible {
    opacity: 0.5;
  }

  svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;
