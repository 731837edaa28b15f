import { css } from 'lit';

const less = css`
  :where(:host, .panel, .float) > * {
    --_space: calc(var(--momento-chat-spacing, 4px) * var(--_density) / 2);
    --_max-text: 3.5em;
  }

  momento-chat-message-list {
    min-block-size: 90px;
  }

  .close,
  .search-button {
    block-size: 28px;
  }
`;

/**
 * With little height, as on a zoomed screen or above a phone's keyboard, the list gets most of the height and the
 * rest becomes smaller. If the height is still too small, the whole chat scrolls.
 */
export const lowStyles = css`
  .panel {
    container-type: size;
  }

  @container (block-size < 320px) {
    ${less}
  }

  @media (max-height: 320px) {
    ${less}
    :host,
    .float {
      overflow: hidden auto;
    }
  }
`;
