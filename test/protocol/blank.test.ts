import { describe, expect, it } from 'vitest';
import { isBlank } from '../../src/protocol/blank.js';
import { cleanName } from '../../src/protocol/names.js';
import { parseItem } from '../../src/protocol/item.js';
import { askModerationHook } from '../../src/server/moderation/moderation-hook.js';
import { readEvent, readMessage } from '../../src/server/relay/relay-request.js';
import { roomNameFault } from '../../src/protocol/room-name.js';
import { systemClock } from '../../src/platform/clock.js';

const CALLS = { timeoutMs: 1_000, clock: systemClock, report: () => undefined };

/** All invisible code points of Unicode, unassigned ones included, the empty Braille cell and the musical null notehead. */
const INVISIBLE: readonly string[] = [...codePoints()].filter((character) =>
  /[\p{Default_Ignorable_Code_Point}\u2800\u{1d159}]/u.test(character),
);

function* codePoints(): Generator<string> {
  for (let code = 0; code <= 0x10ffff; code += 1) yield String.fromCodePoint(code);
}

/** Words and emoji whose parts are joined or separated by invisible characters. */
const WHOLE = ['❤️', '👩‍👩‍👧', '👩🏽‍💻', '🏳️‍🌈', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣', 'می‌خواهم', 'क्‍ष', 'ශ්‍රී', 'Ada ❤️'];

describe('invisible characters', () => {
  it('are over 4,000 code points, including the known ones', () => {
    expect(INVISIBLE.length).toBeGreaterThan(4000);
    const known = '\u3164 \uffa0 \u115f \u1160 \u034f \u17b4 \u17b5 \u2800 \ufe00 \ufe0f \u00ad';
    const more = '\u180b \u180e \u200b \u200c \u200d \u2060 \u2064 \ufeff \u{e0041} \u{e0100}';
    for (const character of `${known} ${more}`.split(' ')) {
      expect(INVISIBLE, character.codePointAt(0)?.toString(16)).toContain(character);
    }
  });

  it('make a blank text', () => {
    for (const character of INVISIBLE) {
      expect(isBlank(`${character} \n${character}`), character.codePointAt(0)?.toString(16)).toBe(
        true,
      );
    }
    for (const text of ['', ' ', '\0', '\u2028', '\ufff9']) expect(isBlank(text)).toBe(true);
    for (const text of [...WHOLE, '.', 'a\u3164', '\u0301']) expect(isBlank(text)).toBe(false);
  });

  it('make no message: a received one, one sent to a relay, or a moderator’s', async () => {
    for (const text of ['\u3164', ' \u2800 ', '\ufe0f', '\u200d\u200c']) {
      const dropped = { kind: 'dropped', reason: 'empty' };
      expect(parseItem(text)).toEqual(dropped);
      expect(parseItem(JSON.stringify({ id: 'a', message: text }))).toEqual(dropped);
      const { fields } = readEvent([{ room: 'lobby', message: text }]);
      expect(() => readMessage(fields, 0)).toThrow(/empty/);
      const submitted = { id: 'm', room: 'lobby', text: 'Hi', userId: 'ada' };
      const host = { moderate: () => ({ text }), profileOf: () => ({ name: text }) };
      const judgement = await askModerationHook(host, submitted, CALLS);
      expect(judgement).toMatchObject({ passes: false, code: 'moderation-failed' });
      const passing = { ...host, moderate: () => undefined };
      expect(await askModerationHook(passing, submitted, CALLS)).toMatchObject({
        author: { name: 'ada' },
      });
    }
  });

  it('are removed from names', () => {
    for (const character of INVISIBLE) {
      const code = character.codePointAt(0)?.toString(16);
      expect(cleanName(character), code).toBe('');
      expect(cleanName(`${character}Ada${character}`), code).toBe('Ada');
      expect(cleanName(`A${character}da`), code).toMatch(/^A ?da$/);
    }
    for (const name of WHOLE) expect(cleanName(name)).toBe(name);
  });

  it('are refused in room names', () => {
    for (const character of INVISIBLE) {
      expect(roomNameFault(`lob${character}by`), character.codePointAt(0)?.toString(16)).toMatch(
        /cannot be seen|single spaces/,
      );
    }
    expect(roomNameFault('lob\u3164by')).toMatch(/cannot be seen/);
  });
});
