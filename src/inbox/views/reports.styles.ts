import { css } from 'lit';

export const reportsStyles = css`
  :host {
    display: block;
    block-size: 100%;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }

  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .card {
    padding: calc(var(--_space) * 3);
    border-radius: var(--_radius-small);
    cursor: pointer;
  }

  .card:hover {
    background: color-mix(in oklab, var(--_surface) 50%, transparent);
  }

  .card[aria-current='true'] {
    background: var(--_surface);
  }

  .card:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }

  .card.pending > * {
    opacity: 0.6;
  }

  .head,
  .why,
  .deeds {
    display: flex;
    align-items: baseline;
    gap: 0 calc(var(--_space) * 2);
    min-inline-size: 0;
  }

  .head b,
  .room {
    min-inline-size: 0;
    overflow: clip;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .head b {
    flex: 0 1 auto;
    font-weight: 600;
  }

  .room {
    flex: 1 1 0;
    font-size: var(--_font-size-small);
    color: var(--_muted);
  }

  time {
    flex: none;
    font-size: calc(1em * 12 / 15);
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }

  .text {
    display: -webkit-box;
    margin: 2px 0 calc(var(--_space) * 1);
    overflow: hidden;
    overflow-wrap: anywhere;
    white-space: pre-line;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
    line-clamp: 4;
  }

  .why {
    flex-wrap: wrap;
    font-size: var(--_font-size-small);
    color: var(--_muted);
  }

  .count {
    font-weight: 600;
    color: var(--_text);
  }

  q {
    overflow-wrap: anywhere;
  }

  .deeds {
    flex-wrap: wrap;
    gap: calc(var(--_space) * 1);
    margin-block-start: calc(var(--_space) * 2);
    font-size: var(--_font-size-small);
  }

  .deeds button {
    min-block-size: 28px;
    padding: 2px 10px;
    border: 1px solid var(--_border-strong);
    border-radius: 14px;
    font-weight: 500;
    background: var(--_background);
  }

  .deeds button:hover:not(:disabled) {
    background: var(--_surface);
  }

  .deeds button:disabled {
    color: var(--_muted);
  }

  .more {
    padding: calc(var(--_space) * 3);
    font-size: var(--_font-size-small);
    color: var(--_muted);
  }

  @media (pointer: coarse) {
    .deeds button {
      min-block-size: 44px;
      border-radius: 22px;
    }
  }

  @media (forced-colors: active) {
    .card[aria-current='true'] {
      border: 2px solid Highlight;
    }
  }
`;
