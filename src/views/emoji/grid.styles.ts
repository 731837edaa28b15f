import { css } from '../actions/borrowed.js';

/** The emoji, in groups with headings. */
export const gridStyles = css`
  .list {
    position: relative;
    flex: 1;
    min-block-size: 0;
    padding: 0 8px 8px;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_border) transparent;
    outline: 0;
  }

  .group {
    content-visibility: auto;
    contain-intrinsic-block-size: auto calc(32px + var(--_rows, 1) * var(--_cell));
  }

  .heading {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    block-size: 32px;
    padding-inline: 4px;
    font-size: calc(1em * 12 / 15);
    font-weight: 600;
    color: var(--_muted);
    background: var(--_solid);
  }

  .rows {
    display: grid;
    grid-template-columns: repeat(var(--_columns, 9), minmax(0, 1fr));
    grid-auto-rows: var(--_cell);
  }

  .cell {
    display: grid;
    place-items: center;
    min-inline-size: 0;
    border-radius: 8px;
    font:
      calc(1em * 22 / 15) / 1 'Apple Color Emoji',
      'Segoe UI Emoji',
      'Noto Color Emoji',
      'Twemoji Mozilla',
      sans-serif;
    cursor: pointer;
    /* Below the heading. */
    scroll-margin-block: 32px 4px;
    -webkit-user-select: none;
    user-select: none;
  }

  .cell:hover,
  .cell:focus-visible,
  /* Enter in the search field picks it. */
  .search:has(input:focus) ~ .list .group:only-child .cell:first-child {
    background: var(--_surface);
  }

  .cell:focus-visible {
    outline-offset: -2px;
  }
`;
