import { css } from '../views/actions/borrowed.js';

/** The line about the agents: in a panel's header, and above an inline conversation. */
export const availabilityStyles = css`
  .availability {
    display: flex;
    align-items: baseline;
    gap: calc(var(--_space) * 1.5);
    font-size: var(--_font-size-small);
    font-weight: 400;
    line-height: 1.4;
    color: var(--_muted);
  }

  .availability i {
    flex: none;
    inline-size: 7px;
    block-size: 7px;
    border-radius: 50%;
    background: var(--_ink);
  }

  .availability.away i {
    box-sizing: border-box;
    background: none;
    border: 1.5px solid currentColor;
  }

  .title .availability {
    color: inherit;
  }

  .title .availability:not(.away) i {
    background: currentColor;
  }

  @media (forced-colors: active) {
    .availability:not(.away) i {
      forced-color-adjust: none;
      background: CanvasText !important;
    }
  }
`;
