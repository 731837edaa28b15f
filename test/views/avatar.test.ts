import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { avatarHue, trustedAvatar } from '../../src/views/avatar.js';
import { createMessageId } from '../../src/protocol/ids.js';
import { GUEST_PREFIX } from '../../src/protocol/ids.js';

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

describe('the colour of an author', () => {
  function count(length: number, id: (number: number) => string): number[] {
    return Array.from({ length }, (_, index) => avatarHue(id(index + 1)));
  }

  /** How many authors have each of the hues that there are, the rarest first. */
  function frequencies(hues: readonly number[]): number[] {
    const counts = new Map<number, number>();
    for (const hue of hues) counts.set(hue, (counts.get(hue) ?? 0) + 1);
    return [...counts.values()].sort((a, b) => a - b);
  }

  it('is one of twelve, a twelfth of the circle apart', () => {
    const hues = new Set(count(1000, String));
    expect([...hues].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, index) => 30 * index),
    );
  });

  it('stays the same, for everybody', () => {
    expect(['ada', 'u1', '日本', ''].map(avatarHue)).toEqual([180, 270, 330, 30]);
  });

  it.each(['', 'u', 'user-', 'guest', 'customer:2026/', 'ユーザー'])(
    'differs for ids that count up: %s1, 2, 3 …',
    (prefix) => {
      const hues = count(9, (number) => `${prefix}${String(number)}`);
      expect(new Set(hues).size).toBe(9);
      // Neighbours can be told apart best of all.
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
    ['count up far', (number) => `u${String(number)}`],
    ['are made by chance', () => randomUUID()],
    ['are guests’', (number) => GUEST_PREFIX + createMessageId(1_763_640_000_000 + number)],
  ])('spreads evenly over ids that %s', (_, id) => {
    const counts = frequencies(count(1200, id));
    // 100 each would be even; chance alone never comes that far from it.
    expect(counts).toHaveLength(12);
    expect(counts[0]).toBeGreaterThan(40);
    expect(counts.at(-1)).toBeLessThan(160);
  });
});
