import { describe, expect, it } from 'vitest';
import { createMessageId, hashText } from '../../src/protocol/ids.js';

describe('a message id', () => {
  it('is a ULID that starts with the time, so that later ids sort later', () => {
    const early = createMessageId(1_763_640_000_000);
    expect(early).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(early < createMessageId(1_763_640_000_001)).toBe(true);
  });

  it('sorts by creation, within a millisecond and after the clock is set back, too', () => {
    const now = 1_763_640_100_000;
    const ids = Array.from({ length: 2000 }, (_, i) => createMessageId(now - (i % 3)));
    expect([...ids].sort()).toEqual(ids);
  });

  it('is unique', () => {
    const ids = Array.from({ length: 10_000 }, () => createMessageId(1));
    expect(new Set(ids).size).toBe(10_000);
  });
});

describe('the hash of a text', () => {
  it('differs for similar texts', () => {
    const texts = Array.from({ length: 20_000 }, (_, i) => `message ${String(i)}`);
    expect(new Set(texts.map(hashText)).size).toBe(20_000);
  });
});
