import { css } from '../actions/borrowed.js';

/** The files above the composer. */
export const trayStyles = css`
  :host {
    display: block;
    max-inline-size: 60rem;
    margin: 0 auto calc(var(--_space) * 2);
    font-size: var(--_font-size-small);
    line-height: 1.3;
  }

  ul {
    display: flex;
    gap: calc(var(--_space) * 2);
    margin: 0;
    /* The buttons reach over the corners, and the outlines beyond them. */
    padding: 8px 8px 2px 2px;
    overflow-x: auto;
    list-style: none;
    scrollbar-width: thin;
    scrollbar-color: var(--_border) transparent;
  }

  ul:dir(rtl) {
    padding: 8px 2px 2px 8px;
  }

  li {
    position: relative;
    flex: none;
    inline-size: 84px;
    block-size: 84px;
    border-radius: min(var(--_radius, 16px), 12px);
    color: var(--_text);
    background: var(--_surface);
    animation: enter 160ms ease-out;
  }

  li:has(.chip) {
    inline-size: 168px;
  }

  li.failed {
    outline: 1px solid var(--_danger);
  }

  .uploading img {
    opacity: 0.7;
  }

  .chip {
    display: flex;
    flex-direction: column;
    justify-content: center;
    block-size: 100%;
    padding: 8px 12px;
  }

  .chip svg {
    color: var(--_muted);
  }

  small {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    font-size: calc(1em * 11 / 13);
    color: var(--_muted);
  }

  .failed small {
    -webkit-line-clamp: 3;
    color: var(--_danger);
  }

  .failed .chip svg {
    display: none;
  }

  .remove,
  .alt {
    position: absolute;
    display: grid;
    place-items: center;
    padding: 0;
    color: #fff;
    background: rgb(0 0 0 / 65%);
    transition: background-color 120ms;
  }

  .remove {
    inset-block-start: -6px;
    inset-inline-end: -6px;
    inline-size: 24px;
    block-size: 24px;
    border: 2px solid var(--_background);
    border-radius: 50%;
  }

  /* The touch target is larger than the button. */
  .remove::before {
    content: '';
    position: absolute;
    inset: -8px;
  }

  .alt {
    inset-block-end: 4px;
    inset-inline-start: 4px;
    padding: 0 6px;
    border-radius: 12px;
    font-size: 10px;
    font-weight: 700;
    letter-spacing: 0.04em;
  }

  .remove:hover,
  .alt:hover,
  .alt[aria-expanded='true'] {
    background: #000;
  }

  .uploading .alt {
    inset-block-end: 12px;
  }

  .progress {
    inset-inline: 6px;
    inset-block-end: 5px;
    block-size: 4px;
    border-radius: 2px;
    background: color-mix(in srgb, var(--_text) 25%, transparent);
  }

  input {
    inline-size: 100%;
    margin-block-start: calc(var(--_space) * 2);
    padding: 6px 12px;
    border: 1px solid var(--_border);
    border-radius: min(var(--_radius, 16px), 12px);
    color: inherit;
    background: var(--_background);
    /* Phones zoom in on a focused field whose text is smaller than this. */
    font: inherit;
    font-size: max(16px, 1em);
  }

  @keyframes enter {
    from {
      opacity: 0;
      scale: 0.9;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    li {
      animation: none;
    }
  }

  @media (forced-colors: active) {
    li,
    .remove,
    .alt {
      border: 1px solid ButtonBorder;
      background: ButtonFace;
      color: ButtonText;
    }
  }
`;
