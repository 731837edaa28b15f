import { describe, expect, it } from 'vitest';
import { createMessageId, hashText } from '../../src/protocol/ids.js';

describe('a message id', () => {
  it('is a ULID: time first, so that later ones sort later', () => {
    const early = createMessageId(1_763_640_000_000);
    expect(early).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(early < createMessageId(1_763_640_000_001)).toBe(true);
  });

  it('sorts by when it was made, within a millisecond too, and when the clock is set back', () => {
    const now = 1_763_640_100_000;
    const ids = Array.from({ length: 2000 }, (_, i) => createMessageId(now - (i % 3)));
    expect([...ids].sort()).toEqual(ids);
  });

  it('is another each time', () => {
    const ids = Array.from({ length: 10_000 }, () => createMessageId(1));
    expect(new Set(ids).size).toBe(10_000);
  });
});

describe('a content’s hash', () => {
  it('tells similar texts apart', () => {
    const texts = Array.from({ length: 20_000 }, (_, i) => `message ${String(i)}`);
    expect(new Set(texts.map(hashText)).size).toBe(20_000);
  });
});
