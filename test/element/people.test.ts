import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { People, type PeopleHook } from '../../src/element/people.js';
import type { ChatMessage } from '../../src/protocol/message.js';

const SIGNAL = new AbortController().signal;

function message(id: string, name: string, by: string | undefined = name): ChatMessage {
  const author = { id: by, name, verified: true };
  return { id, text: 'x', author, sentAt: undefined };
}

describe('the people of a room', () => {
  let messages: readonly ChatMessage[];
  let people: People;
  let errors: unknown[][];

  beforeEach(() => {
    messages = [];
    errors = [];
    vi.spyOn(console, 'error').mockImplementation((...args) => errors.push(args));
    people = new People({
      state: () => ({ messages, ownId: 'me' }),
      avatarOf: ({ id }) => `https://p.example/${String(id)}.png`,
    });
  });

  afterEach(() => void vi.restoreAllMocks());

  function use(hook: unknown): void {
    people.use(hook as PeopleHook | undefined, 'the people');
  }

  function known(): string[] {
    return [...people.known()].map(({ name }) => name);
  }

  it('are the authors of its messages, that of the newest first, without the visitor', () => {
    messages = [
      message('1', 'Ada'),
      message('2', 'Grace'),
      message('3', 'Countess Ada', 'Ada'),
      message('4', 'I', 'me'),
      message('5', ''),
      { ...message('6', 'No Id'), author: { id: undefined, name: 'No Id', verified: false } },
    ];
    expect(known()).toEqual(['Countess Ada', 'Grace']);
    expect([...people.known()][0]?.avatarUrl).toBe('https://p.example/Ada.png');
    expect(people.nameOf('Ada')).toBe('Countess Ada');
    expect(people.nameOf('me')).toBe('I');
    expect(people.nameOf('nobody')).toBe(undefined);
    messages = [...messages, message('7', 'Ada')];
    expect(people.nameOf('Ada')).toBe('Ada');
  });

  it('are those of a list as well, once each', () => {
    messages = [message('1', 'Ada')];
    const { nameOf } = people;
    use([
      { id: 'Ada', name: 'Ada of the list' },
      { id: 'boss', name: 'The Boss', avatarUrl: 'https://p.example/boss.png' },
      { id: 'me', name: 'I' },
    ]);
    expect(known()).toEqual(['Ada', 'The Boss']);
    expect([...people.known()][1]?.avatarUrl).toBe('https://p.example/boss.png');
    expect(people.nameOf).not.toBe(nameOf);
    expect(['Ada', 'boss', 'me'].map((id) => people.nameOf(id))).toEqual(['Ada', 'The Boss', 'I']);
    use(undefined);
    expect(known()).toEqual(['Ada']);
    expect(people.nameOf('boss')).toBe(undefined);
  });

  it('are found by a function, and known from then on', async () => {
    const asked: unknown[] = [];
    use((query: string, { signal }: { signal: AbortSignal }) => {
      asked.push(query, signal);
      return Promise.resolve([
        { id: 'boss', name: 'The Boss' },
        { id: 'me', name: 'I' },
      ]);
    });
    expect(known()).toEqual([]);
    expect(await people.find('bo', SIGNAL)).toMatchObject([{ id: 'boss', name: 'The Boss' }]);
    expect(asked).toEqual(['bo', SIGNAL]);
    expect([known(), people.nameOf('boss')]).toEqual([['The Boss'], 'The Boss']);
    use(() => [{ id: 'other', name: 'Other' }]);
    expect(await people.find('o', SIGNAL)).toHaveLength(1);
  });

  it.each<[string, unknown]>([
    [
      'throws',
      () => {
        throw new Error('broken');
      },
    ],
    ['rejects', () => Promise.reject(new Error('broken'))],
    ['returns nothing', () => undefined],
    ['returns no list', () => ({ length: 3 })],
    [
      'returns a trap',
      () => [
        {
          get id(): string {
            throw new Error('a trap');
          },
        },
      ],
    ],
  ])('are none of a function that %s, which is logged once', async (_, hook) => {
    messages = [message('1', 'Ada')];
    use(hook);
    for (const query of ['a', 'b']) expect(await people.find(query, SIGNAL)).toEqual([]);
    expect(known()).toEqual(['Ada']);
    expect(errors).toEqual([['the people failed.', expect.any(Error)]]);
  });

  it('are none of a search that was given up, which is no fault', async () => {
    use(() => Promise.reject(new Error('aborted')));
    expect(await people.find('a', AbortSignal.abort())).toEqual([]);
    expect(errors).toEqual([]);
  });

  it.each([7, 'Ada', { length: 3 }, true])('are none of %j in place of a list', (hook) => {
    use(hook);
    expect(known()).toEqual([]);
  });

  it('are read as far as they are sound, and a thousand at most', () => {
    use([
      null,
      7,
      [],
      { id: '', name: 'x' },
      { id: 'x', name: ' ' },
      { id: 'x', name: 7 },
      { id: 7, name: 'x' },
      Object.create({ id: 'x', name: 'inherited' }),
      { id: 'a', name: 'A\u202eda\n', avatarUrl: 'javascript:alert(1)' },
      { id: 'b', name: 'x'.repeat(500) },
    ]);
    const [first, second, ...others] = [...people.known()];
    expect(first).toEqual({ id: 'a', name: 'A da', avatarUrl: undefined });
    expect(second?.name).toHaveLength(64);
    expect(others).toEqual([]);
    use(Array.from({ length: 5_000 }, (_, n) => ({ id: `x${n}`, name: `X${n}` })));
    expect(known()).toHaveLength(1_000);
  });

  it('are kept a thousand at most, the newest, of all searches', async () => {
    use((query: string) =>
      Array.from({ length: 600 }, (_, n) => ({ id: `${query}${n}`, name: `${query} ${n}` })),
    );
    await people.find('a', SIGNAL);
    await people.find('b', SIGNAL);
    expect(known()).toHaveLength(1_000);
    expect(known().at(-1)).toBe('b 599');
  });
});
