import { css } from './borrowed.js';

/** The panel's header: the page's accent, faces, a title, who is here, buttons. */
export const headerStyles = css`
  .header {
    --_avatar-size: calc(1em * 36 / 15);
    --_focus: var(--_on-accent);

    flex: none;
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 4) calc(var(--_space) * 3);
    padding-inline-start: calc(var(--_space) * 4);
    color: var(--_on-accent);
    /* Away from the text's colour, so that it can be read as well as on the accent alone. */
    background:
      linear-gradient(160deg, transparent 30%, lch(from var(--_on-accent) calc(100 - l) 0 0 / 18%)),
      var(--_accent);
  }

  .title {
    flex: 1;
    min-inline-size: 0;
    font-size: calc(1em * 16 / 15);
    font-weight: 600;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }

  .title ::slotted(*) {
    padding: 0;
    border: 0;
  }

  .title .presence {
    color: inherit;
  }

  .faces {
    flex: none;
    display: flex;
    margin-inline-end: var(--_space);
  }

  .faces > * + * {
    margin-inline-start: -10px;
  }

  .faces .avatar {
    box-shadow: 0 0 0 2px var(--_accent);
  }

  /* Its space is there before its module. */
  .header momento-chat-menu,
  .bar momento-chat-menu {
    flex: none;
    inline-size: 36px;
    block-size: 36px;
  }

  .header momento-chat-menu {
    --_button-color: currentColor;
    --_button-hover: color-mix(in srgb, currentColor 18%, transparent);
  }

  .header :is(.close, .search-button, momento-chat-menu) {
    color: inherit;
  }

  .header :is(.close, .search-button):hover {
    color: inherit;
    background: color-mix(in srgb, currentColor 18%, transparent);
  }

  @container (block-size < 320px) {
    .header {
      padding-block: var(--_space);
    }

    .faces {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .header {
      border-block-end: 1px solid CanvasText;
    }
  }
`;
