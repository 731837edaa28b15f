import { css } from 'lit';

/** What is special in a message's text: links, mentions, and code. */
export const textStyles = css`
  .bubble a,
  .mention {
    color: var(--_link);
    text-underline-offset: 2px;
    /* The text before it must not change its direction. */
    unicode-bidi: isolate;
  }

  .own :is(.bubble a, .mention) {
    color: inherit;
  }

  .mention {
    font-weight: 600;
    /* The at sign is before a name in any script. */
    unicode-bidi: plaintext;
  }

  .own-mention,
  code {
    padding: 0.1em 0.3em;
    border-radius: 5px;
    background: var(--_background);
  }

  .other .own-mention {
    background: color-mix(in oklab, var(--_accent) 16%, var(--_background));
  }

  .own :is(.own-mention, code, .copied) {
    background: var(--_own-shade);
  }

  code {
    font:
      0.9em / 1.4 ui-monospace,
      monospace;
    tab-size: 2;
  }

  /* On a line of its own: as a block, it would show the line break after it as an empty line. */
  .block {
    position: relative;
    display: inline-block;
    inline-size: 100%;
    margin-block: 2px;
    vertical-align: top;
  }

  .block code {
    display: block;
    min-block-size: 32px;
    padding: 6px 36px 6px 10px;
    border-radius: var(--_radius-small);
  }

  .copy {
    position: absolute;
    inset: 2px 2px auto auto;
    display: grid;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    padding: 0;
    opacity: 0.7;
    -webkit-user-select: none;
    user-select: none;
  }

  .copy:is(:hover, :focus-visible) {
    opacity: 1;
  }

  .copy svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.4;
  }

  .copied:not(:empty) {
    position: absolute;
    inset: 4px 32px auto auto;
    padding: 2px 8px;
    border-radius: 5px;
    font-size: var(--_font-size-small);
    background: var(--_background);
    border: 1px solid var(--_border);
  }

  /* Room for a finger: 44px. */
  @media (pointer: coarse) {
    .copy::after {
      content: '';
      position: absolute;
      inset: -8px;
    }
  }

  @media (forced-colors: active) {
    .own-mention,
    code {
      border: 1px solid;
    }
  }
`;
