import { css } from '../actions/borrowed.js';

export const pickerStyles = css`
  :host {
    --_cell: 36px;
    /* Over a game the chat is translucent: emoji would be seen behind headings. */
    --_solid: rgb(from var(--_background) r g b / 1);

    inset: var(--_y, 0) auto auto var(--_x, 0);
    inline-size: var(--_width, 352px);
    block-size: var(--_height, 420px);
    margin: 0;
    padding: 0;
    overflow: hidden;
    border: 1px solid var(--_border);
    border-radius: min(var(--_radius, 16px), 12px);
    color: var(--_text);
    background: var(--_solid);
    box-shadow: var(--_shadow);
    font: inherit;
    text-align: start;
    text-shadow: none;
    pointer-events: auto;
    animation: open 160ms ease-out;
  }

  @keyframes open {
    from {
      opacity: 0;
      scale: 0.97;
    }
  }

  .picker {
    display: flex;
    flex-direction: column;
    block-size: 100%;
  }

  svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .search {
    flex: none;
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 8px 8px 4px;
    padding-inline: 12px;
    border: 1px solid var(--_border-strong);
    border-radius: min(var(--_radius, 16px) * 2, 18px);
    color: var(--_muted);
  }

  .search:focus-within {
    border-color: var(--_focus);
    outline: 1px solid var(--_focus);
  }

  input {
    flex: 1;
    min-inline-size: 0;
    block-size: 34px;
    padding: 0;
    border: 0;
    outline: 0;
    color: var(--_text);
    background: none;
    font: inherit;
    /* Phones zoom in on a focused field whose text is smaller than this. */
    font-size: max(16px, 1em);
  }

  /* What is around it shows the focus. */
  input:focus-visible {
    outline: 0;
  }

  input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  .tabs {
    flex: none;
    display: flex;
    padding-inline: 8px;
    border-block-end: 1px solid var(--_border);
  }

  .tab {
    flex: 1;
    display: grid;
    place-items: center;
    min-inline-size: 0;
    block-size: 36px;
    padding: 0;
    border-radius: var(--_radius-small);
    color: var(--_muted);
    transition: color 150ms;
  }

  .tab:hover {
    color: var(--_text);
  }

  .tab[aria-selected='true'] {
    color: var(--_link);
    box-shadow: 0 2px 0 -0.5px var(--_link);
    border-end-start-radius: 0;
    border-end-end-radius: 0;
  }

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

  .none {
    flex: 1;
    margin: 32px 16px;
    text-align: center;
    color: var(--_muted);
  }

  .foot {
    flex: none;
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 44px;
    padding-inline: 12px 8px;
    border-block-start: 1px solid var(--_border);
  }

  .preview {
    flex: 1;
    display: flex;
    align-items: center;
    gap: 8px;
    min-inline-size: 0;
  }

  .glyph {
    flex: none;
    font-size: calc(1em * 24 / 15);
    line-height: 1;
  }

  .name {
    display: grid;
    min-inline-size: 0;
    font-size: var(--_font-size-small);
    line-height: 1.3;
  }

  bdi,
  small {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  small {
    font-size: calc(1em * 12 / 13);
    color: var(--_muted);
  }

  .preview > small {
    font-size: calc(1em * 12 / 15);
  }

  .tones {
    flex: none;
    display: flex;
  }

  .tone {
    display: grid;
    place-items: center;
    inline-size: 24px;
    block-size: 36px;
    padding: 0;
  }

  .tone::before {
    content: '';
    inline-size: 16px;
    block-size: 16px;
    border-radius: 50%;
    background: var(--_skin);
    box-shadow: inset 0 0 0 1px rgb(0 0 0 / 12%);
    forced-color-adjust: none;
  }

  .tone[aria-checked='true']::before {
    outline: 2px solid var(--_link);
    outline-offset: 1px;
  }

  .tone-0 {
    --_skin: #ffc93a;
  }

  .tone-1 {
    --_skin: #f9dcc4;
  }

  .tone-2 {
    --_skin: #e7bb94;
  }

  .tone-3 {
    --_skin: #c58f63;
  }

  .tone-4 {
    --_skin: #9a6240;
  }

  .tone-5 {
    --_skin: #5b4034;
  }

  /* Search and emoji are what there is room for. */
  :host(.low) .foot,
  :host(.low) .tabs {
    display: none;
  }

  :host(.low) .search {
    margin-block: 4px 0;
  }

  /* A sheet at the lower edge of a small screen, for fingers. */
  :host(.touch) {
    --_cell: 44px;

    border-width: 1px 0 0;
    border-end-start-radius: 0;
    border-end-end-radius: 0;
  }

  :host(.touch) .tab,
  :host(.touch) input,
  :host(.touch) .tone {
    block-size: 44px;
  }

  :host(.touch) .cell {
    font-size: calc(1em * 26 / 15);
  }

  :host(.touch) .tones {
    flex: 1;
    justify-content: space-between;
  }

  :host(.touch) .tone {
    inline-size: 44px;
  }

  :host(.touch) .preview {
    display: none;
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      animation: none;
    }

    .tab {
      transition: none;
    }
  }

  @media (forced-colors: active) {
    .tab[aria-selected='true'] {
      color: Highlight;
      border-block-end: 2px solid Highlight;
    }

    .cell:hover {
      outline: 1px solid ButtonBorder;
      outline-offset: -1px;
    }

    .cell:focus-visible,
    .tone[aria-checked='true']::before {
      outline-color: Highlight;
    }
  }

  @media print {
    :host {
      display: none;
    }
  }
`;
