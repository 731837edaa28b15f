import { css } from 'lit';

export const statusBannerStyles = css`
  /* Over the messages: it comes and goes, and the text that is being read must not move. */
  :host {
    position: relative;
    z-index: 2;
  }

  .banner {
    position: absolute;
    inset-inline: 0;
    inset-block-start: calc(var(--_space) * 2);
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    inline-size: fit-content;
    max-inline-size: calc(100% - var(--_space) * 6);
    margin-inline: auto;
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 4);
    font-size: var(--_font-size-small);
    color: var(--_text);
    background: var(--_background);
    border: 1px solid var(--_border);
    border-radius: min(var(--_radius), 20px);
    box-shadow: var(--_shadow-small);
  }

  svg {
    flex: none;
    inline-size: 16px;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
  }

  .failed {
    color: var(--_danger);
  }

  .text-button {
    flex: none;
  }

  @media (prefers-reduced-motion: no-preference) {
    .banner {
      animation: come 160ms ease-out;
    }

    :is(.reconnecting, .catching-up) svg {
      animation: turn 1s linear infinite;
    }
  }

  @keyframes come {
    from {
      translate: 0 -8px;
    }
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
`;
