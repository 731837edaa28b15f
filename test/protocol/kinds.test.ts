import { describe, expect, it } from 'vitest';
import { parseEvent } from '../../src/protocol/kinds/index.js';
import type { EventFields } from '../../src/protocol/kinds/kind.js';
import { isEmoji } from '../../src/protocol/emoji.js';
import { hasReacted } from '../../src/protocol/message.js';
import { inboxOf } from '../../src/protocol/room-rules.js';

function read(fields: EventFields) {
  return parseEvent(fields)?.event;
}

describe('an event', () => {
  it('is parsed with its known fields only', () => {
    expect(read({ type: 'closing', more: 1 })).toEqual({ type: 'closing' });
    expect(read({ type: 'removal', id: 'a', more: 1 })).toEqual({
      type: 'removal',
      id: 'a',
    });
    const rejection = { type: 'rejection', id: 'a', userId: 'ada', code: 'rejected' };
    expect(read(rejection)).toEqual(rejection);
    expect(read({ ...rejection, reason: 'Be kind.' })).toMatchObject({
      reason: 'Be kind.',
    });
  });

  it('is ignored if it is invalid or of an unknown type', () => {
    for (const fields of [
      {},
      { type: 'typing' },
      { type: 'removal' },
      { type: 'removal', id: '' },
      { type: 'removal', id: 'x'.repeat(129) },
      { type: 'removal', id: { toString: () => 'x' } },
      { type: 'rejection', id: 'a', userId: 'ada' },
      { type: 'rejection', id: 'a', userId: 'ada', code: 'constructor' },
      { type: 'rejection', id: 'a', userId: 1, code: 'rejected' },
    ])
      expect(read(fields), JSON.stringify(fields)).toBeUndefined();
  });

  it('has a reason of at most 200 characters, and only as a string', () => {
    const rejection = { type: 'rejection', id: 'a', userId: 'ada', code: 'rejected' };
    const long = read({ ...rejection, reason: 'x'.repeat(1000) });
    expect(long).toMatchObject({ reason: 'x'.repeat(200) });
    expect(read({ ...rejection, reason: {} })).toEqual(rejection);
  });

  it('has a topic for the moderator’s input', () => {
    expect(inboxOf('lobby')).toBe('lobby-input');
  });
});

describe('a reaction', () => {
  it.each(['👍', '❤️', '❤', '👩‍👩‍👧‍👦', '🇩🇪', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣', '👋🏽'])('can be the emoji %s', (emoji) => {
    expect(isEmoji(emoji)).toBe(true);
  });

  it.each(['', 'a', '👍👍', '👍 ', '<b>', '1', '🇩', '👍'.repeat(20), 7])('cannot be %j', (text) => {
    expect(isEmoji(text)).toBe(false);
  });

  it('is the same with and without the selector of the coloured form', () => {
    const message = {
      id: 'm1',
      text: 'Hello',
      author: { id: 'u', name: 'U', verified: false },
      sentAt: 1,
      reactions: [{ emoji: '❤', users: [{ id: 'ada', name: 'Ada' }] }],
    };
    expect(hasReacted(message, '❤️', 'ada')).toBe(true);
    expect(hasReacted(message, '❤️', 'grace')).toBe(false);
    expect(hasReacted(message, '👍', 'ada')).toBe(false);
  });
});
