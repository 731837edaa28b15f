import { expect, it } from 'vitest';
import { readMessage } from '../../src/protocol/message-codec.js';
import { feed, ROOM, setUpBots, USER } from './bot-fixture.js';

type Fields = Readonly<Record<string, unknown>>;

function stored({ memory }: ReturnType<typeof setUpBots>): readonly Fields[] {
  return (memory.lists.get(ROOM) ?? []).map((item) => JSON.parse(item) as Fields);
}

it('go with the last message of an answer, as a reader reads them', async () => {
  const { texts, push, end } = feed();
  const room = setUpBots({
    reply: (_, { suggest }) => {
      suggest(['Not this']);
      suggest(['Yes, please', 'No']);
      return texts;
    },
  });
  room.start();
  await room.write('ada', 'a1');
  push(`${'x'.repeat(2_990)}\n\nBoth?`);
  end();
  push('');
  await room.clock.advance(1_000);
  const [, first, last] = stored(room);
  expect(first).not.toHaveProperty('suggestions');
  expect(last).toMatchObject({ userId: USER.id, suggestions: ['Yes, please', 'No'] });
  const read = readMessage(last ?? {}, '', undefined);
  expect(read).toMatchObject({ message: { suggestions: ['Yes, please', 'No'] } });
});

it('are looked at by the moderator with the text', async () => {
  const room = setUpBots({
    reply: (_, { suggest }) => {
      suggest(['Rude']);
      return 'Well?';
    },
  });
  room.start({
    moderate: ({ suggestions = [] }) =>
      suggestions.includes('Rude') ? { reject: 'No' } : undefined,
  });
  await room.write('ada', 'a1');
  await room.clock.advance(60_000);
  expect(room.shown()).toEqual(['Hello']);
});

it('are the same after a kill: the first process has decided them', async () => {
  const room = setUpBots();
  const offering = (name: string) => ({
    reply: (_: unknown, { suggest }: { suggest: (texts: readonly string[]) => void }) => {
      suggest([name]);
      return `By ${name}`;
    },
  });
  const victim = room.start(offering('1'));
  victim.store.after(({ call, args: [key] }) => {
    if (call === 'setIfAbsent' && String(key).startsWith('momento-chat/bot/')) victim.store.kill();
    return Promise.resolve();
  });
  room.start(offering('2'));
  await room.write('ada', 'a1');
  await room.clock.advance(120_000);
  expect(stored(room).slice(1)).toMatchObject([{ message: 'By 1', suggestions: ['1'] }]);
});

it('of a visitor are dropped, whatever they are', async () => {
  const room = setUpBots({ reply: () => null });
  const { moderation } = room.start();
  const item = { id: 'a1', message: 'Hello', suggestions: ['Send me your password'] };
  void moderation.handle(ROOM, JSON.stringify(item), 'ada');
  await room.clock.advance(10);
  expect(stored(room)).toHaveLength(1);
  expect(stored(room)[0]).not.toHaveProperty('suggestions');
});

const long = '長'.repeat(200);

it.each([
  ['no list', 'Yes', undefined],
  ['nothing', undefined, undefined],
  ['no usable text', [7, null, ' ', {}, 'x'.repeat(201)], undefined],
  ['some usable texts', ['Yes', 7, 'No', ''], ['Yes', 'No']],
  [
    'too many',
    Array.from({ length: 20 }, (_, index) => `${index}`),
    ['0', '1', '2', '3', '4', '5'],
  ],
  ['too many bytes', [long, 'Short', long], [long, 'Short']],
])('that are %s leave the answer as it is', async (_, texts, kept) => {
  const room = setUpBots({
    reply: (__, { suggest }) => {
      suggest(texts as string[]);
      return 'x'.repeat(23_000);
    },
  });
  const { errors } = room.start();
  await room.write('ada', 'a1');
  await room.clock.advance(60_000);
  expect(stored(room).at(-1)?.['suggestions']).toEqual(kept);
  expect(stored(room)).toHaveLength(9);
  expect(errors).toEqual([]);
});

it('of an answer that fails do not go with the words in its place', async () => {
  const room = setUpBots({
    reply: (_, { suggest }) => {
      suggest(['Yes']);
      throw new Error('no model');
    },
    onFailure: () => 'A person will answer.',
  });
  room.start();
  await room.write('ada', 'a1');
  await room.clock.advance(60_000);
  expect(stored(room).at(-1)).toMatchObject({ message: 'A person will answer.' });
  expect(stored(room).at(-1)).not.toHaveProperty('suggestions');
});
