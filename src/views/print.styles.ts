import { css } from 'lit';

/**
 * On paper, an inline chat prints its whole conversation; launchers and overlays are left out. What the page hides
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

    /* Where the page has made the element a flex box. */
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
