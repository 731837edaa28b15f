import { css } from '../actions/borrowed.js';

/** What files have in common, in a message and in the tray: their drawings, the picture, and how far they are stored. */
export const fileStyles = css`
  svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  img {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    border-radius: inherit;
  }

  .name {
    overflow: hidden;
    font-weight: 600;
    white-space: nowrap;
    text-overflow: ellipsis;
    unicode-bidi: plaintext;
  }

  .progress {
    position: absolute;
    overflow: hidden;
  }

  .progress i {
    display: block;
    block-size: 100%;
    border-radius: inherit;
    background: var(--_accent);
    transition: inline-size 200ms ease-out;
  }

  @media (prefers-reduced-motion: reduce) {
    .progress i {
      transition: none;
    }
  }

  @media (forced-colors: active) {
    .progress {
      border: 1px solid CanvasText;
    }
    .progress i {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
