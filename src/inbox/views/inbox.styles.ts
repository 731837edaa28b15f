import { css } from 'lit';
import { tokens } from '../../element/tokens.styles.js';
import { sharedStyles } from '../../views/shared.styles.js';
import { layoutStyles } from './layout.styles.js';
import { overlayStyles } from './overlays.styles.js';
import { emptyStyles } from './empty.styles.js';
import { sideStyles } from './side.styles.js';

const parts = css`
  svg {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  [dir='rtl'] .back svg,
  :host(:dir(rtl)) .back svg {
    scale: -1 1;
  }

  .icon-button {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    border-radius: 50%;
    color: var(--_muted);
  }

  .icon-button:hover {
    color: var(--_text);
    background: var(--_surface);
  }

  @media (pointer: coarse) {
    .icon-button {
      min-block-size: 44px;
      min-inline-size: 44px;
    }
  }
`;

export const inboxStyles = [
  sharedStyles,
  tokens,
  layoutStyles,
  parts,
  emptyStyles,
  sideStyles,
  overlayStyles,
];
