import { css } from 'lit';

/** One message: its avatar, author, bubble, and the time and state below it. */
export const messageStyles = css`
  .message {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    padding-block-start: calc(var(--_space) * 3);
  }

  .message:focus-visible {
    outline: 0;
  }

  .message:focus-visible > .bubble {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  /* While a finger is on a message, iOS would select a word. */
  .pressed {
    -webkit-user-select: none;
    user-select: none;
    -webkit-touch-callout: none;
  }

  .message.continues {
    padding-block-start: calc(var(--_space) / 2);
  }

  .message.own {
    justify-items: end;
    text-align: end;
  }

  .other {
    padding-inline-start: calc(var(--_avatar-size) + var(--_space) * 2);
  }

  .avatar {
    position: absolute;
    inset-inline-start: 0;
    /* Aligned with the bubble, above the time. */
    inset-block-end: calc(1em * 18 / 15 + 2px);
  }

  .author {
    max-inline-size: calc(100% - var(--_space) * 6);
    margin-inline: calc(var(--_space) * 3);
    margin-block-end: 2px;
    font-size: var(--_font-size-small);
    font-weight: 600;
    color: var(--_muted);
    white-space: nowrap;
    text-overflow: ellipsis;
  }

  /* Combining marks can be stacked without limit: they must not cover other messages. */
  .author,
  .bubble {
    overflow: clip;
    overflow-clip-margin: 4px;
  }

  .bubble {
    max-inline-size: min(85%, 600px);
    padding: calc(var(--_space) * 1.75) calc(var(--_space) * 3);
    border-radius: var(--_radius);
    background: var(--_surface);
    text-align: start;
    /* Text over a game has a halo; text in a bubble does not need one. */
    text-shadow: none;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .own .bubble {
    /* Away from the text's colour, so that the text can be read as well as on the accent. */
    --_own-shade: lch(from currentColor calc(100 - l) 0 0 / 14%);
    color: var(--_on-accent);
    background: var(--_accent);
  }

  /* The focus ring has the accent colour, which cannot be seen on the accent. */
  .own .bubble :focus-visible {
    outline-color: currentColor;
  }

  .own:not(.failed, .removed) .bubble:not(.large) {
    --_selected: var(--_on-accent);
    --_on-selected: var(--_accent);
  }

  .bubble.large,
  .own .bubble.large {
    padding-inline: 0;
    /* Some emoji are drawn as letters: flags on Windows, for example. */
    color: var(--_text);
    background: none;
    font-size: 2.25em;
    line-height: 1.2;
  }

  /* Small inner corners make a group look connected. */
  .other.continues .bubble {
    border-start-start-radius: var(--_radius-small);
  }
  .other.continued .bubble {
    border-end-start-radius: var(--_radius-small);
  }
  .own.continues .bubble {
    border-start-end-radius: var(--_radius-small);
  }
  .own.continued .bubble {
    border-end-end-radius: var(--_radius-small);
  }

  .failed .bubble {
    color: var(--_text);
    background: none;
    border: 1px solid var(--_danger);
  }

  .removed .bubble {
    color: var(--_muted);
    background: none;
    border: 1px dashed var(--_border);
    font-style: italic;
  }

  .meta {
    margin-inline: calc(var(--_space) * 3);
    margin-block-start: 2px;
    font-size: calc(1em * 12 / 15);
    line-height: 1.5;
    color: var(--_muted);
  }

  /* Keeps the order within "11:50 AM" in a right-to-left page. */
  time {
    unicode-bidi: plaintext;
  }

  /* A time between messages would split the group: it is shown beside the bubble, on hover and focus. */
  .continued time {
    position: absolute;
    inset-inline-end: 0;
    inset-block-end: 0;
    margin: 0;
    opacity: 0;
    pointer-events: none;
  }
  .own.continued time {
    inset-inline: 0 auto;
  }
  .continued:is(:hover, :focus-within) time {
    opacity: 1;
  }

  .failure {
    color: var(--_danger);
  }
`;
