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

describe('a moderated room', () => {
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
