import { css } from './borrowed.js';

/** For the message list of an overlay: as dense as a game's own chat, a name and its text on one line. */
export const denseStyles = css`
  .scroller {
    padding-block: calc(var(--_space) * 2);
    mask: linear-gradient(transparent, #000 12px);
  }

  .message,
  .message.own,
  .message.continues {
    display: block;
    inline-size: fit-content;
    max-inline-size: 100%;
    margin-block-start: 2px;
    padding: 1px calc(var(--_space) * 2);
    border-radius: 6px;
    text-align: start;
    text-shadow: none;
  }

  .message > .avatar {
    display: none;
  }

  .message > [part='author'] {
    position: static;
    margin: 0;
    overflow: visible;
    clip-path: none;
    font-size: inherit;
    font-weight: 700;
    overflow-wrap: anywhere;
    white-space: normal;
    color: light-dark(oklch(42% 0.14 var(--_hue)), oklch(86% 0.09 var(--_hue)));
  }

  /* A margin of the name would be at its first line's end where the name is of another direction than the chat. */
  .message > [part='author'] + .bubble::before {
    content: ' ';
    white-space: pre-wrap;
    word-spacing: 0.25em;
  }

  .message .bubble,
  .message .bubble.large,
  .message .bubble > div {
    display: inline;
    max-inline-size: none;
    padding: 0;
    border: 0;
    color: var(--_text);
    background: none;
    font-size: inherit;
    line-height: inherit;
  }

  .message .bubble a,
  .message .mention {
    color: var(--_link);
  }

  .message .quote {
    max-inline-size: 100%;
    color: var(--_muted);
    background: var(--_surface);
  }

  .message .quote bdi {
    color: var(--_link);
  }

  .message .meta {
    display: inline;
    margin: 0 0.5em;
    white-space: nowrap;
  }

  .message .meta.failure {
    white-space: normal;
  }

  .message.continued time {
    display: none;
  }

  .message .reactions {
    display: inline-flex;
    margin-inline-start: 0.5em;
    vertical-align: middle;
  }

  .message .chip {
    min-block-size: 20px;
  }

  .failed {
    outline: 1px solid var(--_danger);
    outline-offset: -1px;
  }

  /* Over the game itself: each line has a ground of its own, which is enough over white and over black. */
  :host([idle]) .message {
    background: light-dark(rgb(255 255 255 / 80%), rgb(12 13 18 / 70%));
  }

  :host([idle]) :is(.date, .quote, .meta:not(.failure), .more, .pill) {
    display: none;
  }

  /* In a closed overlay, the newest messages float over the game and fade. */
  :host([idle]) .scroller {
    overflow: hidden;
  }

  /* Failed messages and the focused one do not fade. */
  :host([idle]) :is(.message:not(.failed, :focus-within), .divider, .note) {
    animation: fade 600ms ease-in var(--_fade-after, 8s) forwards;
  }

  @keyframes fade {
    to {
      opacity: 0;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    :host([idle]) :is(.message:not(.failed, :focus-within), .divider, .note) {
      animation-duration: 0s;
    }
  }
`;
