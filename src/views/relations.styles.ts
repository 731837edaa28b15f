import { css } from 'lit';

/** What a message answers, what others reacted with, and the marks of changes. */
export const relationStyles = css`
  .quote {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    inline-size: 100%;
    margin-block: var(--_space) calc(var(--_space) * 1.5);
    padding: var(--_space) calc(var(--_space) * 2);
    border: 0 solid var(--_link);
    border-inline-start-width: 3px;
    border-radius: var(--_radius-small);
    font-size: var(--_font-size-small);
    line-height: 1.4;
    text-align: start;
    white-space: normal;
    color: var(--_muted);
    background: var(--_background);
    -webkit-user-select: none;
    user-select: none;
  }

  .own .quote {
    color: inherit;
    border-color: currentColor;
    background: var(--_own-shade);
  }

  .quote bdi {
    overflow: clip;
    font-weight: 600;
    /* On the quote's side, whatever script the name is in. */
    justify-self: start;
    max-inline-size: 100%;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--_link);
  }

  .own .quote bdi {
    color: inherit;
  }

  .quote [dir] {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  button.quote:hover {
    text-decoration: underline;
    text-decoration-thickness: 1px;
  }

  button.quote:active {
    opacity: 0.8;
  }

  .reactions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
    max-inline-size: min(85%, 600px);
    margin-block-start: var(--_space);
    text-shadow: none;
  }

  .own .reactions {
    justify-content: end;
  }

  .chip {
    position: relative;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: calc(var(--_space) * 1.25);
    min-block-size: 26px;
    min-inline-size: 34px;
    padding: 0 calc(var(--_space) * 2);
    font-size: calc(1em * 12 / 15);
    line-height: 1;
    font-variant-numeric: tabular-nums;
    color: var(--_muted);
    background: var(--_background);
    border: 1px solid var(--_border);
    border-radius: 999px;
    -webkit-user-select: none;
    user-select: none;
  }

  .chip span {
    font-size: 1.2em;
  }

  button.chip:hover {
    border-color: currentColor;
  }

  button.chip:active {
    scale: 0.95;
  }

  .own-chip,
  .chip[aria-pressed='true'] {
    font-weight: 600;
    color: var(--_link);
    background: color-mix(in oklab, var(--_accent) 12%, var(--_background));
    border-color: currentColor;
  }

  /* A plus sign, drawn: a character would have another height in each font. */
  .more::before {
    content: '';
    inline-size: 11px;
    block-size: 11px;
    background:
      linear-gradient(currentColor, currentColor) center / 100% 1.5px no-repeat,
      linear-gradient(currentColor, currentColor) center / 1.5px 100% no-repeat;
  }

  .edited {
    margin-inline-end: 0.5em;
  }

  .edited:last-child {
    margin: 0;
  }

  .message[data-found] {
    border-radius: var(--_radius-small);
    animation: found 2s ease-out;
  }

  .message:focus {
    outline-offset: 2px;
  }

  /* Room for a finger, without making the chips themselves large: 44px with the space around them. */
  @media (pointer: coarse) {
    .chip {
      min-block-size: 32px;
      min-inline-size: 44px;
    }
    .reactions {
      row-gap: 12px;
    }
    button.chip::after {
      content: '';
      position: absolute;
      inset: -7px -2px;
    }
    button.quote {
      min-block-size: 44px;
      align-content: center;
    }
  }
`;
