import { css } from './borrowed.js';

/** The list of people, or of emoji, above the field. */
export const completionStyles = css`
  .choices {
    --_avatar-size: calc(1em * 28 / 15);

    position: absolute;
    z-index: 1;
    inset: auto 0 calc(100% + var(--_space));
    /* Inside the chat, and as far as it goes, never without an entry in sight. */
    max-block-size: min(22em, max(5em, calc(var(--_above, 22em) - var(--_space) * 2)));
    padding: var(--_space);
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    border: 1px solid var(--_border);
    border-radius: min(var(--_radius, 16px), 12px);
    background: var(--_background);
    backdrop-filter: blur(12px);
    box-shadow: var(--_shadow);
  }

  .choice {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    min-block-size: var(--_control);
    padding: var(--_space) calc(var(--_space) * 2);
    border-radius: 8px;
    cursor: pointer;
  }

  .choice bdi {
    min-inline-size: 0;
    overflow: clip;
    overflow-clip-margin: 2px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .glyph {
    flex: none;
    inline-size: 28px;
    font-size: calc(1em * 20 / 15);
    line-height: 1;
    text-align: center;
  }

  .choice small {
    flex: none;
    max-inline-size: 50%;
    margin-inline-start: auto;
    overflow: clip;
    font-size: var(--_font-size-small);
    color: var(--_muted);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .choice:hover,
  .choice[aria-selected='true'] {
    background: var(--_surface);
  }

  .choice[aria-selected='true'] {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }

  @media (pointer: coarse) {
    .choice {
      min-block-size: 44px;
    }
  }
`;
