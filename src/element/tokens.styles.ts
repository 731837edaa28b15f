import { css } from 'lit';

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

/** What an element takes from its page. */
export const tokens = [reset, design];
