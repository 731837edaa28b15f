import { css } from 'lit';

/** Adaptations of the list: over a game, in a narrow container, with reduced motion, in forced colours, in print. */
export const listAdaptations = css`
  /* In a closed overlay, the newest messages float over the game and fade. */
  :host([idle]) .scroller {
    overflow: hidden;
  }

  /* Failed messages and the focused one do not fade. */
  :host([idle]) :is(.message:not(.failed, :focus-within), .divider, .note) {
    animation: fade 600ms ease-in var(--_fade-after, 8s) forwards;
  }

  :host([idle]) .pill {
    display: none;
  }

  @keyframes fade {
    to {
      opacity: 0;
    }
  }

  @keyframes breathe {
    to {
      opacity: 0.5;
    }
  }

  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 8px;
    }
  }

  @keyframes found {
    from,
    60% {
      background-color: color-mix(in oklab, var(--_accent) 20%, transparent);
    }
  }

  @container (inline-size < 280px) {
    .other {
      padding-inline-start: 0;
    }
    .avatar {
      display: none;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .skeleton span,
    .pill {
      animation: none;
    }
    .message,
    .message[data-found] {
      animation-timing-function: step-end;
    }
    :host([idle]) :is(.message:not(.failed, :focus-within), .divider, .note) {
      animation-duration: 0s;
    }
  }

  @media (forced-colors: active) {
    .bubble {
      border: 1px solid CanvasText;
    }
    .own .bubble {
      border-width: 2px;
    }
    .jump,
    button.chip {
      border-color: ButtonBorder;
    }
    .quote {
      border-color: currentColor;
    }
    .chip[aria-pressed='true'] {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
    .message[data-found] .bubble {
      outline: 2px solid Highlight;
    }
  }

  @media print {
    :host {
      display: block;
    }
    .scroller {
      display: block;
      overflow: visible;
    }
    .message {
      break-inside: avoid;
    }
    .bubble {
      border: 1px solid var(--_border);
    }
    .avatar {
      print-color-adjust: exact;
    }
    .pill,
    .more {
      display: none;
    }
  }
`;
