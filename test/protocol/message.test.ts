import { describe, expect, it } from 'vitest';
import { cleanName } from '../../src/protocol/names.js';
import { fitsInItem } from '../../src/protocol/limits.js';
import { parseItem } from '../../src/protocol/item.js';
import { serializeMessage } from '../../src/protocol/message-codec.js';

const wire = {
  id: '01JABC',
  username: 'Ada',
  message: 'Hello',
  userId: 'u1',
  timestamp: 1_763_640_000_000,
  order: 7,
};

function parse(value: unknown, publisherId?: string) {
  return parseItem(typeof value === 'string' ? value : JSON.stringify(value), publisherId);
}

describe('a message on the wire', () => {
  it('is parsed as it was serialized', () => {
    const message = {
      id: '01JABC',
      text: 'Hello',
      author: { id: 'u1', name: 'Ada', verified: false },
      sentAt: 1_763_640_000_000,
    };
    expect(JSON.parse(serializeMessage(message, 7))).toEqual(wire);
    const read = { kind: 'message', derivedId: false, order: 7, message };
    expect(parseItem(serializeMessage(message, 7))).toEqual(read);
  });

  it('is shown if an older client sent only a name and a text', () => {
    expect(parse({ username: 'Ada', message: 'Hi' })).toMatchObject({
      kind: 'message',
      derivedId: true,
      message: { text: 'Hi', author: { id: undefined, name: 'Ada' }, sentAt: undefined },
    });
  });

  it('is shown if it is plain text, even text like JSON', () => {
    for (const text of ['Hello world!', '42', 'true', '"quoted"', '{hi}', '[draft', ':{']) {
      expect(parse(text)).toMatchObject({ kind: 'message', derivedId: true, message: { text } });
    }
  });

  it('has the same derived id for every reader, and another for another text', () => {
    const id = (text: string) => {
      const item = parseItem(text);
      return item.kind === 'message' ? item.message.id : undefined;
    };
    expect(id('one')).toBe(id('one'));
    expect(id('one')).not.toBe(id('two'));
  });

  it('is dropped with a reason if it is damaged or no message', () => {
    const cases: [unknown, string][] = [
      ['', 'empty'],
      [' \n ', 'empty'],
      ['{"id":"x","mess', 'malformed'],
      [' { "id" : "x", "mess', 'malformed'],
      ['[{"id":', 'malformed'],
      [[1, 2], 'malformed'],
      [{}, 'malformed'],
      [{ message: 5 }, 'malformed'],
      [{ message: { text: 'x' } }, 'malformed'],
      [{ message: '  ' }, 'empty'],
      [{ id: '', message: 'x' }, 'malformed'],
      [{ id: { toString: 'x' }, message: 'x' }, 'malformed'],
      [{ id: 'x'.repeat(129), message: 'x' }, 'malformed'],
    ];
    for (const [value, reason] of cases) expect(parse(value)).toEqual({ kind: 'dropped', reason });
    for (const value of [undefined, null, 5, new Uint8Array(2)]) {
      expect(parseItem(value)).toEqual({ kind: 'dropped', reason: 'not-text' });
    }
  });

  it('is an event if it has a type, known or not', () => {
    expect(parse({ type: 'typing', userId: 'u1' })).toMatchObject({
      kind: 'event',
      type: 'typing',
    });
  });

  it('ignores invalid optional fields', () => {
    for (const timestamp of ['soon', 1e300, null, {}]) {
      expect(parse({ ...wire, timestamp })).toMatchObject({ message: { sentAt: undefined } });
    }
    for (const order of [0, -1, 1.5, 2 ** 60, '7', null]) {
      expect(parse({ ...wire, order })).toMatchObject({ order: undefined });
    }
    expect(parse({ ...wire, username: 5, userId: ['u1'] })).toMatchObject({
      message: { author: { id: undefined, name: '' } },
    });
  });

  it('does not change prototypes', () => {
    const item = parse('{"__proto__":{"polluted":1},"constructor":{"x":1},"message":"hi"}');
    expect(item).toMatchObject({ kind: 'message', message: { text: 'hi' } });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('is dropped without an exception if it is nested too deeply', () => {
    expect(parse('['.repeat(100_000))).toMatchObject({ kind: 'dropped' });
    expect(parse(`{"message":${'['.repeat(50_000)}${']'.repeat(50_000)}}`)).toMatchObject({
      kind: 'dropped',
    });
  });
});

describe('the publisher’s id', () => {
  it('overrides the claimed id, and the claimed name is not shown', () => {
    expect(parse(wire, 'mallory')).toMatchObject({
      message: { author: { id: 'mallory', name: 'mallory', verified: true } },
    });
  });

  it('overrides a guest’s id and keeps the name, because a guest claims no identity', () => {
    expect(parse({ ...wire, userId: 'guest-01J' }, 'u7')).toMatchObject({
      message: { author: { id: 'u7', name: 'Ada', verified: true } },
    });
  });

  it('is cleaned like a name where it is shown as the name', () => {
    const author = { id: 'a\u202eb\n', name: 'a b' };
    expect(parse({ message: 'x' }, author.id)).toMatchObject({ message: { author } });
    expect(parse({ message: 'x', userId: author.id })).toMatchObject({ message: { author } });
    expect(parse('x', author.id)).toMatchObject({ message: { author } });
  });

  it('confirms an equal claimed id and keeps the name', () => {
    expect(parse(wire, 'u1')).toMatchObject({
      message: { author: { id: 'u1', name: 'Ada', verified: true } },
    });
  });

  it('replaces a missing id', () => {
    expect(parse({ username: 'Ada', message: 'Hi' }, 'u1')).toMatchObject({
      message: { author: { id: 'u1', name: 'Ada', verified: true } },
    });
    expect(parse('plain', 'u1')).toMatchObject({ message: { author: { id: 'u1', name: 'u1' } } });
  });
});

describe('a name', () => {
  it('is one visible line of at most 64 characters', () => {
    expect(cleanName('  Ada\n\tLovelace ')).toBe('Ada Lovelace');
    expect(cleanName('\u202eadA\u2066')).toBe('adA');
    expect(cleanName('\u0000\u200b\ufeff')).toBe('');
    expect([...cleanName('👩‍💻'.repeat(80))].length).toBeLessThanOrEqual(64);
    expect(cleanName('x'.repeat(1e6))).toHaveLength(64);
    expect(cleanName({})).toBe('');
  });

  it('ends in one ellipsis if it was shortened', () => {
    const whole = 'x'.repeat(64);
    expect(cleanName(whole)).toBe(whole);
    const cut = cleanName(`${whole}y`);
    expect(cut).toBe(`${'x'.repeat(63)}…`);
    expect(cleanName(cut)).toBe(cut);
    expect(cleanName(`${'x'.repeat(62)} and so on`)).toBe(`${'x'.repeat(62)}…`);
  });
});

describe('the limit of a topic item', () => {
  it('is 4,096 bytes of UTF-8, not characters', () => {
    expect(fitsInItem('x'.repeat(4096))).toBe(true);
    expect(fitsInItem('x'.repeat(4097))).toBe(false);
    expect(fitsInItem('é'.repeat(2048))).toBe(true);
    expect(fitsInItem('é'.repeat(2049))).toBe(false);
  });
});

describe('an author’s avatar', () => {
  it('is accepted only as a web URL, and not if the publisher’s id differs from the claimed one', () => {
    const author = (fields: object, publisherId?: string): unknown => {
      const item = parseItem(JSON.stringify({ id: 'a', message: 'x', ...fields }), publisherId);
      return item.kind === 'message' && item.message.author.avatarUrl;
    };
    expect(author({ avatarUrl: 'https://example.com/a.png' })).toBe('https://example.com/a.png');
    for (const avatarUrl of ['javascript:alert(1)', 'data:image/png,', 'a.png', '//x', 1, {}, null])
      expect(author({ avatarUrl })).toBeUndefined();
    expect(author({ avatarUrl: `https://example.com/${'a'.repeat(300)}` })).toBeUndefined();
    const fields = { userId: 'ada', avatarUrl: 'https://example.com/a.png' };
    expect(author(fields, 'ada')).toBe('https://example.com/a.png');
    expect(author(fields, 'mallory')).toBeUndefined();
  });
});
