import { css } from 'lit';

/** What stands in place of a list that has nothing. */
export const emptyStyles = css`
  .empty {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: calc(var(--_space) * 2);
    block-size: 100%;
    padding: calc(var(--_space) * 6);
    text-align: center;
    color: var(--_muted);
  }
`;
