import { css } from 'lit';

/**
 * The host's tokens. Pages set `--momento-chat-*`; the widget reads the private names, of which each has a
 * default for light and dark. Private names inherit into the views' shadow roots.
 */
export const styles = css`
  :host {
    --_accent: var(--momento-chat-accent, light-dark(#3b5bdb, #4263eb));
    --_on-accent: var(--momento-chat-on-accent, #fff);
    --_background: var(--momento-chat-background, light-dark(#fff, #17181c));
    --_text: var(--momento-chat-text, light-dark(#1c1e26, #e9eaee));
    --_muted: var(--momento-chat-muted, light-dark(#5c6070, #a2a6b4));
    --_surface: var(--momento-chat-surface, light-dark(#f0f1f5, #26282f));
    --_border: var(--momento-chat-border, light-dark(#dfe1e8, #34363f));
    --_danger: var(--momento-chat-danger, light-dark(#b42318, #ff9a8f));
    --_link: var(--momento-chat-link, light-dark(#3b5bdb, #9db0ff));
    --_focus: var(--momento-chat-focus, light-dark(#3b5bdb, #9db0ff));
    --_radius: var(--momento-chat-radius, 16px);
    --_radius-small: calc(var(--_radius) / 4);
    --_font: var(--momento-chat-font, system-ui, sans-serif);
    --_font-size: var(--momento-chat-font-size, 15px);

    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    min-block-size: 0;
    block-size: 100%;
    max-block-size: 100%;
    overflow: hidden;
    color: var(--_text);
    background: var(--_background);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    font: var(--_font-size) / 1.45 var(--_font);
    text-align: start;
    -webkit-text-size-adjust: none;
    text-size-adjust: none;
  }

  :host([hidden]) {
    display: none;
  }

  /* Fills what height there is; where the page gives none, the list has one of its own to scroll in. */
  momento-chat-message-list {
    flex: 1 1 var(--momento-chat-list-height, 24rem);
    min-block-size: 0;
  }
`;
