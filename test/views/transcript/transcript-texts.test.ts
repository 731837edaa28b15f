import fc from 'fast-check';
import { beforeAll, afterAll, describe, expect, it, vi } from 'vitest';
import { en } from '../../../src/localization/en.js';
import { asJson } from '../../../src/views/transcript/as-json.js';
import { asText } from '../../../src/views/transcript/as-text.js';
import { formatsFor, type Formats } from '../../../src/views/transcript/formats.js';
import type { Transcript } from '../../../src/views/transcript/transcript.js';
import { transcriptStrings } from '../../../src/views/transcript/words.js';
import { CONTROLS, transcriptWith, written } from '../../helpers/transcripts.js';

const DAY = { kind: 'day', day: Date.UTC(2026, 10, 27, 12) } as const;
const FILE = {
  id: 'f1',
  name: 'plan.pdf',
  type: 'application/pdf',
  size: 1_200_000,
  alt: undefined,
};

describe('a transcript as text', () => {
  let formats: Formats;

  beforeAll(() => {
    vi.stubGlobal('navigator', { languages: ['en-GB'] });
    formats = formatsFor(transcriptStrings(en), 'en');
  });

  afterAll(() => vi.unstubAllGlobals());

  const text = (transcript: Transcript): Promise<string> => asText(transcript, formats);

  it('has what is known about it, then days, messages and gaps', async () => {
    const time = formats.time(written('a').sentAt ?? 0);
    const own = { id: 'ada', name: 'Ada', own: true };
    const transcript = transcriptWith([
      DAY,
      written('a', { text: 'first\n\n  second', editedAt: 0 }),
      { kind: 'gap' },
      written('b', {
        author: own,
        text: 'yes',
        replyTo: { id: 'a', author: 'Grace', excerpt: 'first second' },
        reactions: [{ emoji: '👍', count: 2 }],
        files: [FILE],
      }),
      written('c', { text: '', plain: '', removed: true, sentAt: undefined }),
      written('d', { author: own, text: 'late', replyTo: { id: 'z' }, state: 'failed' }),
    ]);
    const taken = formats.facts(transcript)[1]?.[1] ?? '';
    expect(formats.day(DAY.day)).toMatch(/Friday.*27 November 2026/);
    expect(taken).toMatch(/28 November 2026.*\(UTC\)$/);
    expect(await text(transcript)).toBe(`Chat
Room: support
Saved: ${taken}
Language: en
Messages: 4

=== ${formats.day(DAY.day)} ===

[${time}] Grace · edited
    first

      second

--- ${en.gap} ---

[${time}] Ada (you)
  In reply to Grace: first second
    yes
  File: plan.pdf (application/pdf, 1.2 MB)
  👍 2

Grace
  ${en.removed}

[${time}] Ada (you) · Not sent.
  In reply to a message that is not here
    late
`);
  });

  it('says that the beginning is missing', async () => {
    const transcript = transcriptWith([written('a')], { complete: false });
    expect(await text(transcript)).toContain('\nEarlier messages could not be loaded.\n');
  });

  it('leaves out what controls terminals, and keeps each line of a text in its place', async () => {
    const transcript = transcriptWith([written('a', { text: CONTROLS })], { room: CONTROLS });
    const lines = (await text(transcript)).split('\n');
    expect(lines.join('\n')).not.toMatch(/[^\P{Cc}\n]|[\u2028]/u);
    expect(lines.slice(-4)).toEqual(['    [2J31m\u202Eevil', '    next', '    last\u2066', '']);
    expect(lines[1]).toMatch(/^Room: .*last/);
  });

  it('no text looks like another message, or like what belongs to one', async () => {
    const part = fc.constantFrom(
      '\n',
      '\r',
      '\u2028',
      '\v',
      '[14:20] Ada',
      '  ',
      '👍 2',
      '---',
      'File: a',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 12 }), async (parts) => {
        const hostile = parts.join('');
        const lines = (await text(transcriptWith([written('a', { text: hostile })]))).split(
          /[\n\r\u2028\v]/,
        );
        const start = lines.findIndex((line) => line.endsWith('Grace'));
        for (const line of lines.slice(start + 1)) expect(line).toMatch(/^(?: {4}|$)/);
      }),
    );
  });
});

describe('a transcript as JSON', () => {
  it('has the documented shape, without what says nothing', async () => {
    const json = await asJson(
      transcriptWith(
        [
          DAY,
          written('a', { text: '*first*', plain: 'first', editedAt: Date.UTC(2026, 10, 27, 15) }),
          { kind: 'gap' },
          DAY,
          written('b', {
            author: { id: undefined, name: '', own: true },
            sentAt: undefined,
            replyTo: { id: 'a', author: 'Grace', excerpt: 'first' },
            reactions: [{ emoji: '👍', count: 2 }],
            files: [FILE],
            state: 'sending',
          }),
          written('c', { text: '', plain: '', removed: true }),
        ],
        { complete: false },
      ),
    );
    expect(JSON.parse(json)).toEqual({
      version: 1,
      title: 'Chat',
      room: 'support',
      takenAt: '2026-11-28T12:30:00.000Z',
      language: 'en',
      timeZone: 'UTC',
      complete: false,
      messages: [
        {
          id: 'a',
          sentAt: '2026-11-27T14:20:00.000Z',
          author: { id: 'grace', name: 'Grace', own: false },
          text: '*first*',
          edited: true,
          editedAt: '2026-11-27T15:00:00.000Z',
        },
        {
          id: 'b',
          author: { name: '', own: true },
          text: 'text of b',
          replyTo: { id: 'a', author: 'Grace', excerpt: 'first' },
          reactions: [{ emoji: '👍', count: 2 }],
          files: [{ id: 'f1', name: 'plan.pdf', type: 'application/pdf', size: 1_200_000 }],
          gapBefore: true,
          state: 'sending',
        },
        {
          id: 'c',
          sentAt: '2026-11-27T14:20:00.000Z',
          author: { id: 'grace', name: 'Grace', own: false },
          text: '',
          removed: true,
        },
      ],
    });
  });

  it('is JSON without messages, and with any text', async () => {
    expect(JSON.parse(await asJson(transcriptWith([])))).toHaveProperty('messages', []);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string(), async (text, room) => {
        const json = await asJson(transcriptWith([written('a', { text })], { room }));
        expect(JSON.parse(json)).toMatchObject({ room, messages: [{ text }] });
      }),
    );
  });
});
