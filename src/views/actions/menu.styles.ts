import { css } from './borrowed.js';

/** A menu in the top layer, and the sheet that it is on a touch screen. */
export const menuStyles = css`
  .menu {
    inset: var(--_y, 0) auto auto var(--_x, 0);
    margin: 0;
    min-inline-size: 160px;
    max-inline-size: min(300px, calc(100vw - 16px));
    max-block-size: calc(100dvh - 16px);
    padding: 4px;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: 12px;
    color: var(--_text);
    background: var(--_background);
    box-shadow: var(--_shadow);
  }

  .entry {
    display: flex;
    gap: 8px;
    inline-size: 100%;
    min-block-size: 34px;
    align-items: center;
    padding: 4px 12px;
    border-radius: 8px;
    text-align: start;
  }

  .menu :focus-visible {
    outline-offset: -2px;
  }

  p {
    margin: 8px 12px;
  }

  .answers {
    display: flex;
    gap: 4px;
  }

  .answers .entry {
    justify-content: center;
    font-weight: 600;
  }

  .danger {
    color: var(--_danger);
  }

  .sheet {
    inset: auto 0 0;
    inline-size: 100%;
    max-inline-size: none;
    max-block-size: 80dvh;
    padding: 8px 8px max(8px, env(safe-area-inset-bottom));
    border-width: 1px 0 0;
    border-end-start-radius: 0;
    border-end-end-radius: 0;
  }

  .sheet::backdrop {
    background: rgb(0 0 0 / 32%);
  }

  .entry:hover {
    color: var(--_text);
    background: var(--_surface);
  }

  .sheet .entry {
    min-block-size: 48px;
  }
`;
