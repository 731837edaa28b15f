import { css } from 'lit';

export const detailsStyles = css`
  :host {
    display: block;
    padding: calc(var(--_space) * 4);
  }

  section + section {
    margin-block-start: calc(var(--_space) * 6);
  }

  h3 {
    margin: 0 0 calc(var(--_space) * 2);
    font-size: var(--_font-size-small);
    font-weight: 600;
    color: var(--_muted);
  }

  p {
    margin: 0;
  }

  .none {
    font-size: var(--_font-size-small);
    color: var(--_muted);
  }

  dl {
    display: grid;
    gap: calc(var(--_space) * 2);
    margin: 0;
  }

  dt {
    font-size: calc(1em * 12 / 15);
    color: var(--_muted);
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }

  /* Nothing of this goes to the visitor: it must look like nothing that does. */
  .notes {
    padding: calc(var(--_space) * 3);
    border: 1px dashed var(--_border-strong);
    border-radius: calc(var(--_radius) * 0.75);
  }

  .internal {
    display: flex;
    gap: calc(var(--_space) * 2);
    margin-block-end: calc(var(--_space) * 3);
    font-size: var(--_font-size-small);
    font-weight: 600;
  }

  .internal svg {
    flex: none;
    inline-size: 16px;
    block-size: 1.45em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  ul {
    display: grid;
    gap: calc(var(--_space) * 3);
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .by {
    display: flex;
    justify-content: space-between;
    gap: calc(var(--_space) * 2);
    font-size: calc(1em * 12 / 15);
    color: var(--_muted);
  }

  .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  textarea {
    display: block;
    inline-size: 100%;
    margin-block-start: calc(var(--_space) * 3);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-small);
    font: inherit;
    font-size: max(1em, 16px);
    color: var(--_text);
    background: var(--_background);
    resize: vertical;
  }

  textarea::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  .send {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--_space) * 2);
    margin-block-start: calc(var(--_space) * 2);
    font-size: var(--_font-size-small);
  }

  .send p {
    color: var(--_danger);
  }

  .send button {
    flex: none;
    min-block-size: 32px;
    padding: 3px 12px;
    border: 1px solid var(--_border-strong);
    border-radius: 16px;
    font-weight: 500;
  }

  .send button:disabled {
    color: var(--_muted);
  }

  .send button:hover:not(:disabled) {
    background: var(--_surface);
  }
`;
