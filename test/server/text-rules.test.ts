import { describe, expect, it, vi } from 'vitest';
import { createTextRules, type TextRule } from '../../src/server/desk/text-rules.js';

const message = (text: string) => ({
  id: 'm1',
  room: 'lobby',
  text,
  author: { id: 'ada', name: 'Ada' },
});

function found(rule: Partial<TextRule>, text: string): readonly string[] {
  const whole = { name: 'rule', action: 'reject', ...rule } as const;
  return createTextRules({ rules: [whole] })
    .find(text)
    .map((match) => match.text);
}

describe('a rule for words', () => {
  it.each([
    ['buy spam now', 'spam'],
    ['SPAM!', 'SPAM'],
    ['ＳＰＡＭ', 'ＳＰＡＭ'],
    ['s\u200bp\u00ada\u2060m', 's\u200bp\u00ada\u2060m'],
    ['spám', 'spám'],
    ['spa\u0301\u0302m', 'spa\u0301\u0302m'],
    ['𝓼𝓹𝓪𝓶', '𝓼𝓹𝓪𝓶'],
    ['«spam»', 'spam'],
  ])('finds it in %j', (text, part) => {
    expect(found({ words: ['spam'] }, text)).toEqual([part]);
  });

  it.each(['spammer', 'antispam', 'spa m', 'Scunthorpe'])('finds none in %j', (text) => {
    expect(found({ words: ['spam', 'cunt'] }, text)).toEqual([]);
  });

  it('finds any ending after an asterisk', () => {
    expect(found({ words: ['spam*'] }, 'Spammers, spam and antispam')).toEqual([
      'Spammers',
      'spam',
    ]);
  });

  it('finds phrases over line breaks', () => {
    expect(found({ words: ['free money'] }, 'Free \n money')).toEqual(['Free \n money']);
  });

  it('finds words in scripts without spaces', () => {
    expect(found({ words: ['馬鹿'] }, 'あの馬鹿が')).toEqual(['馬鹿']);
    expect(found({ words: ['ﾊﾞｶ'] }, 'このバカめ')).toEqual(['バカ']);
  });

  it('takes no character of a word for a pattern', () => {
    expect(found({ words: ['a.b(c'] }, 'axb(c a.b(c')).toEqual(['a.b(c']);
  });

  it.each([
    { words: [' '] },
    { words: ['\u200b*'] },
    {},
    { words: ['x'], action: 'hide' as never },
  ])('is an error as %j', (rule) => {
    expect(() => found(rule, 'text')).toThrow(TypeError);
  });
});

describe('a rule for links', () => {
  it.each([
    ['see https://evil.example/x?y=1', 'https://evil.example/x?y=1'],
    ['www.evil.example', 'www.evil.example'],
    ['go to evil.example/login', 'evil.example/login'],
    ['javascript://x', 'javascript://x'],
    ['evil．example', 'evil．example'],
    ['bücher.example', 'bücher.example'],
  ])('finds it in %j', (text, link) => {
    expect(found({ links: 'none' }, text)).toEqual([link]);
  });

  it.each(['ada@site.example', '3.14', 'e.g. this', 'The end.And then', '10:30'])(
    'finds none in %j',
    (text) => {
      const links = found({ links: 'none' }, text);
      // A missing space after a full stop cannot be told from a host's name.
      expect(links).toEqual(text.includes('end.And') ? ['end.And'] : []);
    },
  );

  it('allows hosts and their subdomains, and no host that only looks like them', () => {
    const links = ['site.example'];
    expect(found({ links }, 'https://site.example/a docs.site.example')).toEqual([]);
    expect(found({ links }, 'https://site.example.evil.test')).toHaveLength(1);
    expect(found({ links }, 'https://mysite.example')).toHaveLength(1);
    expect(found({ links }, 'https://site.example@evil.test')).toHaveLength(1);
    expect(found({ links }, 'ftp://site.example')).toHaveLength(1);
  });

  it('takes no time for a text that is made to take long', () => {
    const texts = [
      'a'.repeat(4_000),
      'a-'.repeat(2_000),
      'a.'.repeat(2_000),
      '\ufdfa'.repeat(1_300),
    ];
    // A pattern that tries all ways would not end.
    for (const text of texts) expect(found({ links: 'none', words: ['spam'] }, text)).toEqual([]);
  });
});

describe('the verdict of rules', () => {
  const insults = { name: 'insults', words: ['fool'], action: 'mask' } as const;
  const links = { name: 'links', links: 'none', action: 'reject', reason: 'No links.' } as const;

  it('is none where nothing is found', () => {
    const rules = createTextRules({ rules: [insults, links] });
    expect(rules.moderate(message('Hello'))).toBeUndefined();
  });

  it('masks what was found, and keeps the rest', () => {
    const rules = createTextRules({ rules: [insults] });
    expect(rules.moderate(message('You Fóol! 👍 fool'))).toEqual({ text: 'You ****! 👍 ****' });
  });

  it('rejects if one rule does', () => {
    const rules = createTextRules({ rules: [insults, links] });
    expect(rules.moderate(message('fool www.x.example'))).toEqual({ reject: 'No links.' });
  });

  it('is none in a dry run, which tells what would be', () => {
    const onMatch = vi.fn();
    const rules = createTextRules({ rules: [insults, links], dryRun: true, onMatch });
    const sent = message('a fool');
    expect(rules.moderate(sent)).toBeUndefined();
    const match = { rule: insults, text: 'fool', start: 2, end: 6 };
    expect(onMatch).toHaveBeenCalledWith([match], sent);
  });
});
