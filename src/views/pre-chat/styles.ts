import { css } from '../actions/borrowed.js';

/** For the chat's shadow root: the questions, in the look of the composer. */
export const preChatStyles = css`
  .pre-chat {
    flex: 1 1 auto;
    min-block-size: 0;
    overflow: hidden auto;
    overscroll-behavior: var(--_overscroll, auto);
    scrollbar-width: thin;
    scrollbar-color: var(--_border) transparent;
    padding: calc(var(--_space) * 4);
    animation: pre-chat 160ms ease-out;
  }

  @keyframes pre-chat {
    from {
      opacity: 0;
    }
  }

  .questions {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 4);
    max-inline-size: 26rem;
    margin-inline: auto;
  }

  .questions > .away {
    inline-size: auto;
    align-self: stretch;
  }

  .questions form {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 3);
    margin: 0;
  }

  .question {
    display: flex;
    flex-direction: column;
  }

  .question label {
    align-self: start;
    margin-block-end: var(--_space);
    font-size: var(--_font-size-small);
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .optional {
    font-weight: 400;
    color: var(--_muted);
  }

  .mark {
    color: var(--_danger);
  }

  .question :is(input, textarea) {
    --_control: max(28px, calc(var(--_space) * 11));

    inline-size: 100%;
    min-block-size: var(--_control);
    margin: 0;
    padding-block: calc((var(--_control) - 1.4em) / 2 - 1px);
    padding-inline: calc(var(--_space) * 3);
    /* Phones zoom in on a focused field whose text is smaller than this. */
    font-size: max(16px, 1em);
    font-family: inherit;
    line-height: 1.4;
    color: var(--_text);
    background: var(--_background);
    border: 1px solid var(--_border-strong);
    border-radius: min(var(--_radius), calc(var(--_control) / 2));
    appearance: none;
    transition: border-color 150ms;
  }

  .question textarea {
    display: block;
    max-block-size: min(var(--_max-text, 160px), 40vh);
    resize: none;
    scrollbar-width: thin;
    scrollbar-color: var(--_border) transparent;
  }

  .question :is(input, textarea):hover {
    border-color: var(--_muted);
  }

  .question :is(input, textarea):focus {
    border-color: var(--_focus);
    outline: 1px solid var(--_focus);
    outline-offset: 0;
  }

  .question [aria-invalid='true']:is(input, textarea) {
    border-color: var(--_danger);
    outline-color: var(--_danger);
  }

  .question :is(input, textarea):read-only {
    color: var(--_muted);
  }

  .wrong {
    margin-block: var(--_space) 0;
    font-size: var(--_font-size-small);
    color: var(--_danger);
    overflow-wrap: anywhere;
  }

  .wrong:empty,
  .refusal:not(:has(p)) {
    display: none;
  }

  .refusal p {
    margin: 0;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border: 1px solid currentColor;
    border-radius: calc(var(--_radius) * 0.75);
    color: var(--_danger);
    overflow-wrap: anywhere;
  }

  .start {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: calc(var(--_space) * 2);
    min-block-size: max(28px, calc(var(--_space) * 11));
    margin-block-start: var(--_space);
    padding: var(--_space) calc(var(--_space) * 4);
    font-weight: 600;
    color: var(--_on-accent);
    background: var(--_accent);
    border-radius: min(calc(var(--_radius) * 2), calc(var(--_space) * 6));
    transition: background-color 150ms;
  }

  .start:hover {
    background: color-mix(in srgb, var(--_accent), var(--_text) 12%);
  }

  .start:focus-visible {
    outline-offset: 2px;
  }

  .start[aria-disabled='true'] {
    cursor: default;
    background: var(--_accent);
  }

  .start svg {
    inline-size: 1em;
    animation: pre-chat-turn 1s linear infinite;
  }

  @keyframes pre-chat-turn {
    to {
      rotate: 1turn;
    }
  }

  [aria-busy='true'] > [name='pre-chat']::slotted(*) {
    opacity: 0.6;
  }

  @container (block-size < 320px) {
    .pre-chat {
      padding-block: calc(var(--_space) * 2);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .pre-chat,
    .start svg {
      animation: none;
    }
    .start,
    .question :is(input, textarea) {
      transition: none;
    }
  }

  @media (forced-colors: active) {
    .questions > [name='greeting']::slotted(*) {
      border: 1px solid CanvasText;
    }
    .question :is(input, textarea),
    .start {
      border: 1px solid ButtonBorder;
    }
    .question :is(input, textarea):focus {
      outline: 2px solid Highlight;
    }
    .question [aria-invalid='true'] {
      border-width: 2px;
    }
  }
`;
