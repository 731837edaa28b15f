import { css } from 'lit';

/**
 * On paper: nothing that floats over the page, and of an inline chat its conversation, as long as it is. What the page
 * hides stays hidden. Browsers leave backgrounds out, so everything is black on white.
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
