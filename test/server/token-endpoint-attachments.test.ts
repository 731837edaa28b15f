import { describe, expect, it } from 'vitest';
import type { TokenEndpointOptions } from '../../src/server/index.js';
import { parseAttachmentRules } from '../../src/session/attachment-rules.js';
import { ADA, setUp } from './token-endpoint-fixture.js';

type Option = TokenEndpointOptions['attachments'];

async function rulesIn(options: Partial<TokenEndpointOptions>) {
  const { get, grants } = setUp(options);
  const answer = (await (await get('?room=lobby')).json()) as Record<string, unknown>;
  return { answer, grants };
}

describe('the files of a direct room', () => {
  it.each<[Option, object]>([
    [{}, { types: 'images', maxSize: 1_048_576 }],
    [{ types: 'any' }, { types: 'any', maxSize: 1_048_576 }],
    [{ maxSize: 5_242_880 }, { types: 'images', maxSize: 5_242_880 }],
    [
      { types: 'images', maxSize: 1 },
      { types: 'images', maxSize: 1 },
    ],
    [undefined, { types: 'images', maxSize: 1_048_576 }],
  ])('with the option %j follow rules that the chat understands', async (attachments, rules) => {
    const { answer, grants } = await rulesIn({ ...(attachments && { attachments }) });
    expect(answer.attachments).toEqual(rules);
    expect(parseAttachmentRules(answer.attachments)).toEqual(rules);
    expect(grants).toMatchObject([{ attachments: true }]);
  });

  it('are shown to those who may only read', async () => {
    const { answer, grants } = await rulesIn({
      attachments: {},
      authorize: () => ({ ...ADA, readOnly: true }),
    });
    expect(answer).toMatchObject({ readOnly: true, attachments: { types: 'images' } });
    expect(grants).toMatchObject([{ access: 'read-only', attachments: true }]);
  });

  it('are off where the option is false', async () => {
    const { answer, grants } = await rulesIn({ attachments: false });
    expect(answer).not.toHaveProperty('attachments');
    expect(grants).toMatchObject([{ attachments: false }]);
  });
});

describe('the files of a moderated room', () => {
  const rules = { types: 'any', maxSize: 5_000 } as const;

  it.each<Option>([undefined, {}, { types: 'images', maxSize: 1 }])(
    'follow the moderator’s rules, with the option %j',
    async (attachments) => {
      const { answer, grants } = await rulesIn({
        moderator: { attachments: rules },
        ...(attachments === undefined ? {} : { attachments }),
      });
      expect(answer).toMatchObject({ mode: 'moderated', attachments: rules });
      expect(grants).toMatchObject([{ mode: 'moderated', attachments: true }]);
    },
  );

  it('do not follow them where the room is direct', async () => {
    const { answer } = await rulesIn({
      moderator: { attachments: rules },
      mode: () => 'direct',
      attachments: { maxSize: 7 },
    });
    expect(answer.attachments).toEqual({ types: 'images', maxSize: 7 });
  });

  it('are off where the option is false, and where the moderator looks at none', async () => {
    const off = [
      await rulesIn({ moderator: { attachments: rules }, attachments: false }),
      await rulesIn({ moderator: { attachments: undefined } }),
      await rulesIn({ moderator: { attend: () => undefined } }),
    ];
    for (const { answer, grants } of off) {
      expect(answer).toMatchObject({ mode: 'moderated' });
      expect(answer).not.toHaveProperty('attachments');
      expect(grants).toMatchObject([{ attachments: false }]);
    }
  });

  it('have rules that make sense, or the endpoint does not start', () => {
    const moderator = { attachments: { types: 'all', maxSize: 1 } };
    const start = () => setUp({ moderator } as unknown as Partial<TokenEndpointOptions>);
    expect(start).toThrow(/attachments\.types "all"/);
  });
});

describe('a moderated room that nothing moderates here', () => {
  it.each<Option>([undefined, {}, { types: 'any' }, false])(
    'takes no files, with the option %j',
    async (attachments) => {
      const { answer, grants } = await rulesIn({
        mode: () => 'moderated',
        ...(attachments === undefined ? {} : { attachments }),
      });
      expect(answer).not.toHaveProperty('attachments');
      expect(grants).toMatchObject([{ mode: 'moderated', attachments: false }]);
    },
  );
});

describe('an option that makes no sense', () => {
  it.each([
    [true, /unable to use attachments; it must be false or an object/],
    [null, /unable to use attachments; it must be false or an object/],
    ['images', /unable to use attachments; it must be false or an object/],
    [[], /unable to use attachments; it must be false or an object/],
    [{ types: 'all' }, /attachments\.types "all"; it must be "images" or "any"/],
    [{ types: null }, /attachments\.types null/],
    [{ maxSize: 0 }, /attachments\.maxSize 0; it must be a whole number from 1 to 5242880/],
    [{ maxSize: 5_242_881 }, /attachments\.maxSize 5242881/],
    [{ maxSize: 1.5 }, /attachments\.maxSize 1\.5/],
    [{ maxSize: Infinity }, /attachments\.maxSize Infinity/],
    [{ maxSize: '1 MB' }, /attachments\.maxSize 1 MB/],
  ])('such as %j is named at the start', (attachments, reason) => {
    const start = () => setUp({ attachments } as unknown as Partial<TokenEndpointOptions>);
    expect(start).toThrow(TypeError);
    expect(start).toThrow(reason);
  });
});
