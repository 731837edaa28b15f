import { css } from '../actions/borrowed.js';

/** Dark in both themes: nothing beside a picture is to be as bright as it. */
export const viewerStyles = css`
  :host {
    display: contents;
    --_text: #f2f3f5;
    --_muted: #b4b7c0;
    --_focus: #fff;
    --_tool: 40px;
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
    background: rgb(13 14 18 / 95%);
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
    margin: 4px max(12px, env(safe-area-inset-right)) 4px max(12px, env(safe-area-inset-left));
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
      transform 200ms cubic-bezier(0.2, 0.8, 0.2, 1),
      translate 200ms cubic-bezier(0.2, 0.8, 0.2, 1);
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

  .bar,
  .foot {
    position: relative;
    grid-column: 1;
    pointer-events: none;
  }

  .bar {
    grid-row: 1;
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 8px;
    padding-top: max(8px, env(safe-area-inset-top));
    padding-right: max(8px, env(safe-area-inset-right));
    padding-left: max(16px, env(safe-area-inset-left));
  }

  .bar:dir(rtl) {
    padding-right: max(16px, env(safe-area-inset-right));
    padding-left: max(8px, env(safe-area-inset-left));
  }

  /* Over a zoomed picture, however bright that is. */
  .bar::before {
    content: '';
    position: absolute;
    z-index: -1;
    inset: 0 0 -16px;
    background: linear-gradient(rgb(13 14 18 / 90%), rgb(13 14 18 / 70%) 65%, transparent);
    opacity: 0;
    transition: opacity 160ms;
  }

  :host([zoomed]) .bar::before {
    opacity: 1;
  }

  .about {
    flex: 1;
    min-inline-size: 0;
    line-height: 1.35;
  }

  .name,
  .count {
    display: block;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }

  .name {
    font-weight: 600;
    unicode-bidi: plaintext;
    text-align: start;
  }

  .count {
    font-size: var(--_font-size-small);
    font-variant-numeric: tabular-nums;
    color: var(--_muted);
  }

  .tool {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: var(--_tool);
    block-size: var(--_tool);
    padding: 0;
    border-radius: 50%;
    pointer-events: auto;
    transition:
      background-color 120ms,
      opacity 120ms;
  }

  .tool:hover {
    background: rgb(255 255 255 / 14%);
  }

  .tool:active {
    background: rgb(255 255 255 / 22%);
  }

  .tool[aria-disabled='true'] {
    opacity: 0.35;
    background: none;
    cursor: default;
  }

  .tool:dir(rtl).side svg {
    transform: scaleX(-1);
  }

  .side {
    position: absolute;
    inset-block-start: calc(50% - var(--_tool) / 2);
    inset-inline-start: max(8px, env(safe-area-inset-left));
    background: rgb(38 40 47 / 72%);
    backdrop-filter: blur(8px);
  }

  .side.next {
    inset-inline: auto max(8px, env(safe-area-inset-right));
  }

  .side:hover {
    background: rgb(62 65 74 / 86%);
  }

  .side[aria-disabled='true'] {
    opacity: 0;
  }

  :focus-visible {
    outline-offset: -2px;
    /* On a picture of any colour. */
    box-shadow: 0 0 0 2px #000;
  }

  .stage:focus-visible {
    box-shadow: none;
  }

  .side[aria-disabled='true']:focus-visible {
    opacity: 0.5;
  }

  svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
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
    display: grid;
    justify-items: center;
    gap: 8px;
    padding: 8px max(20px, env(safe-area-inset-right)) max(16px, env(safe-area-inset-bottom))
      max(20px, env(safe-area-inset-left));
    text-align: center;
  }

  .caption {
    max-inline-size: 68ch;
    line-height: 1.45;
    text-wrap: pretty;
    overflow-wrap: anywhere;
    transition: opacity 160ms;
  }

  /* It would lie on the picture. */
  :host([zoomed]) .caption {
    opacity: 0;
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

  @media (min-width: 720px) {
    .room {
      margin-inline: 72px;
    }
    .side {
      --_tool: 44px;
      inset-inline-start: max(16px, env(safe-area-inset-left));
    }
    .side.next {
      inset-inline-end: max(16px, env(safe-area-inset-right));
    }
  }

  @media (pointer: coarse) {
    :host {
      --_tool: 44px;
    }
    .bar {
      gap: 0;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    dialog,
    img {
      animation: none;
    }
    .picture {
      transition: none;
    }
    .spinner,
    .busy::after {
      animation: pulse 2s infinite;
    }
  }

  @media (forced-colors: active) {
    dialog {
      background: Canvas;
    }
    .tool,
    .retry {
      border: 1px solid ButtonBorder;
    }
    .tool[aria-disabled='true'] {
      opacity: 1;
      color: GrayText;
      border-color: GrayText;
    }
    .bar::before {
      background: Canvas;
    }
  }

  @media print {
    dialog[open] {
      display: none;
    }
  }
`;
