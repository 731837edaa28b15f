import { css } from 'lit';

/** Styles that all views share: box sizing, focus, plain buttons, and text for screen readers only. */
export const sharedStyles = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  button {
    font: inherit;
    color: inherit;
    min-block-size: 24px;
    min-inline-size: 24px;
    cursor: pointer;
    /* In an overlay, clicks go through to the game, except those on buttons. */
    pointer-events: var(--_button-events, inherit);
    border: 0;
    border-radius: var(--_radius-small);
    background: none;
  }

  button:disabled {
    cursor: default;
  }

  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }

  /* The page's selection colours are inherited, but they suit the page's own colours only. */
  ::selection {
    all: initial;
    /* WebKit's selection colours depend on it. */
    color-scheme: inherit;
    color: var(--_on-selected);
    background: var(--_selected);
  }

  @media (forced-colors: active) {
    ::selection {
      color: HighlightText;
      background: Highlight;
    }
  }

  .text-button {
    padding: 2px 8px;
    font-weight: 600;
    color: var(--_link);
  }

  .text-button:hover {
    background: color-mix(in srgb, currentColor 10%, transparent);
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
