import { css } from 'lit';

/** What lies above the inbox: the button for new lines, notices, and the keys. */
export const overlayStyles = css`
  .floating {
    position: absolute;
    z-index: 1;
    inset-inline: 0;
    inset-block-start: calc(var(--_space) * 2);
    inline-size: fit-content;
    margin-inline: auto;
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 4);
    border: 1px solid var(--_border);
    border-radius: 20px;
    font-size: var(--_font-size-small);
    font-weight: 600;
    color: var(--_link);
    background: var(--_background);
    box-shadow: var(--_shadow-small);
  }

  .toast {
    position: absolute;
    z-index: 3;
    inset: auto calc(var(--_space) * 4) calc(var(--_space) * 4);
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--_space) * 2);
    inline-size: fit-content;
    max-inline-size: min(100% - var(--_space) * 8, 480px);
    margin-inline: auto;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 4);
    border: 1px solid var(--_border);
    border-radius: min(var(--_radius), 20px);
    background: var(--_background);
    box-shadow: var(--_shadow);
  }

  /* Above the composer. */
  .opened .toast {
    inset-block-end: calc(var(--_space) * 22);
  }

  .toast.wrong {
    color: var(--_danger);
  }

  .keys {
    inset: 0;
    max-inline-size: min(360px, calc(100vw - 32px));
    margin: auto;
    padding: calc(var(--_space) * 5) calc(var(--_space) * 6);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    color: var(--_text);
    background: var(--_background);
    box-shadow: var(--_shadow);
  }

  .keys::backdrop {
    background: rgb(0 0 0 / 32%);
  }

  .keys h2 {
    margin: 0 0 calc(var(--_space) * 3);
    font-size: calc(1em * 16 / 15);
    font-weight: 600;
    line-height: 1.3;
  }

  .keys dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 4);
    margin: 0 0 calc(var(--_space) * 4);
  }

  .keys dd {
    margin: 0;
  }

  kbd {
    display: inline-block;
    min-inline-size: 24px;
    padding-inline: 6px;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    font: inherit;
    font-size: var(--_font-size-small);
    text-align: center;
  }

  @media (prefers-reduced-motion: no-preference) {
    .toast,
    .floating {
      animation: come 160ms ease-out;
    }
  }

  @keyframes come {
    from {
      opacity: 0;
      translate: 0 8px;
    }
  }
`;
