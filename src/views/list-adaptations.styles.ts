import { css } from 'lit';

/** Adaptations of the list: in a narrow container, with reduced motion, in forced colours, in print. */
export const listAdaptations = css`
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

  /* A message that is sent at once says nothing about it. */
  @keyframes appear {
    from {
      visibility: hidden;
    }
  }

  @media (prefers-reduced-motion: no-preference) {
    .sending .meta {
      animation: appear 0s 400ms backwards;
    }

    .chip,
    [part='receipt'] {
      transition: scale 180ms ease-out;
    }

    @starting-style {
      .chip,
      [part='receipt'] {
        scale: 0.6;
      }
    }
  }

  @container (inline-size < 280px) {
    .other,
    slot[name='greeting'] {
      padding-inline-start: 0;
    }
    .avatar {
      display: none;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .skeleton,
    .pill {
      animation: none;
    }
    .message,
    .message[data-found] {
      animation-timing-function: step-end;
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
    /* Forced colours drop gradients. */
    .more::before {
      forced-color-adjust: none;
      color: ButtonText;
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
      mask: none;
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
