import { css } from 'lit';
import { avatarStyles } from './avatar.styles.js';
import { listAdaptations } from './list-adaptations.styles.js';
import { listNotesStyles } from './list-notes.styles.js';
import { relationStyles } from './relations.styles.js';
import { textStyles } from './text.styles.js';
import { attachmentsStyles } from './attachments.styles.js';
import { messageStyles } from './message.styles.js';

/** The list itself: its scroll container and the rows in it. */
const frameStyles = css`
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
    /* If the list has nothing to scroll, the page scrolls, unless the list is in a panel. */
    overscroll-behavior: var(--_overscroll, auto);
    /* The scroll controller keeps the reader's place; the browser's anchoring would interfere. */
    overflow-anchor: none;
    scrollbar-width: thin;
    scrollbar-color: var(--_border) transparent;
    display: flex;
    flex-direction: column;
    padding-block: calc(var(--_space) * 4);
    /* Messages fade at the edges behind which there are more. */
    mask: linear-gradient(transparent, #000 12px calc(100% - 12px), transparent);
    /* As wide as the composer's field: longer lines are hard to read. */
    padding-inline: max(calc(var(--_space) * 3), (100% - 60rem) / 2);
  }

  .scroller[data-overflows] {
    overscroll-behavior: contain;
  }

  .scroller:focus-visible {
    outline-offset: -2px;
    mask: none;
  }

  /* A few messages stand at the bottom, where the next one will appear. */
  .log,
  slot {
    margin-block-start: auto;
  }

  /* Marks the end of the newest message; an observer reports whether it is in view. */
  .end {
    position: absolute;
    inset: auto 0 0;
    block-size: 24px;
    pointer-events: none;
  }
`;

/** The order matters: later rules of the same specificity win. */
export const messageListStyles = [
  frameStyles,
  avatarStyles,
  messageStyles,
  attachmentsStyles,
  relationStyles,
  textStyles,
  listNotesStyles,
  listAdaptations,
];
