import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { avatarHue, trustedAvatar } from '../../src/views/avatar.js';
import { createMessageId } from '../../src/protocol/ids.js';
import { GUEST_PREFIX } from '../../src/protocol/ids.js';

const OWN = 'https://pictures.example/avatars/ada.png?size=64';

describe('an author’s picture', () => {
  it('is loaded from the folder of the visitor’s own picture', () => {
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

  it('is not loaded when the visitor has no picture', () => {
    expect(trustedAvatar('https://pictures.example/avatars/grace.png', undefined)).toBeUndefined();
  });
});

describe('the colour of an author', () => {
  function count(length: number, id: (number: number) => string): number[] {
    return Array.from({ length }, (_, index) => avatarHue(id(index + 1)));
  }

  /** The number of authors with each hue, the lowest first. */
  function frequencies(hues: readonly number[]): number[] {
    const counts = new Map<number, number>();
    for (const hue of hues) counts.set(hue, (counts.get(hue) ?? 0) + 1);
    return [...counts.values()].sort((a, b) => a - b);
  }

  it('is one of twelve hues, 30° apart', () => {
    const hues = new Set(count(1000, String));
    expect([...hues].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, index) => 30 * index),
    );
  });

  it('is the same on every device', () => {
    expect(['ada', 'u1', '日本', ''].map(avatarHue)).toEqual([180, 270, 330, 30]);
  });

  it.each(['', 'u', 'user-', 'guest', 'customer:2026/', 'ユーザー'])(
    'differs for ids that count up: %s1, 2, 3 …',
    (prefix) => {
      const hues = count(9, (number) => `${prefix}${String(number)}`);
      expect(new Set(hues).size).toBe(9);
      // The hues of consecutive ids are the easiest to tell apart.
      for (let index = 1; index < hues.length; index += 1) {
        const distance = Math.abs((hues[index] ?? 0) - (hues[index - 1] ?? 0));
        expect(Math.min(distance, 360 - distance)).toBe(150);
      }
      expect(frequencies(count(20, (number) => `${prefix}${String(number)}`)).at(-1)).toBeLessThan(
        5,
      );
    },
  );

  it.each<[string, (number: number) => string]>([
    ['end alike', (number) => `user${String(number)}@example.com`],
    ['count up to large numbers', (number) => `u${String(number)}`],
    ['are random', () => randomUUID()],
    ['belong to guests', (number) => GUEST_PREFIX + createMessageId(1_763_640_000_000 + number)],
  ])('is spread evenly over ids that %s', (_, id) => {
    const counts = frequencies(count(1200, id));
    // An even spread is 100 each; chance alone never deviates this far from it.
    expect(counts).toHaveLength(12);
    expect(counts[0]).toBeGreaterThan(40);
    expect(counts.at(-1)).toBeLessThan(160);
  });
});
