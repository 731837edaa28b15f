import { describe, expect, it } from 'vitest';
import { readAnswers } from '../../src/protocol/answers.js';

describe('answers', () => {
  it('are trimmed, and frozen', () => {
    const answers = readAnswers({ name: ' Ada\n', email: ' ' });
    expect({ ...answers }).toEqual({ name: 'Ada', email: '' });
    expect(Object.isFrozen(answers)).toBe(true);
  });

  it('have nothing that was not answered, whatever stands on Object.prototype', () => {
    const answers = readAnswers(Object.create({ name: 'inherited' }) as object);
    expect(answers && 'name' in answers).toBe(false);
    expect(answers && 'constructor' in answers).toBe(false);
    expect(readAnswers({ constructor: 'me' })?.['constructor']).toBe('me');
  });

  it('are counted by their JSON, whose escapes take space', () => {
    const lines = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, n) => [`a${String(n)}`, `x${'\n'.repeat(498)}x`]),
      );
    expect(readAnswers(lines(4))).toBeDefined();
    expect(readAnswers(lines(5))).toBeUndefined();
  });

  it.each<unknown>([undefined, null, 'Ada', 7, true, [], ['Ada'], { name: 7 }, { 'a b': 'x' }])(
    'are none in %j',
    (value) => {
      expect(readAnswers(value)).toBeUndefined();
    },
  );
});
