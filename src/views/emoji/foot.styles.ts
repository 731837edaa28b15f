import { css } from '../actions/borrowed.js';

/** Below the emoji: the one that is looked at, and skin tones. */
export const footStyles = css`
  .foot {
    flex: none;
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 44px;
    padding-inline: 12px 8px;
    border-block-start: 1px solid var(--_border);
  }

  .preview {
    flex: 1;
    display: flex;
    align-items: center;
    gap: 8px;
    min-inline-size: 0;
  }

  .glyph {
    flex: none;
    font-size: calc(1em * 24 / 15);
    line-height: 1;
  }

  .name {
    display: grid;
    min-inline-size: 0;
    font-size: var(--_font-size-small);
    line-height: 1.3;
  }

  bdi,
  small {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  small {
    font-size: calc(1em * 12 / 13);
    color: var(--_muted);
  }

  .preview > small {
    font-size: calc(1em * 12 / 15);
  }

  .tones {
    flex: none;
    display: flex;
  }

  .tone {
    display: grid;
    place-items: center;
    inline-size: 24px;
    block-size: 36px;
    padding: 0;
  }

  .tone::before {
    content: '';
    inline-size: 16px;
    block-size: 16px;
    border-radius: 50%;
    background: var(--_skin);
    box-shadow: inset 0 0 0 1px rgb(0 0 0 / 12%);
    forced-color-adjust: none;
  }

  .tone[aria-checked='true']::before {
    outline: 2px solid var(--_link);
    outline-offset: 1px;
  }

  .tone-0 {
    --_skin: #ffc93a;
  }

  .tone-1 {
    --_skin: #f9dcc4;
  }

  .tone-2 {
    --_skin: #e7bb94;
  }

  .tone-3 {
    --_skin: #c58f63;
  }

  .tone-4 {
    --_skin: #9a6240;
  }

  .tone-5 {
    --_skin: #5b4034;
  }
`;
