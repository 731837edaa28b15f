import { css } from 'lit';

export const messageListStyles = css`
  :host {
    --_avatar-size: calc(1em * 28 / 15 * var(--_density, 1));

    display: flex;
    flex-direction: column;
    position: relative;
    container-type: inline-size;
  }

  .scroller {
    /* Rows are measured from its edge. */
    position: relative;
    flex: 1;
    min-block-size: 0;
    overflow: hidden auto;
    /* Nothing to scroll: the page scrolls, unless this is in a panel of its own. */
    overscroll-behavior: var(--_overscroll, auto);
    /* The place is kept by the widget itself. */
    overflow-anchor: none;
    scrollbar-width: thin;
    scrollbar-color: var(--_border) transparent;
    display: flex;
    flex-direction: column;
    padding-block: calc(var(--_space, 4px) * 4);
    /* As wide as the field below, and no wider: nobody turns their head to read. */
    padding-inline: max(calc(var(--_space, 4px) * 3), (100% - 60rem) / 2);
  }

  .scroller[data-overflows] {
    overscroll-behavior: contain;
  }

  .scroller:focus-visible {
    outline-offset: -2px;
  }

  /* Few messages stand at the bottom, where the next one will appear. */
  .log {
    margin-block-start: auto;
  }

  .message {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    padding-block-start: calc(var(--_space, 4px) * 3);
  }

  .message.continues {
    padding-block-start: calc(var(--_space, 4px) / 2);
  }

  .message.own {
    justify-items: end;
    text-align: end;
  }

  .other {
    padding-inline-start: calc(var(--_avatar-size) + var(--_space, 4px) * 2);
  }

  .avatar {
    position: absolute;
    inset-inline-start: 0;
    /* Beside the bubble: above the time. */
    inset-block-end: calc(1em * 18 / 15 + 2px);
    display: grid;
    place-items: center;
    inline-size: var(--_avatar-size);
    block-size: var(--_avatar-size);
    overflow: hidden;
    border-radius: 50%;
    font-weight: 600;
    line-height: 1;
    text-shadow: none;
    color: #fff;
    background: oklch(50% 0.12 var(--_hue));
    -webkit-user-select: none;
    user-select: none;
  }

  .avatar > * {
    grid-area: 1 / 1;
  }

  .avatar span {
    font-size: calc(var(--_avatar-size) * 0.46);
  }

  .avatar img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }

  .author {
    max-inline-size: calc(100% - var(--_space, 4px) * 6);
    margin-inline: calc(var(--_space, 4px) * 3);
    margin-block-end: 2px;
    font-size: var(--_font-size-small);
    font-weight: 600;
    color: var(--_muted);
    white-space: nowrap;
    text-overflow: ellipsis;
  }

  /* Marks can be piled up as high as one likes: they are to cover nobody else's words. */
  .author,
  .bubble {
    overflow: clip;
    overflow-clip-margin: 4px;
  }

  .bubble {
    max-inline-size: min(85%, 600px);
    padding: calc(var(--_space, 4px) * 1.75) calc(var(--_space, 4px) * 3);
    border-radius: var(--_radius);
    background: var(--_surface);
    text-align: start;
    /* Whatever the list floats over. */
    text-shadow: none;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .bubble a {
    color: var(--_link);
    text-underline-offset: 2px;
    /* What stands before it does not turn it around. */
    unicode-bidi: isolate;
  }

  .own .bubble a {
    color: inherit;
  }

  .own .bubble {
    color: var(--_on-accent);
    background: var(--_accent);
  }

  /* On the accent, what is made of the accent cannot be seen. */
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
    /* Some emoji are drawn as letters, as flags are on Windows. */
    color: var(--_text);
    background: none;
    font-size: 2.25em;
    line-height: 1.2;
  }

  /* A group reads as one: its inner corners are tight. */
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
    margin-inline: calc(var(--_space, 4px) * 3);
    margin-block-start: 2px;
    font-size: calc(1em * 12 / 15);
    line-height: 1.5;
    color: var(--_muted);
  }

  /* "11:50 AM" in a page from right to left, too. */
  time {
    unicode-bidi: plaintext;
  }

  /* Inside a group the time would break it up: it shows beside the bubble that is pointed at. */
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

  .divider {
    display: flex;
    align-items: center;
    gap: calc(var(--_space, 4px) * 3);
    padding-block: calc(var(--_space, 4px) * 4) var(--_space, 4px);
    font-size: var(--_font-size-small);
    color: var(--_muted);
    text-align: center;
  }

  .divider span::first-letter {
    text-transform: capitalize;
  }

  .divider::before,
  .divider::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid var(--_border);
  }

  .unread {
    font-weight: 600;
    color: var(--_link);
  }

  .unread::before,
  .unread::after {
    border-color: currentColor;
    opacity: 0.5;
  }

  /* A torn line: something belongs here that nobody has. */
  .gap::before,
  .gap::after {
    border-block-start: 1px dashed currentColor;
  }

  /* Where the newest message ends: who sees this sees that. */
  .end {
    position: absolute;
    inset: auto 0 0;
    block-size: 24px;
    pointer-events: none;
  }

  .jump {
    position: absolute;
    inset-block-end: calc(var(--_space, 4px) * 2);
    inset-inline: 0;
    inline-size: fit-content;
    max-inline-size: calc(100% - 16px);
    margin-inline: auto;
    padding: calc(var(--_space, 4px) * 1.5) calc(var(--_space, 4px) * 4);
    font-size: var(--_font-size-small);
    font-weight: 600;
    color: var(--_text);
    background: var(--_background);
    border: 1px solid var(--_border);
    border-radius: 999px;
    box-shadow: var(--_shadow, 0 2px 12px rgb(0 0 0 / 16%));
    animation: rise 160ms ease-out;
  }

  .note {
    margin: auto;
    padding: calc(var(--_space, 4px) * 4);
    color: var(--_muted);
    text-align: center;
  }

  .note.earlier {
    margin-block: 0;
    padding-block: 0;
    font-size: var(--_font-size-small);
  }

  .skeleton {
    margin-block-start: auto;
    display: grid;
    gap: calc(var(--_space, 4px) * 3);
  }

  .skeleton + .log {
    margin: 0;
  }

  .skeleton span {
    block-size: 36px;
    border-radius: var(--_radius);
    background: var(--_surface);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }

  .skeleton span:nth-child(1) {
    inline-size: 62%;
  }
  .skeleton span:nth-child(2) {
    inline-size: 45%;
    justify-self: end;
  }
  .skeleton span:nth-child(3) {
    inline-size: 54%;
  }

  /* Over a game, with nobody writing: the newest messages float, and each leaves by itself. */
  :host([idle]) .scroller {
    overflow: hidden;
  }

  /* … but not what the keyboard has come to. */
  :host([idle]) :is(.message:not(.failed, :focus-within), .divider, .note) {
    animation: fade 600ms ease-in var(--_fade-after, 8s) forwards;
  }

  :host([idle]) .jump {
    display: none;
  }

  @keyframes fade {
    to {
      opacity: 0;
    }
  }

  @keyframes breathe {
    to {
      opacity: 0.5;
    }
  }

  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 8px;
    }
  }

  @container (inline-size < 280px) {
    .other {
      padding-inline-start: 0;
    }
    .avatar {
      display: none;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .skeleton span,
    .jump {
      animation: none;
    }
    :host([idle]) :is(.message, .divider, .note) {
      animation-duration: 0s;
    }
  }

  @media (forced-colors: active) {
    .bubble {
      border: 1px solid CanvasText;
    }
    .own .bubble {
      border-width: 2px;
    }
    .jump {
      border-color: ButtonBorder;
    }
  }

  @media print {
    :host {
      display: block;
    }
    .scroller {
      display: block;
      overflow: visible;
    }
    .message {
      break-inside: avoid;
    }
    .bubble {
      border: 1px solid var(--_border);
    }
    .avatar {
      print-color-adjust: exact;
    }
    .jump {
      display: none;
    }
  }
`;
