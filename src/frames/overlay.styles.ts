import { css } from './borrowed.js';

/** A chat over a game: only its texts while closed, with a translucent background while open. */
export const overlayStyles = css`
  :host([variant='overlay']) {
    --_background: var(
      --momento-chat-background,
      light-dark(rgb(255 255 255 / 86%), rgb(20 21 26 / 80%))
    );
    --_surface: var(
      --momento-chat-surface,
      light-dark(rgb(240 241 244 / 90%), rgb(42 44 52 / 88%))
    );
    --_border: var(--momento-chat-border, light-dark(rgb(0 0 0 / 14%), rgb(255 255 255 / 14%)));
    --_muted: var(--momento-chat-muted, light-dark(#44464f, #c3c6cf));
    --_density: var(--momento-chat-density, 0.75);
    --_font-size: var(--momento-chat-font-size, calc(1em * 14 / 16));

    display: flex;
    border: 0;
    border-radius: 0;
    background: none;
    pointer-events: none;
    --_button-events: auto;
  }

  .float {
    --_overscroll: contain;

    position: relative;
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
    overflow: hidden;
    border: 1px solid transparent;
    border-radius: var(--_radius);
  }

  .float.active {
    background: var(--_background);
    border-color: var(--_border);
    backdrop-filter: blur(12px);
    pointer-events: auto;
  }

  /* A halo keeps text outside of bubbles legible: it is directly over the game. */
  .float.idle {
    --_muted: var(--_text);
    --_halo: light-dark(rgb(255 255 255 / 90%), rgb(0 0 0 / 80%));

    text-shadow:
      0 0 2px var(--_halo),
      0 0 4px var(--_halo);
  }

  .bar {
    flex: none;
    display: flex;
    align-items: start;
  }

  .bar slot {
    flex: 1;
    display: block;
    min-inline-size: 0;
  }

  .bar button {
    align-self: start;
    margin: 0 var(--_space);
    border: 0;
    background: none;
  }

  .idle slot[name='header'],
  .idle .away {
    display: none;
  }

  .hint {
    align-self: start;
    margin: calc(var(--_space) * 2) calc(var(--_space) * 3);
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 4);
    border-radius: calc(var(--_radius) * 2);
    font-size: var(--_font-size-small);
    color: var(--_text);
    background: var(--_surface);
    text-shadow: none;
    /* Without a touch screen the hint names a key, so clicks on it go to the game. */
    pointer-events: none;
    animation: fade 400ms ease-out var(--_fade-after) forwards;
  }

  .hint:focus-visible {
    animation: none;
  }

  .for-fingers {
    display: none;
  }

  @media (pointer: coarse) {
    .hint {
      pointer-events: auto;
      animation: none;
    }

    .for-keys {
      display: none;
    }

    .for-fingers {
      display: inline;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .hint {
      animation-duration: 0s;
    }
  }

  @keyframes fade {
    to {
      opacity: 0;
    }
  }
`;
