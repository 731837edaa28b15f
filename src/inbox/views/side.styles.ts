import { css } from 'lit';

/** The search, the filters and the list, with what stands in its place. */
export const sideStyles = css`
  .top {
    flex: none;
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 1);
    padding: calc(var(--_space) * 3) calc(var(--_space) * 3) calc(var(--_space) * 2);
  }

  .top h2 {
    margin: 0;
    font-size: calc(1em * 16 / 15);
    font-weight: 600;
    line-height: 1.3;
  }

  .top h2 span {
    font-weight: 400;
    color: var(--_muted);
  }

  .find {
    flex: 1;
    position: relative;
    display: flex;
    min-inline-size: 0;
    color: var(--_muted);
  }

  .find svg {
    position: absolute;
    inset-inline-start: 10px;
    inset-block: 0;
    inline-size: 16px;
    block-size: 100%;
    pointer-events: none;
  }

  input {
    flex: 1;
    min-inline-size: 0;
    block-size: 36px;
    padding-inline: 34px 10px;
    border: 1px solid var(--_border-strong);
    border-radius: 18px;
    text-overflow: ellipsis;
    font: inherit;
    font-size: max(1em, 16px);
    color: var(--_text);
    background: var(--_background);
  }

  input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  input::-webkit-search-cancel-button {
    cursor: pointer;
  }

  .filters {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    padding: 0 calc(var(--_space) * 3) calc(var(--_space) * 2);
    font-size: var(--_font-size-small);
  }

  .filters button {
    padding: 3px 8px;
    border-radius: 14px;
    color: var(--_muted);
    white-space: nowrap;
  }

  .filters button:hover {
    color: var(--_text);
    background: color-mix(in oklab, var(--_surface) 50%, transparent);
  }

  .filters [aria-pressed='true'] {
    font-weight: 600;
    color: var(--_text);
    background: var(--_surface);
  }

  .filters span {
    font-variant-numeric: tabular-nums;
  }

  .lines {
    flex: 1;
    position: relative;
    min-block-size: 0;
    padding-inline: calc(var(--_space) * 1);
  }

  .banner {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--_space) * 2);
    margin: 0 calc(var(--_space) * 3) calc(var(--_space) * 2);
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 3);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.75);
    font-size: var(--_font-size-small);
  }

  .banner.failed {
    color: var(--_danger);
  }

  .lines > .empty {
    position: absolute;
    inset: 0;
    pointer-events: none;
  }

  .lines > .empty button {
    pointer-events: auto;
  }

  .bones {
    position: absolute;
    inset: 0;
    overflow: hidden;
  }

  .bone {
    display: grid;
    grid-template: 1fr auto auto 1fr / auto 1fr;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 3);
    align-items: center;
    block-size: calc(1em * 76 / 15);
    padding-inline: calc(var(--_space) * 3);
  }

  .bone i {
    grid-column: 2;
    grid-row: 2;
    block-size: 12px;
    inline-size: 40%;
    border-radius: 6px;
    background: var(--_surface);
  }

  .bone i:nth-child(1) {
    grid-area: 1 / 1 / -1;
    inline-size: calc(1em * 40 / 15);
    block-size: calc(1em * 40 / 15);
    border-radius: 50%;
  }

  .bone i:nth-child(3) {
    grid-row: 3;
    inline-size: 75%;
  }

  @media (pointer: coarse) {
    .filters button,
    input {
      min-block-size: 44px;
      min-inline-size: 44px;
    }
  }

  @media (forced-colors: active) {
    /* Filled: an outline is that of the focus. */
    .filters [aria-pressed='true'] {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
      outline-color: CanvasText;
    }

    .bone i {
      border: 1px solid;
    }
  }
`;
