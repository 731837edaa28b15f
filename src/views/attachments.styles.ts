import { css } from 'lit';

/** The space of a message's files. It does not depend on their module, so that nothing moves when that is loaded. */
export const attachmentsStyles = css`
  .attachments {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: calc(var(--_space) / 2);
    max-inline-size: min(85%, 600px);
    margin-block-start: 2px;
    text-align: start;
    text-shadow: none;
  }

  .own > .attachments {
    justify-content: end;
  }

  .attachments > * {
    display: block;
    overflow: clip;
    max-inline-size: 100%;
    border-radius: var(--_radius);
    color: var(--_text);
    background: var(--_surface);
  }

  /* Until its module is loaded, a file is its name. */
  .attachments bdi {
    display: block;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    font-size: var(--_font-size-small);
    overflow-wrap: anywhere;
  }

  .picture {
    inline-size: calc(var(--_inline) * 1px);
    aspect-ratio: var(--_inline) / var(--_block);
  }

  /* Several pictures are tiles, cut to squares. */
  .album {
    inline-size: min(85%, 300px);
  }

  .album > .picture {
    inline-size: calc(50% - var(--_space) / 4);
    aspect-ratio: 1;
  }

  .album > .picture:last-child:nth-child(odd) {
    inline-size: 100%;
    aspect-ratio: 2;
  }

  .attachments > .file {
    inline-size: 260px;
    min-block-size: 56px;
  }

  .sending .picture {
    opacity: 0.75;
  }

  .failed > .attachments > * {
    outline: 1px solid var(--_danger);
    outline-offset: -1px;
  }
`;
