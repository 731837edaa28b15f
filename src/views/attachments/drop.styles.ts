import { css } from '../actions/borrowed.js';

/** The hint over a chat that files are dragged over. What is dropped on it goes to the chat. */
export const dropStyles = css`
  /* A launcher's panel has a place of its own. */
  :host(:not([variant])) {
    position: relative;
  }

  .drop {
    position: absolute;
    inset: 0;
    z-index: 2;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: calc(var(--_space) * 2);
    margin: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 4);
    border: 2px dashed var(--_focus);
    border-radius: calc(var(--_radius) - var(--_space));
    color: var(--_text);
    background: color-mix(in srgb, var(--_background) 90%, transparent);
    font-weight: 600;
    text-align: center;
    pointer-events: none;
  }

  .drop svg {
    inline-size: 32px;
    block-size: 32px;
    fill: none;
    stroke: var(--_focus);
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;
