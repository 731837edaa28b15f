import { describe, expect, it } from 'vitest';
import { smallest } from './smallest.js';

const letters = [...'abcdefghijklmnopqrstuvwxyz'];

describe('smallest', () => {
  it('finds the one part that fails', async () => {
    const fails = (parts: readonly string[]) => Promise.resolve(parts.includes('q'));
    expect(await smallest(letters, fails)).toEqual(['q']);
  });

  it('finds two parts that fail together', async () => {
    const fails = (parts: readonly string[]) =>
      Promise.resolve(parts.includes('c') && parts.includes('x'));
    expect(await smallest(letters, fails)).toEqual(['c', 'x']);
  });

  it('returns the smallest part so far when the tries are used up', async () => {
    let tries = 0;
    const fails = (parts: readonly string[]) => {
      tries += 1;
      return Promise.resolve(parts.includes('q'));
    };
    expect(await smallest(letters, fails, 3)).toContain('q');
    expect(tries).toBe(3);
  });
});
