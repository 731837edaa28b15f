import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { spokenEnd, spokenTime } from '../../src/desk/words.js';

describe('the times of the desk', () => {
  beforeAll(() => void vi.stubGlobal('navigator', { languages: ['en-GB'] }));

  afterAll(() => vi.unstubAllGlobals());

  it('are said in the largest unit that fits, in the language of the page', () => {
    expect(spokenTime(300, 'en')).toBe('5 minutes');
    expect(spokenTime(90, 'en')).toBe('90 seconds');
    expect(spokenTime(86_400, 'de')).toBe('1 Tag');
  });

  it('are said, too, where the page’s `lang` is no language tag', () => {
    for (const language of ['', 'not a tag', '-', 'en_GB']) {
      expect(spokenTime(300, language)).not.toBe('');
      expect(spokenEnd(60_000, 0, language)).not.toBe('');
    }
  });
});
