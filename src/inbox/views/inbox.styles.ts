import { css } from 'lit';
import { tokens } from '../../element/tokens.styles.js';
import { sharedStyles } from '../../views/shared.styles.js';

const layout = css`
  :host {
    box-sizing: border-box;
    display: block;
    min-inline-size: 0;
    block-size: 100%;
    min-block-size: 20rem;
    overflow: hidden;
    container: momento-chat-inbox / inline-size;
    background: var(--_background);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }

  .inbox {
    position: relative;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    block-size: 100%;
  }

  .side,
  .main {
    grid-area: 1 / 1;
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    min-block-size: 0;
  }

  /* Narrow: one at a time. */
  .inbox.opened .side,
  .inbox:not(.opened) :is(.main, .aside) {
    display: none;
  }

  .aside {
    grid-area: 1 / 1;
    min-block-size: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    background: var(--_background);
  }

  .inbox:not(.detailed) .aside {
    display: none;
  }

  .inbox.detailed .main .talk {
    display: none;
  }

  /* Below the conversation's head. */
  .inbox.opened.detailed {
    grid-template-rows: auto minmax(0, 1fr);
  }

  .inbox.opened.detailed .aside {
    grid-row: 2;
    border-block-start: 1px solid var(--_border);
  }

  @container momento-chat-inbox (width >= 700px) {
    .inbox,
    .inbox.opened.detailed {
      grid-template: minmax(0, 1fr) / minmax(260px, 340px) minmax(0, 1fr);
    }

    .inbox .side,
    .inbox.opened .side {
      grid-column: 1;
      display: flex;
      border-inline-end: 1px solid var(--_border);
    }

    .inbox .main,
    .inbox:not(.opened) .main,
    .inbox.detailed .main {
      grid-column: 2;
      display: flex;
    }

    .inbox.opened.detailed .side {
      grid-row: 1 / 3;
    }

    .inbox.opened.detailed .main {
      grid-area: 1 / 2;
    }

    .inbox.opened.detailed .aside {
      grid-area: 2 / 2;
    }

    .inbox.opened.detailed {
      grid-template-rows: auto minmax(0, 1fr);
    }

    .back {
      display: none !important;
    }
  }

  /* There is room for all three. */
  @container momento-chat-inbox (width >= 1080px) {
    .inbox.opened.detailed {
      grid-template: minmax(0, 1fr) / minmax(280px, 360px) minmax(0, 1fr) minmax(240px, 300px);
    }

    .inbox.opened.detailed .side {
      grid-row: 1;
    }

    .inbox.opened.detailed .main {
      grid-area: 1 / 2;
    }

    .inbox.opened.detailed .main .talk {
      display: block;
    }

    .inbox.opened.detailed .aside {
      grid-area: 1 / 3;
      border-block-start: 0;
      border-inline-start: 1px solid var(--_border);
    }
  }
`;

const parts = css`
  svg {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  [dir='rtl'] .back svg,
  :host(:dir(rtl)) .back svg {
    scale: -1 1;
  }

  .top {
    flex: none;
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 1);
    padding: calc(var(--_space) * 3) calc(var(--_space) * 3) calc(var(--_space) * 2);
  }

  .find {
    flex: 1;
    position: relative;
    display: flex;
    min-inline-size: 0;
    color: var(--_muted);
  }

  .find svg {
    position: absolute;
    inset-inline-start: 10px;
    inset-block: 0;
    inline-size: 16px;
    block-size: 100%;
    pointer-events: none;
  }

  input {
    flex: 1;
    min-inline-size: 0;
    block-size: 36px;
    padding-inline: 34px 10px;
    border: 1px solid var(--_border-strong);
    border-radius: 18px;
    font: inherit;
    font-size: max(1em, 16px);
    color: var(--_text);
    background: var(--_background);
  }

  input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  input::-webkit-search-cancel-button {
    cursor: pointer;
  }

  .icon-button {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    border-radius: 50%;
    color: var(--_muted);
  }

  .icon-button:hover {
    color: var(--_text);
    background: var(--_surface);
  }

  .filters {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    padding: 0 calc(var(--_space) * 3) calc(var(--_space) * 2);
    font-size: var(--_font-size-small);
  }

  .filters button {
    padding: 3px 8px;
    border-radius: 14px;
    color: var(--_muted);
    white-space: nowrap;
  }

  .filters button:hover {
    color: var(--_text);
    background: color-mix(in oklab, var(--_surface) 50%, transparent);
  }

  .filters [aria-pressed='true'] {
    font-weight: 600;
    color: var(--_text);
    background: var(--_surface);
  }

  .filters span {
    font-variant-numeric: tabular-nums;
  }

  .lines {
    flex: 1;
    position: relative;
    min-block-size: 0;
    padding-inline: calc(var(--_space) * 1);
  }

  .banner {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--_space) * 2);
    margin: 0 calc(var(--_space) * 3) calc(var(--_space) * 2);
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 3);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.75);
    font-size: var(--_font-size-small);
  }

  .banner.failed {
    color: var(--_danger);
  }

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

  .empty {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: calc(var(--_space) * 2);
    block-size: 100%;
    padding: calc(var(--_space) * 6);
    text-align: center;
    color: var(--_muted);
  }

  .lines > .empty {
    position: absolute;
    inset: 0;
    pointer-events: none;
  }

  .lines > .empty button {
    pointer-events: auto;
  }

  .bones {
    position: absolute;
    inset: 0;
    overflow: hidden;
  }

  .bone {
    display: grid;
    grid-template: 1fr auto auto 1fr / auto 1fr;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 3);
    align-items: center;
    block-size: calc(1em * 76 / 15);
    padding-inline: calc(var(--_space) * 3);
  }

  .bone i {
    grid-column: 2;
    grid-row: 2;
    block-size: 12px;
    inline-size: 40%;
    border-radius: 6px;
    background: var(--_surface);
  }

  .bone i:nth-child(1) {
    grid-area: 1 / 1 / -1;
    inline-size: calc(1em * 40 / 15);
    block-size: calc(1em * 40 / 15);
    border-radius: 50%;
  }

  .bone i:nth-child(3) {
    grid-row: 3;
    inline-size: 75%;
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

  @media (pointer: coarse) {
    .icon-button,
    .filters button,
    input {
      min-block-size: 44px;
      min-inline-size: 44px;
    }
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

  @media (forced-colors: active) {
    .filters [aria-pressed='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }

    .bone i {
      border: 1px solid;
    }
  }
`;

export const inboxStyles = [sharedStyles, tokens, layout, parts];
