import { css } from 'lit';

/**
 * The host's tokens. Pages set `--momento-chat-*`; the widget reads the private names, which inherit into the
 * views' shadow roots. Four colours make all others, so that setting one of them keeps the rest in tune: text on
 * the accent is black or white, whichever can be read (4.5:1 at least), and links and focus are the accent, as
 * dark or as light as the background needs.
 */
export const tokens = css`
  :host {
    --_accent: var(--momento-chat-accent, light-dark(#3b5bdb, #4263eb));
    --_background: var(--momento-chat-background, light-dark(#fff, #17181c));
    --_text: var(--momento-chat-text, light-dark(#1c1e26, #e9eaee));
    --_danger: var(--momento-chat-danger, light-dark(#b42318, #ff9a8f));

    /* 49.44 is where black and white can be read equally well. */
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
    --_muted: var(--momento-chat-muted, color-mix(in oklab, var(--_text) 68%, var(--_background)));
    --_surface: var(
      --momento-chat-surface,
      color-mix(in oklab, var(--_text) 7%, var(--_background))
    );
    --_border: var(
      --momento-chat-border,
      color-mix(in oklab, var(--_text) 14%, var(--_background))
    );
    --_badge: var(--momento-chat-badge, #d92d20);

    --_density: var(--momento-chat-density, 1);
    --_space: calc(var(--momento-chat-spacing, 4px) * var(--_density));
    --_radius: var(--momento-chat-radius, 16px);
    --_radius-small: calc(var(--_radius) / 4);
    --_font: var(--momento-chat-font, system-ui, sans-serif);
    --_font-size: var(--momento-chat-font-size, 15px);
    --_font-size-small: calc(var(--_font-size) * 13 / 15);
    --_shadow: var(
      --momento-chat-shadow,
      0 1px 2px rgb(0 0 0 / 8%),
      0 8px 24px rgb(0 0 0 / 12%),
      0 24px 64px rgb(0 0 0 / 16%)
    );
    --_fade-after: var(--momento-chat-fade-after, 8s);

    color: var(--_text);
    font: var(--_font-size) / var(--momento-chat-line-height, 1.45) var(--_font);
    text-align: start;
    -webkit-text-size-adjust: none;
    text-size-adjust: none;
  }

  :host([theme='light']) {
    color-scheme: light;
  }

  :host([theme='dark']) {
    color-scheme: dark;
  }
`;

export const styles = css`
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

  /* Fills what height there is; where the page gives none, the list has one of its own to scroll in. */
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

  .away {
    box-sizing: border-box;
    align-self: center;
    inline-size: calc(100% - var(--_space) * 6);
    max-inline-size: 60rem;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border-radius: calc(var(--_radius) * 0.75);
    font-size: var(--_font-size-small);
    color: var(--_muted);
    background: var(--_surface);
  }

  svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;
