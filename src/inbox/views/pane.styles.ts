import { css } from 'lit';

/** The open conversation: its head, and the chat below. */
export const paneStyles = css`
  .pane-head {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 1) calc(var(--_space) * 2);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border-block-end: 1px solid var(--_border);
  }

  .who {
    flex: 1 1 160px;
    min-inline-size: 0;
  }

  .who h2 {
    margin: 0;
    overflow: clip;
    font-size: calc(1em * 16 / 15);
    font-weight: 600;
    line-height: 1.3;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .who p {
    margin: 0;
    overflow: clip;
    font-size: var(--_font-size-small);
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--_muted);
  }

  .who h2:focus {
    outline: 0;
  }

  .deeds {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 1);
    font-size: var(--_font-size-small);
  }

  .deed {
    min-block-size: 32px;
    padding: 3px 10px;
    border: 1px solid var(--_border-strong);
    border-radius: 16px;
    font-weight: 500;
    white-space: nowrap;
  }

  .deed:hover:not(:disabled) {
    background: var(--_surface);
  }

  .deed:disabled {
    color: var(--_muted);
  }

  .deed.first {
    border-color: transparent;
    color: var(--_on-accent);
    background: var(--_accent);
  }

  .deed.first:hover:not(:disabled) {
    background: color-mix(in oklab, var(--_accent) 88%, var(--_text));
  }

  .icon-button[aria-expanded='true'] {
    color: var(--_text);
    background: var(--_surface);
  }

  .talk {
    flex: 1;
    min-block-size: 0;
  }

  momento-chat {
    border: 0;
    border-radius: 0;
  }

  .snooze-menu {
    inset: auto;
    margin: 0;
    min-inline-size: 180px;
    max-inline-size: calc(100vw - 16px);
    padding: 4px;
    border: 1px solid var(--_border);
    border-radius: 12px;
    font-size: var(--_font-size);
    color: var(--_text);
    background: var(--_background);
    box-shadow: var(--_shadow);
  }

  .snooze-menu button {
    display: flex;
    justify-content: space-between;
    gap: calc(var(--_space) * 4);
    inline-size: 100%;
    min-block-size: 34px;
    align-items: center;
    padding: 4px 12px;
    border-radius: 8px;
    text-align: start;
  }

  .snooze-menu small {
    font-size: var(--_font-size-small);
    color: var(--_muted);
  }

  .snooze-menu button:hover {
    background: var(--_surface);
  }

  .snooze-menu :focus-visible {
    outline-offset: -2px;
  }

  @media (pointer: coarse) {
    .deed,
    .snooze-menu button {
      min-block-size: 44px;
    }

    .deed {
      border-radius: 22px;
    }
  }

  @media (forced-colors: active) {
    .deed.first {
      border-color: ButtonBorder;
    }
  }
`;
