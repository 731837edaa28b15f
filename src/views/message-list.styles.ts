import { css } from 'lit';

export const messageListStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    position: relative;
  }

  .scroller {
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    /* The place is kept by the widget itself. */
    overflow-anchor: none;
    display: flex;
    flex-direction: column;
    padding: 16px 12px;
  }

  .scroller:focus-visible {
    outline-offset: -2px;
  }

  /* Few messages stand at the bottom, where the next one will appear. */
  .log {
    display: flex;
    flex-direction: column;
    margin-block-start: auto;
  }

  .message {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    max-inline-size: min(80%, 640px);
    margin-block-start: 12px;
  }

  .message.continues {
    margin-block-start: 2px;
  }

  .message.own {
    align-self: flex-end;
    align-items: flex-end;
  }

  .author {
    margin-inline: 12px;
    margin-block-end: 2px;
    font-size: 13px;
    font-weight: 600;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }

  .bubble {
    padding: 7px 12px;
    border-radius: var(--_radius);
    background: var(--_surface);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    max-inline-size: 100%;
  }

  .own .bubble {
    color: var(--_on-accent);
    background: var(--_accent);
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

  .meta {
    margin-inline: 12px;
    margin-block-start: 2px;
    font-size: 12px;
    color: var(--_muted);
  }

  .failure {
    color: var(--_danger);
  }

  /* A torn line: something belongs here that nobody has. */
  .gap {
    display: flex;
    align-items: center;
    gap: 12px;
    margin: 16px 0 4px;
    font-size: 13px;
    color: var(--_muted);
    text-align: center;
  }

  .gap::before,
  .gap::after {
    content: '';
    flex: 1;
    border-block-start: 1px dashed currentColor;
  }

  .note {
    margin: auto;
    padding: 16px;
    color: var(--_muted);
    text-align: center;
  }

  .skeleton {
    margin-block-start: auto;
    display: grid;
    gap: 12px;
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

  @keyframes breathe {
    to {
      opacity: 0.5;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .skeleton span {
      animation: none;
    }
  }

  @media (forced-colors: active) {
    .bubble {
      border: 1px solid CanvasText;
    }
    .own .bubble {
      border-width: 2px;
    }
  }
`;
