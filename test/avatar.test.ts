import { describe, expect, it } from 'vitest';
import { trustedAvatar } from '../src/avatar.js';

const OWN = 'https://pictures.example/avatars/ada.png?size=64';

describe('a picture that a message names', () => {
  it('is loaded from the folder where the host keeps the visitor’s own', () => {
    for (const url of [
      'https://pictures.example/avatars/grace.png',
      'https://pictures.example/avatars/team/grace.png?size=64',
    ])
      expect(trustedAvatar(url, OWN)).toBe(url);
  });

  it('is loaded from nowhere else', () => {
    for (const url of [
      undefined,
      'https://pictures.example/logout',
      'https://pictures.example/avatars-of-others/x.png',
      'https://pictures.example.evil.example/avatars/x.png',
      'http://pictures.example/avatars/x.png',
      new URL('https://pictures.example/avatars/../logout').href,
      new URL('https://pictures.example/avatars/%2e%2e/logout').href,
      new URL('https://pictures.example/avatars/..\\logout').href,
    ])
      expect(trustedAvatar(url, OWN), url).toBeUndefined();
  });

  it('is not loaded where the host gives the visitor none', () => {
    expect(trustedAvatar('https://pictures.example/avatars/grace.png', undefined)).toBeUndefined();
  });
});
