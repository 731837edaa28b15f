import { css } from '../actions/borrowed.js';

/** The picker itself, its search field and tabs, and how all of it adapts: these rules come last. */
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

  .none {
    flex: 1;
    margin: 32px 16px;
    text-align: center;
    color: var(--_muted);
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
