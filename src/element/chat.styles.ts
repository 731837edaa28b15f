import { css } from 'lit';
import { lowStyles } from '../views/low.styles.js';
import { printStyles } from '../views/print.styles.js';
import { sharedStyles } from '../views/shared.styles.js';
import { tokens } from './tokens.styles.js';

const styles = css`
  :host {
    box-sizing: border-box;
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    min-block-size: 0;
    block-size: 100%;
    max-block-size: 100%;
    overflow: hidden;
    background: var(--_background);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }

  /* Fills the available height. If the page sets none, the list has a height of its own to scroll in. */
  momento-chat-message-list {
    flex: 1 1 var(--momento-chat-list-height, 24rem);
    min-block-size: 0;
  }

  slot[part='header']::slotted(*) {
    flex: none;
    margin: 0;
    padding: calc(var(--_space) * 3) calc(var(--_space) * 4);
    border-block-end: 1px solid var(--_border);
  }

  .search-button {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    border-radius: 50%;
    color: var(--_muted);
  }

  .search-button svg {
    inline-size: 20px;
  }

  .search-button:hover {
    color: var(--_text);
    background: var(--_surface);
  }

  .search-button,
  .search-button ~ :not(momento-chat-status-banner) {
    order: 1;
  }

  /* Without a header of its own it stands below the banner, over the messages. */
  slot + .search-button {
    align-self: end;
    position: relative;
    z-index: 1;
    margin: calc(var(--_space) * 2) calc(var(--_space) * 3) calc(-36px - var(--_space) * 2);
    border: 1px solid var(--_border);
    background: var(--_background);
  }

  /* The menu's button stands there, with styles of its own: its module may come later. */
  :host > .search-button:has(+ momento-chat-menu) {
    margin-inline-end: calc(36px + var(--_space) * 4);
  }

  /* Where the host greets, as a first message of another person. */
  [name='greeting']::slotted(*) {
    inline-size: fit-content;
    max-inline-size: min(85%, 600px);
    margin: 0;
    padding: calc(var(--_space) * 1.75) calc(var(--_space) * 3);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  .starters {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: calc(var(--_space) * 2);
    padding: 0 calc(var(--_space) * 3) calc(var(--_space) * 2);
  }

  .starters button {
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 3);
    font-weight: 500;
    overflow-wrap: anywhere;
    color: var(--_link);
    border: 1px solid currentColor;
    border-radius: var(--_radius);
  }

  .starters button:hover {
    background: var(--_surface);
  }

  .away {
    box-sizing: border-box;
    align-self: center;
    inline-size: calc(100% - var(--_space) * 6);
    max-inline-size: 60rem;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border-radius: calc(var(--_radius) * 0.75);
    color: var(--_muted);
    background: var(--_surface);
  }

  .away slot {
    display: block;
    font-size: var(--_font-size-small);
  }

  svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;

/** What is in a frame has no box of its own, until the frame is there. */
const framed = css`
  :host(:is([variant='launcher'], [variant='overlay'])) {
    display: contents;
  }
`;

/** The element's own styles. The order matters: later ones override earlier ones. */
export const chatStyles = [sharedStyles, tokens, styles, framed, lowStyles, printStyles];
