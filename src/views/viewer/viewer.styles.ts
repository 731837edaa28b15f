import { css } from '../actions/borrowed.js';

/** Dark in both themes: nothing beside a picture is to be as bright as it. */
export const viewerStyles = css`
  :host {
    display: contents;
    --_text: #f2f3f5;
    --_muted: #b4b7c0;
    --_focus: #fff;
    --_tool: 40px;
    --_top: env(safe-area-inset-top);
    --_right: env(safe-area-inset-right);
    --_bottom: env(safe-area-inset-bottom);
    --_left: env(safe-area-inset-left);
  }

  dialog {
    position: fixed;
    inset: 0;
    display: none;
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
    inline-size: 100%;
    block-size: 100%;
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    padding: 0;
    border: 0;
    overflow: hidden;
    color: var(--_text);
    color-scheme: dark;
    background: #0e0f13;
    pointer-events: auto;
    touch-action: none;
    overscroll-behavior: contain;
    -webkit-user-select: none;
    user-select: none;
    animation: appear 160ms ease-out;
  }

  dialog[open] {
    display: grid;
  }

  dialog::backdrop {
    background: none;
  }

  .stage {
    grid-area: 1 / 1 / -1;
    display: grid;
    grid-template-rows: subgrid;
    outline: 0;
  }

  .room {
    grid-row: 2;
    container-type: size;
    display: grid;
    place-items: center;
    margin: 4px max(12px, var(--_right)) 4px max(12px, var(--_left));
    pointer-events: none;
  }

  .picture {
    --_ratio: calc(var(--_width) / var(--_height));

    display: grid;
    place-items: center;
    grid-area: 1 / 1;
    inline-size: min(100cqi, 100cqb * var(--_ratio), var(--_width) * 1px);
    aspect-ratio: var(--_ratio);
    border-radius: 6px;
    background: rgb(255 255 255 / 5%);
    pointer-events: auto;
    transition:
      transform 200ms ease-out,
      translate 200ms ease-out;
  }

  :host([zoomed]) .picture {
    cursor: grab;
  }

  :host([zoomed]) .stage:active .picture {
    cursor: grabbing;
  }

  img {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
    border-radius: inherit;
    /* Where it is transparent, black lines and white ones are seen alike. */
    background: repeating-conic-gradient(#85888f 0 25%, #8f929a 0 50%) 0 / 20px 20px;
    animation: appear 120ms ease-out;
    -webkit-user-drag: none;
    -webkit-touch-callout: default;
  }

  p {
    margin: 0;
  }

  .note {
    display: grid;
    justify-items: center;
    gap: 12px;
    padding: 24px;
    color: var(--_muted);
    text-align: center;
    pointer-events: auto;
  }

  .note svg {
    inline-size: 44px;
    block-size: 44px;
    stroke-width: 1;
  }

  .retry {
    padding: 8px 18px;
    min-block-size: var(--_tool);
    border-radius: var(--_tool);
    font-weight: 600;
    color: var(--_text);
    background: rgb(255 255 255 / 12%);
  }

  .retry:hover {
    background: rgb(255 255 255 / 20%);
  }

  .foot {
    grid-row: 3;
    pointer-events: none;
    display: grid;
    justify-items: center;
    gap: 8px;
    padding: 8px max(20px, var(--_right)) max(16px, var(--_bottom)) max(20px, var(--_left));
    text-align: center;
  }

  .caption {
    pointer-events: auto;
    max-inline-size: 68ch;
    line-height: 1.45;
    text-wrap: balance;
    overflow-wrap: anywhere;
    transition: opacity 160ms;
  }

  /* It would lie on the picture. */
  :host([zoomed]) .caption {
    opacity: 0;
    pointer-events: none;
  }

  .failed {
    padding: 6px 14px;
    border-radius: 20px;
    color: #ffb4ab;
    background: rgb(62 26 26 / 92%);
  }

  .spinner,
  .busy::after {
    inline-size: 28px;
    aspect-ratio: 1;
    border: 2.5px solid rgb(255 255 255 / 20%);
    border-block-start-color: currentColor;
    border-radius: 50%;
    animation: spin 800ms linear infinite;
  }

  /* A picture that is there already comes without one. */
  .spinner {
    animation:
      spin 800ms linear infinite,
      appear 200ms 250ms backwards;
  }

  .busy svg {
    display: none;
  }

  .busy::after {
    content: '';
    inline-size: 18px;
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  @keyframes spin {
    to {
      rotate: 1turn;
    }
  }

  @keyframes pulse {
    50% {
      opacity: 0.4;
    }
  }
`;
