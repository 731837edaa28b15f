import { css } from 'lit';

/** The picture or initial of a person. `--_hue` is theirs. */
export const avatarStyles = css`
  .avatar {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: var(--_avatar-size);
    block-size: var(--_avatar-size);
    overflow: hidden;
    border-radius: 50%;
    font-weight: 600;
    line-height: 1;
    text-shadow: none;
    color: #fff;
    background: oklch(50% 0.12 var(--_hue));
    -webkit-user-select: none;
    user-select: none;
  }

  .avatar > * {
    grid-area: 1 / 1;
  }

  .avatar span {
    font-size: calc(var(--_avatar-size) * 0.46);
  }

  .avatar img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
`;
