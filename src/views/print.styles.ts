import { css } from 'lit';

/**
 * An inline chat prints its whole conversation; launchers and overlays are left out. A chat that the page hides
 * stays hidden. Browsers do not print backgrounds, so everything is black on white.
 */
export const printStyles = css`
  @media print {
    :host {
      --_background: #fff;
      --_surface: #fff;
      --_accent: #fff;
      --_text: #000;
      --_on-accent: #000;
      --_ink: #000;
      --_link: #000;
      --_muted: #444;

      display: block;
      block-size: auto !important;
      max-block-size: none !important;
      overflow: visible !important;
      color-scheme: light !important;
    }

    /* The page may have made the element a flex container. */
    momento-chat-message-list {
      flex: none;
    }

    :host(:is([variant='launcher'], [variant='overlay'])),
    momento-chat-composer,
    momento-chat-status-banner {
      display: none !important;
    }
  }
`;
