import { css } from '../actions/borrowed.js';

/** One file of a message. Its place, and a picture's space, are the list's. */
export const attachmentStyles = css`
  :host {
    position: relative;
    font-size: var(--_font-size-small);
    line-height: 1.35;
  }

  svg {
    flex: none;
  }

  .open,
  .note {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    padding: 0;
    border-radius: inherit;
  }

  .open {
    cursor: zoom-in;
  }

  img {
    animation: appear 160ms ease-out;
  }

  :focus-visible {
    outline-offset: -2px;
  }

  /* On a picture of any colour. */
  .open:focus-visible {
    box-shadow: inset 0 0 0 4px var(--_background);
  }

  .waiting {
    position: absolute;
    inset: 0;
    background: linear-gradient(
      100deg,
      transparent 30%,
      color-mix(in srgb, var(--_text) 7%, transparent) 50%,
      transparent 70%
    );
    background-size: 300% 100%;
    animation: shimmer 1.6s linear infinite;
  }

  .note {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 2px;
    padding: calc(var(--_space) * 2);
    color: var(--_muted);
    text-align: center;
    overflow: hidden;
  }

  .chip {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    min-block-size: 56px;
    padding: calc(var(--_space) * 2);
  }

  .chip > svg {
    padding: 8px;
    inline-size: 40px;
    block-size: 40px;
    border-radius: var(--_radius-small);
    background: color-mix(in srgb, var(--_text) 7%, transparent);
  }

  .about {
    flex: 1;
    min-inline-size: 0;
  }

  .name {
    display: block;
  }

  .about small {
    font-size: inherit;
    color: var(--_muted);
  }

  .about .failed {
    color: var(--_danger);
  }

  .download {
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    padding: 0;
    border-radius: 50%;
  }

  .download:hover {
    background: color-mix(in srgb, currentColor 10%, transparent);
  }

  .progress {
    inset-inline: 8px;
    inset-block-end: 8px;
    block-size: 6px;
    border-radius: 3px;
    background: color-mix(in srgb, var(--_background) 80%, transparent);
    box-shadow: 0 0 0 1px color-mix(in srgb, var(--_text) 25%, transparent);
  }

  /* At the edge: above it would be the words. */
  .chip ~ .progress {
    inset-inline: 0;
    inset-block-end: 0;
    block-size: 4px;
    border-radius: 0;
    box-shadow: none;
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  @keyframes shimmer {
    from {
      background-position: 120% 0;
    }
    to {
      background-position: -30% 0;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    img,
    .waiting {
      animation: none;
    }
  }

  @media (forced-colors: active) {
    :host {
      border: 1px solid CanvasText;
    }
  }
`;
