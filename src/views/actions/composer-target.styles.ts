import { css } from './borrowed.js';

/** The bar above the field. */
export const composerTargetStyles = css`
  .target {
    display: flex;
    align-items: center;
    gap: var(--_space);
    max-inline-size: 60rem;
    margin-inline: auto;
    margin-block-end: var(--_space);
    padding-inline-start: calc(var(--_space) * 3);
    border-inline-start: 3px solid var(--_accent);
    font-size: var(--_font-size-small);
  }

  .original {
    flex: 1;
    min-inline-size: 0;
  }

  .original > * {
    display: block;
    overflow: clip;
    overflow-clip-margin: 2px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .original strong {
    font-weight: 600;
    color: var(--_link);
  }

  .original span {
    color: var(--_muted);
  }

  .cancel {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: var(--_control);
    block-size: var(--_control);
    padding: 0;
    color: var(--_muted);
  }

  .cancel:hover {
    color: var(--_text);
    background: var(--_surface);
  }
`;
