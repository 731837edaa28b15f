import { css } from './borrowed.js';

/** The newest message above a closed launcher, at its corner. */
export const previewStyles = css`
  .preview {
    --_avatar-size: calc(1em * 36 / 15);

    position: absolute;
    inset-block-end: calc(100% + 12px);
    inset-inline-end: 0;
    inline-size: min(320px, 100vi - 2 * var(--_inline-edge));
    color: var(--_text);
    background: var(--_background);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    box-shadow: var(--_shadow);
  }

  :host([placement^='top']) .preview {
    inset-block: calc(100% + 12px) auto;
  }

  :host([placement$='start']) .preview {
    inset-inline: 0 auto;
  }

  .preview-open {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 2px calc(var(--_space) * 3);
    inline-size: 100%;
    padding: calc(var(--_space) * 3);
    text-align: start;
    border-radius: calc(var(--_radius) - 1px);
  }

  .preview-face {
    grid-row: span 2;
  }

  .preview-name {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    min-inline-size: 0;
    /* The button that closes it is there. */
    padding-inline-end: 28px;
    font-size: var(--_font-size-small);
    font-weight: 600;
    color: var(--_muted);
  }

  .preview-name bdi {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }

  .preview-more {
    flex: none;
    padding-inline: 0.5em;
    border-radius: 1lh;
    font-size: calc(1em * 12 / 13);
    font-variant-numeric: tabular-nums;
    color: var(--_link);
    background: var(--_surface);
  }

  .preview-text {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    line-clamp: 3;
    overflow: hidden;
    overflow-wrap: anywhere;
  }

  .preview-close {
    position: absolute;
    inset-block-start: 4px;
    inset-inline-end: 4px;
  }

  .preview-close svg {
    inline-size: 16px;
  }

  .preview-form {
    margin: 0;
    padding: 0 calc(var(--_space) * 3) calc(var(--_space) * 3);
  }

  .preview-form input {
    display: block;
    inline-size: 100%;
    block-size: 36px;
    margin: 0;
    padding: 0 max(12px, var(--_space) * 3);
    font: inherit;
    /* Phones zoom in on a focused field whose text is smaller than this. */
    font-size: max(16px, 1em);
    color: var(--_text);
    background: var(--_background);
    border: 1px solid var(--_border-strong);
    border-radius: min(var(--_radius) * 2, 18px);
    transition: border-color 150ms;
  }

  .preview-form input:hover {
    border-color: var(--_muted);
  }

  .preview-form input:focus-visible {
    outline: 1px solid var(--_focus);
    outline-offset: 0;
    border-color: var(--_focus);
  }

  .preview-form input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  .preview-error {
    margin: calc(var(--_space) * 2) 0 0;
    font-size: var(--_font-size-small);
    color: var(--_danger);
  }

  @media (prefers-reduced-motion: no-preference) {
    .preview {
      animation: preview 160ms ease-out;
    }

    :host([placement^='top']) .preview {
      --_from: -8px;
    }

    @keyframes preview {
      from {
        opacity: 0;
        translate: 0 var(--_from, 8px);
      }
    }
  }
`;
