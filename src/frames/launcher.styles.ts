import { css } from './borrowed.js';

/** A launcher's button and panel, each in the top layer. Start and end follow the text direction. */
export const launcherStyles = css`
  :host([variant='launcher']) {
    --_launcher-size: var(--momento-chat-launcher-size, 56px);
    --_offset: var(--momento-chat-launcher-offset, 20px);
    /* Keeps clear of the screen's round corners and system bars. */
    --_block-edge: calc(
      var(--_offset) + max(env(safe-area-inset-bottom, 0px), env(safe-area-inset-top, 0px))
    );
    --_inline-edge: calc(
      var(--_offset) + max(env(safe-area-inset-left, 0px), env(safe-area-inset-right, 0px))
    );
    --_panel-edge: calc(var(--_block-edge) + var(--_launcher-size) + 12px);
  }

  .dock,
  .panel {
    box-sizing: border-box;
    position: fixed;
    inset-block: auto var(--_block-edge);
    inset-inline: auto var(--_inline-edge);
    margin: 0;
    padding: 0;
    border: 0;
    overflow: visible;
    color: inherit;
    background: none;
    /* In the top layer nothing covers it: the pointer-events of the page must not apply. */
    pointer-events: auto;
  }

  .panel {
    --_overscroll: contain;

    inset-block-end: var(--_panel-edge);
    inline-size: min(var(--momento-chat-panel-inline-size, 400px), 100vi - 2 * var(--_inline-edge));
    block-size: min(
      var(--momento-chat-panel-block-size, 680px),
      100dvb - var(--_panel-edge) - var(--_offset)
    );
    max-inline-size: none;
    max-block-size: none;
    flex-direction: column;
    overflow: hidden;
    background: var(--_background);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    box-shadow: var(--_shadow);
  }

  .panel:popover-open,
  .panel:modal {
    display: flex;
  }

  :host([placement^='top']) :is(.dock, .panel) {
    inset-block: var(--_block-edge) auto;
  }

  :host([placement^='top']) .panel {
    inset-block-start: var(--_panel-edge);
  }

  :host([placement$='start']) :is(.dock, .panel) {
    inset-inline: var(--_inline-edge) auto;
  }

  .launcher {
    display: grid;
    place-items: center;
    position: relative;
    inline-size: var(--_launcher-size);
    block-size: var(--_launcher-size);
    border-radius: var(--momento-chat-launcher-radius, 50%);
    color: var(--_on-accent);
    background: var(--_accent);
    box-shadow:
      0 1px 3px rgb(0 0 0 / 16%),
      0 6px 20px rgb(0 0 0 / 20%);
  }

  .launcher:hover {
    background: color-mix(in oklab, var(--_accent), var(--_on-accent) 10%);
  }

  .launcher:focus-visible {
    outline-offset: 3px;
    /* The page below can have any colour. */
    box-shadow: 0 0 0 3px var(--_background);
  }

  .icon {
    grid-area: 1 / 1;
    inline-size: calc(var(--_launcher-size) / 2);
    block-size: calc(var(--_launcher-size) / 2);
  }

  .talk svg {
    inline-size: 100%;
    block-size: 100%;
    fill: currentColor;
    stroke: none;
  }

  .talk ::slotted(*) {
    box-sizing: border-box;
    display: block;
    inline-size: 100%;
    block-size: 100%;
  }

  [aria-expanded='false'] .shut,
  [aria-expanded='true'] .talk {
    opacity: 0;
    transform: rotate(30deg) scale(0.5);
  }

  [aria-expanded='false'] .shut {
    transform: rotate(-30deg) scale(0.5);
  }

  .badge {
    position: absolute;
    inset-block-start: -4px;
    inset-inline-end: -4px;
    min-inline-size: 1lh;
    padding-inline: 0.5em;
    border-radius: 1lh;
    font-size: calc(1em * 12 / 15);
    font-weight: 600;
    line-height: calc(22 / 12);
    font-variant-numeric: tabular-nums;
    text-align: center;
    color: #fff;
    background: var(--_badge);
    box-shadow: 0 0 0 2px var(--_background);
  }

  .close {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    border-radius: 50%;
    color: var(--_muted);
  }

  .close svg {
    inline-size: 20px;
  }

  .close:hover {
    color: var(--_text);
    background: var(--_surface);
  }

  /* A class, not a media query: WebKit keeps applying a query's old result after the last such element was removed. */
  .panel.small,
  :host([placement]) .panel.small {
    /* The on-screen keyboard covers the page without resizing it. */
    inset-block: var(--_viewport-top, 0px) var(--_keyboard-inset, 0px);
    inset-inline: 0;
    inline-size: auto;
    block-size: auto;
    padding: env(safe-area-inset-top, 0px) env(safe-area-inset-right, 0px)
      env(safe-area-inset-bottom, 0px) env(safe-area-inset-left, 0px);
    border: 0;
    border-radius: 0;
    box-shadow: none;
    overflow: hidden auto;
  }

  @media (prefers-reduced-motion: no-preference) {
    .panel,
    .launcher,
    .icon {
      transition: 160ms ease-out allow-discrete;
      transition-property: opacity, transform, display, overlay;
    }

    .panel:not(:popover-open, :modal) {
      opacity: 0;
      transform: scale(0.97);
    }

    @starting-style {
      .panel:is(:popover-open, :modal) {
        opacity: 0;
        transform: scale(0.97);
      }
    }

    .launcher:hover {
      transform: scale(1.05);
    }

    .badge {
      animation: pop 200ms ease-out;
    }

    @keyframes pop {
      from {
        transform: scale(0);
      }
    }
  }

  @media (forced-colors: active) {
    .launcher,
    .badge {
      border: 1px solid ButtonBorder;
    }
  }
`;
