import { describe, expect, it } from 'vitest';
import { MAX_ROOM_NAME_BYTES, roomNameFault } from '../../src/protocol/room-name.js';

describe('a room name', () => {
  it.each([
    'lobby',
    'a',
    'support/eu-1:ticket#42',
    'Team Rocket',
    'サポート',
    'Ünïted',
    'чат',
    '⚽ kick-off',
    'input',
    'x-inputs',
    'momento-chat',
    'about momento-chat/rooms',
    'x'.repeat(MAX_ROOM_NAME_BYTES),
    'あ'.repeat(42),
  ])('may be %j', (name) => {
    expect(roomNameFault(name)).toBeUndefined();
  });

  it.each([
    ['no characters', '', /empty/],
    ['129 bytes', 'x'.repeat(MAX_ROOM_NAME_BYTES + 1), /longer than 128 bytes/],
    ['43 characters of three bytes', 'あ'.repeat(43), /longer than 128 bytes/],
    ['a space at the start', ' lobby', /white space/],
    ['a space at the end', 'lobby ', /white space/],
    ['a wide space at the end', 'lobby\u3000', /white space/],
    ['white space only', ' ', /white space/],
    ['two spaces in a row', 'a  b', /single spaces/],
    ['a no-break space', 'a\u00a0b', /single spaces/],
    ['a line feed', 'a\nb', /single spaces/],
    ['a line separator', 'a\u2028b', /single spaces/],
    ['a NUL', 'a\0b', /single spaces/],
    ['an escape', 'a\u001b[2Jb', /single spaces/],
    ['a zero-width space', 'lob\u200bby', /single spaces/],
    ['a right-to-left override', 'lob\u202eby', /single spaces/],
    ['a soft hyphen', 'lob\u00adby', /single spaces/],
    ['a byte order mark', 'a\ufeffb', /single spaces/],
    ['a lone high surrogate', 'a\ud83d', /single spaces/],
    ['a lone low surrogate', '\udc00a', /single spaces/],
    ['a replacement character', 'a\ufffdb', /single spaces/],
    ['a private-use character', 'a\ue000', /single spaces/],
    ['an accent on its own code point', 'cafe\u0301', /normalization/],
    ['the name of a moderated room’s input topic', 'lobby-input', /reserved/],
    ['the same in capitals', 'lobby-INPUT', /reserved/],
    ['the name of the server’s own store', 'momento-chat/rooms', /reserved/],
    ['the same in capitals', 'Momento-Chat/rooms', /reserved/],
    ['the bare suffix', '-input', /reserved/],
  ])('may not have %s', (_, name, reason) => {
    expect(roomNameFault(name)).toMatch(reason);
  });
});
