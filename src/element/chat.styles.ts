import { css } from 'lit';
import { lowStyles } from '../views/low.styles.js';
import { printStyles } from '../views/print.styles.js';
import { sharedStyles } from '../views/shared.styles.js';

/**
 * The chat inherits no text styles from the page, such as `letter-spacing` or `user-select: none`. It inherits only
 * `direction`, visibility, interactivity, the colour scheme and the language. The page's own styles for the element
 * override all of this, except `user-select`: games often disable it for every element, and messages must stay
 * selectable.
 */
const reset = css`
  :host {
    all: initial;
    visibility: inherit;
    pointer-events: inherit;
    interactivity: inherit;
    color-scheme: inherit;
    -webkit-locale: revert-layer;
    -webkit-user-select: text !important;
    user-select: text !important;
    -webkit-text-size-adjust: none;
    text-size-adjust: none;
  }
`;

/**
 * The host's tokens. Pages set `--momento-chat-*`; the widget reads the private names, which inherit into the
 * views' shadow roots. All other colours derive from four, so that the rest follows when a page sets one of them. Text
 * on the accent is black or white, whichever is legible (a contrast of at least 4.5:1). Links and focus have the
 * accent colour, as dark or as light as the background requires.
 *
 * The host itself has the font size that the reader has set in the browser, whatever font size the page has. All text
 * sizes are relative to it. At the usual 16px, text has `var(--momento-chat-font-size, 15px)`.
 */
const design = css`
  :host {
    --_accent: var(--momento-chat-accent, light-dark(#3b5bdb, #4263eb));
    --_background: var(--momento-chat-background, light-dark(#fff, #17181c));
    --_text: var(--momento-chat-text, light-dark(#1c1e26, #e9eaee));
    --_danger: var(--momento-chat-danger, light-dark(#b42318, #ff9a8f));

    /* At a lightness of 49.44, black and white have the same contrast. */
    --_on-accent: var(
      --momento-chat-on-accent,
      lch(from var(--_accent) calc((49.44 - l) * 1000) 0 0)
    );
    --_ink: light-dark(
      oklch(from var(--_accent) min(l, 0.5) c h),
      oklch(from var(--_accent) max(l, 0.77) c h)
    );
    --_link: var(--momento-chat-link, var(--_ink));
    --_focus: var(--momento-chat-focus, var(--_ink));
    --_selected: var(--_ink);
    --_on-selected: light-dark(#fff, #000);
    --_muted: var(--momento-chat-muted, color-mix(in oklab, var(--_text) 68%, var(--_background)));
    /* Tinted by the accent, so that bubbles and fields belong to it; stronger in the dark, where a tint is seen less. */
    --_surface: var(
      --momento-chat-surface,
      light-dark(
        color-mix(in oklab, var(--_accent) 11%, var(--_background)),
        color-mix(in oklab, var(--_accent) 22%, var(--_background))
      )
    );
    --_border: var(
      --momento-chat-border,
      color-mix(in oklab, var(--_text) 14%, var(--_background))
    );
    --_border-strong: color-mix(in oklab, var(--_text) 14%, var(--_border));
    --_badge: var(--momento-chat-badge, #d92d20);

    --_density: var(--momento-chat-density, 1);
    --_space: calc(var(--momento-chat-spacing, 4px) * var(--_density));
    --_radius: var(--momento-chat-radius, 16px);
    --_radius-small: calc(var(--_radius) / 4);
    --_font-size: var(--momento-chat-font-size, calc(1em * 15 / 16));
    /* Relative to the font size of the surrounding text. */
    --_font-size-small: calc(1em * 13 / 15);
    --_shadow: var(
      --momento-chat-shadow,
      0 1px 2px rgb(0 0 0 / 8%),
      0 8px 24px rgb(0 0 0 / 12%),
      0 24px 64px rgb(0 0 0 / 16%)
    );
    --_shadow-small: 0 1px 2px rgb(0 0 0 / 8%), 0 4px 12px rgb(0 0 0 / 10%);
    --_max-text: 160px;
    --_fade-after: var(--momento-chat-fade-after, 8s);
    /* Set while there is an on-screen keyboard. */
    --_viewport-top: 0px;
    --_keyboard-inset: 0px;

    color: var(--_text);
    font-family: system-ui, sans-serif;
    line-height: var(--momento-chat-line-height, 1.45);
  }

  :where(:host) > * {
    font-size: var(--_font-size);
    font-family: var(--momento-chat-font, inherit);
  }

  :host([theme='light']) {
    color-scheme: light;
  }

  :host([theme='dark']) {
    color-scheme: dark;
  }
`;

const tokens = [reset, design];

const styles = css`
  :host {
    box-sizing: border-box;
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    min-block-size: 0;
    block-size: 100%;
    max-block-size: 100%;
    overflow: hidden;
    background: var(--_background);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }

  /* Fills the available height. If the page sets none, the list has a height of its own to scroll in. */
  momento-chat-message-list {
    flex: 1 1 var(--momento-chat-list-height, 24rem);
    min-block-size: 0;
  }

  slot[part='header']::slotted(*) {
    flex: none;
    margin: 0;
    padding: calc(var(--_space) * 3) calc(var(--_space) * 4);
    border-block-end: 1px solid var(--_border);
  }

  .search-button {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    border-radius: 50%;
    color: var(--_muted);
  }

  .search-button svg {
    inline-size: 20px;
  }

  .search-button:hover {
    color: var(--_text);
    background: var(--_surface);
  }

  .search-button,
  .search-button ~ :not(momento-chat-status-banner) {
    order: 1;
  }

  /* Without a header of its own it stands below the banner, over the messages. */
  slot + .search-button {
    align-self: end;
    position: relative;
    z-index: 1;
    margin: calc(var(--_space) * 2) calc(var(--_space) * 3) calc(-36px - var(--_space) * 2);
    border: 1px solid var(--_border);
    background: var(--_background);
  }

  /* The menu's button stands there, with styles of its own: its module may come later. */
  :host > .search-button:has(+ momento-chat-menu) {
    margin-inline-end: calc(36px + var(--_space) * 4);
  }

  /* Where the host greets, as a first message of another person. */
  [name='greeting']::slotted(*) {
    inline-size: fit-content;
    max-inline-size: min(85%, 600px);
    margin: 0;
    padding: calc(var(--_space) * 1.75) calc(var(--_space) * 3);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  .starters {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: calc(var(--_space) * 2);
    padding: 0 calc(var(--_space) * 3) calc(var(--_space) * 2);
  }

  .starters button {
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 3);
    font-weight: 500;
    overflow-wrap: anywhere;
    color: var(--_link);
    border: 1px solid currentColor;
    border-radius: var(--_radius);
  }

  .starters button:hover {
    background: var(--_surface);
  }

  .away {
    box-sizing: border-box;
    align-self: center;
    inline-size: calc(100% - var(--_space) * 6);
    max-inline-size: 60rem;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border-radius: calc(var(--_radius) * 0.75);
    color: var(--_muted);
    background: var(--_surface);
  }

  .away slot {
    display: block;
    font-size: var(--_font-size-small);
  }

  svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;

/** What is in a frame has no box of its own, until the frame is there. */
const framed = css`
  :host(:is([variant='launcher'], [variant='overlay'])) {
    display: contents;
  }
`;

/** The element's own styles. The order matters: later ones override earlier ones. */
export const chatStyles = [sharedStyles, tokens, styles, framed, lowStyles, printStyles];
