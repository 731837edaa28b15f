/** The lines about others' activity, in the chat's own shadow root. */
export const activityStyles = `
  .typing {
    box-sizing: border-box;
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    inline-size: 100%;
    max-inline-size: 60rem;
    min-block-size: 1.5em;
    margin-inline: auto;
    padding-inline: calc(var(--_space) * 4);
    color: var(--_muted);
  }

  .activity-text {
    overflow: hidden;
    font-size: var(--_font-size-small);
    white-space: nowrap;
    text-overflow: ellipsis;
  }

  .dots {
    display: none;
    flex: none;
    gap: 3px;
  }

  .busy .dots {
    display: flex;
  }

  .dots i {
    inline-size: 5px;
    block-size: 5px;
    border-radius: 50%;
    background: currentColor;
    animation: typing 1.2s infinite;
  }

  .dots i:nth-child(2) {
    animation-delay: 0.15s;
  }

  .dots i:nth-child(3) {
    animation-delay: 0.3s;
  }

  @keyframes typing {
    30% {
      opacity: 0.35;
      translate: 0 -3px;
    }
  }

  .draft {
    box-sizing: border-box;
    inline-size: 100%;
    max-inline-size: 60rem;
    margin-inline: auto;
    padding: calc(var(--_space) * 1) calc(var(--_space) * 4);
  }

  .draft-author {
    padding-inline: calc(var(--_space) * 3);
    font-size: var(--_font-size-small);
    color: var(--_muted);
  }

  .draft-text {
    /* The newest line stays in view. */
    display: flex;
    flex-direction: column-reverse;
    overflow: hidden;
    inline-size: fit-content;
    max-inline-size: 85%;
    max-block-size: 9em;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border-radius: var(--_radius);
    background: var(--_surface);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .presence {
    overflow: hidden;
    font-size: var(--_font-size-small);
    font-weight: normal;
    color: var(--_muted);
    white-space: nowrap;
    text-overflow: ellipsis;
  }

  .presence::before {
    content: '';
    display: inline-block;
    inline-size: 8px;
    block-size: 8px;
    margin-inline-end: 6px;
    border-radius: 50%;
    background: #2fb36d;
    box-shadow: 0 0 0 1.5px #fff;
  }

  /* In a page the conversation has no header of its own. */
  [part='header'] > .presence {
    padding: calc(var(--_space) * 2) calc(var(--_space) * 4);
    border-block-end: 1px solid var(--_border);
  }

  @media (prefers-reduced-motion: reduce) {
    .dots i {
      animation: none;
    }
  }

  @media (forced-colors: active) {
    .dots i {
      background: CanvasText;
    }
  }

  @media print {
    .typing,
    .draft,
    .presence {
      display: none;
    }
  }
`;
