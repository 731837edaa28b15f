import { css } from 'lit';

export const lineStyles = css`
  :host {
    --_avatar-size: calc(1em * 40 / 15);

    display: block;
    min-block-size: 0;
    block-size: 100%;
  }

  .scroller {
    block-size: 100%;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }

  /* The lines' place is computed: the browser must not move them as well. */
  .scroller {
    overflow-anchor: none;
  }

  [role='listbox'] {
    min-block-size: 100%;
    outline: 0;
  }

  .space {
    contain: size layout;
  }

  /* All lines are of one height. */
  .line {
    display: grid;
    grid-template: 1fr auto auto 1fr / auto 1fr;
    align-items: center;
    column-gap: calc(var(--_space) * 3);
    block-size: calc(1em * 76 / 15);
    padding-inline: calc(var(--_space) * 3);
    overflow: clip;
    border-radius: var(--_radius-small);
    cursor: pointer;
  }

  .avatar {
    grid-area: 1 / 1 / -1;
  }

  .head,
  .middle,
  .tags {
    grid-column: 2;
    display: flex;
    align-items: baseline;
    gap: calc(var(--_space) * 2);
    min-inline-size: 0;
    white-space: nowrap;
  }

  .head {
    grid-row: 1;
    align-self: end;
  }

  .middle {
    align-items: center;
    font-size: var(--_font-size-small);
    color: var(--_muted);
  }

  .tags {
    grid-row: 3 / 5;
    align-self: start;
    overflow: clip;
    font-size: calc(1em * 12 / 15);
    color: var(--_muted);
  }

  .name,
  .excerpt {
    flex: 1;
    min-inline-size: 0;
    overflow: clip;
    text-overflow: ellipsis;
    /* Each is cut at its own end, and stands on the list's side. */
    text-align: left;
  }

  :is(.head, .middle):dir(rtl) > :is(.name, .excerpt) {
    text-align: right;
  }

  .writer {
    flex: none;
    max-inline-size: 40%;
    margin-inline-end: calc(var(--_space) * -1);
    overflow: clip;
    text-overflow: ellipsis;
  }

  .unread .name {
    font-weight: 600;
  }

  .unread .excerpt {
    color: var(--_text);
  }

  time {
    flex: none;
    font-size: calc(1em * 12 / 15);
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }

  .tag {
    min-inline-size: 0;
    overflow: clip;
    text-overflow: ellipsis;
  }

  .tag + .tag::before {
    content: '·';
    margin-inline-end: calc(var(--_space) * 2);
    color: var(--_muted);
    font-weight: 400;
  }

  .waits {
    flex: none;
    font-weight: 600;
    color: var(--_ink);
  }

  .count {
    flex: none;
    min-inline-size: 20px;
    padding-inline: 6px;
    border-radius: 10px;
    font-size: calc(1em * 12 / 13);
    font-weight: 600;
    line-height: 20px;
    text-align: center;
    font-variant-numeric: tabular-nums;
    color: var(--_on-accent);
    background: var(--_accent);
  }

  .pending > * {
    opacity: 0.6;
  }

  .line:hover {
    background: color-mix(in oklab, var(--_surface) 50%, transparent);
  }

  .line[aria-selected='true'] {
    background: var(--_surface);
  }

  [role='listbox']:focus-visible .active {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }

  @media (forced-colors: active) {
    /* What is in it stays where it is. */
    .line[aria-selected='true'] {
      padding-inline: calc(var(--_space) * 3 - 2px);
      border: 2px solid Highlight;
    }

    /* Within the border of the open conversation, not over it. */
    [role='listbox']:focus-visible .active {
      outline-offset: -6px;
    }

    .count {
      border: 1px solid;
    }
  }
`;
