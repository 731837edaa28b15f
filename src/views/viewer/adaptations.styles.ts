import { css } from '../actions/borrowed.js';

/** For wide windows, fingers, and what visitors have set. After the others: it takes the place of some of them. */
export const adaptationsStyles = css`
  @media (min-width: 720px) {
    .room {
      margin-inline: 72px;
    }
    .side {
      --_tool: 44px;
      inset-inline-start: max(16px, var(--_left));
    }
    .side.next {
      inset-inline-end: max(16px, var(--_right));
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
