import { describe, expect, it } from 'vitest';
import { smallest } from './smallest.js';

const letters = [...'abcdefghijklmnopqrstuvwxyz'];

describe('the smallest part that fails', () => {
  it('is the one case that does', async () => {
    const fails = (parts: readonly string[]) => Promise.resolve(parts.includes('q'));
    expect(await smallest(letters, fails)).toEqual(['q']);
  });

  it('is two cases that do together', async () => {
    const fails = (parts: readonly string[]) =>
      Promise.resolve(parts.includes('c') && parts.includes('x'));
    expect(await smallest(letters, fails)).toEqual(['c', 'x']);
  });

  it('is what was left when the tries were used up', async () => {
    let tries = 0;
    const fails = (parts: readonly string[]) => {
      tries += 1;
      return Promise.resolve(parts.includes('q'));
    };
    expect(await smallest(letters, fails, 3)).toContain('q');
    expect(tries).toBe(3);
  });
});
