import { css } from 'lit';

/** Which parts stand side by side, by the inbox's own width. */
export const layoutStyles = css`
  :host {
    box-sizing: border-box;
    display: block;
    min-inline-size: 0;
    block-size: 100%;
    min-block-size: 20rem;
    overflow: hidden;
    container: momento-chat-inbox / inline-size;
    background: var(--_background);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }

  .inbox {
    position: relative;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    block-size: 100%;
  }

  .side,
  .main {
    grid-area: 1 / 1;
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    min-block-size: 0;
  }

  /* Narrow: one at a time. */
  .inbox.opened .side,
  .inbox:not(.opened) :is(.main, .aside) {
    display: none;
  }

  .aside {
    grid-area: 1 / 1;
    min-block-size: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    background: var(--_background);
  }

  .inbox:not(.detailed) .aside {
    display: none;
  }

  .inbox.detailed .main .talk {
    display: none;
  }

  /* Below the conversation's head. */
  .inbox.opened.detailed {
    grid-template-rows: auto minmax(0, 1fr);
  }

  .inbox.opened.detailed .aside {
    grid-row: 2;
    border-block-start: 1px solid var(--_border);
  }

  @container momento-chat-inbox (width >= 700px) {
    .inbox,
    .inbox.opened.detailed {
      grid-template: minmax(0, 1fr) / minmax(260px, 340px) minmax(0, 1fr);
    }

    .inbox .side,
    .inbox.opened .side {
      grid-column: 1;
      display: flex;
      border-inline-end: 1px solid var(--_border);
    }

    .inbox .main,
    .inbox:not(.opened) .main,
    .inbox.detailed .main {
      grid-column: 2;
      display: flex;
    }

    .inbox.opened.detailed .side {
      grid-row: 1 / 3;
    }

    .inbox.opened.detailed .main {
      grid-area: 1 / 2;
    }

    .inbox.opened.detailed .aside {
      grid-area: 2 / 2;
    }

    .inbox.opened.detailed {
      grid-template-rows: auto minmax(0, 1fr);
    }

    .back {
      display: none !important;
    }
  }

  /* There is room for all three. */
  @container momento-chat-inbox (width >= 1080px) {
    .inbox.opened.detailed {
      grid-template: minmax(0, 1fr) / minmax(280px, 360px) minmax(0, 1fr) minmax(240px, 300px);
    }

    .inbox.opened.detailed .side {
      grid-row: 1;
    }

    .inbox.opened.detailed .main {
      grid-area: 1 / 2;
    }

    .inbox.opened.detailed .main .talk {
      display: block;
    }

    .inbox.opened.detailed .aside {
      grid-area: 1 / 3;
      border-block-start: 0;
      border-inline-start: 1px solid var(--_border);
    }
  }
`;
