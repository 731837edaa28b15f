import { css } from './borrowed.js';

/** The icon of the button beside the text; the button itself looks like the one for files. */
export const emojiButtonStyles = css`
  .emoji svg {
    inline-size: 20px;
    block-size: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
  }

  .emoji .attach[aria-expanded='true'] {
    color: var(--_link);
  }
`;
