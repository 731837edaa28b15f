import { describe, expect, it, vi } from 'vitest';
import type { ModerationOptions } from '../../src/server/moderation/moderation-options.js';
import { RETRY_MS, setUp, message, gate } from './moderation-fixture.js';

describe('a message that passes', () => {
  it('is stored and published alike, by the name that the host vouches for', async () => {
    const { start, stored, heard, clock } = setUp();
    const { moderation } = start({
      profileOf: (id) => ({ name: `Dr ${id}`, avatarUrl: 'https://a.example/ada.png' }),
    });
    await moderation.handle('lobby', message('m1', 'Hello', { order: 5 }), 'ada');
    expect(stored()).toEqual([
      {
        id: 'm1',
        username: 'Dr ada',
        message: 'Hello',
        userId: 'ada',
        avatarUrl: 'https://a.example/ada.png',
        timestamp: clock.now(),
        order: clock.now(),
      },
    ]);
    expect(heard()).toEqual(stored());
  });

  it('is leased and recorded before it is stored, and stored before it is published', async () => {
    const { start } = setUp();
    const { moderation, store } = start();
    await moderation.handle('lobby', message('m1'), 'ada');
    expect(store.calls.map(({ call }) => call)).toEqual([
      'setIfAbsent',
      'get',
      'set',
      'push',
      'set',
      'publish',
      'refresh',
    ]);
  });

  it('is kept as long as the host says, and pushes the oldest out', async () => {
    const { start, stored } = setUp();
    const { moderation, store } = start({ history: { limit: 2, ttlSeconds: 60 } });
    for (const id of ['m1', 'm2', 'm3']) await moderation.handle('lobby', message(id), 'ada');
    expect(stored().map(({ id }) => id)).toEqual(['m2', 'm3']);
    expect(store.limits[0]).toEqual({ limit: 2, ttlSeconds: 60 });
  });

  it('may be rewritten', async () => {
    const { start, stored } = setUp();
    const { moderation } = start({
      moderate: ({ text }) => ({ text: text.replace('darn', '****') }),
    });
    await moderation.handle('lobby', message('m1', 'darn it'), 'ada');
    expect(stored()[0]?.message).toBe('**** it');
  });

  it('has its place by its arrival, behind every message that its sender had seen', async () => {
    const { start, stored, clock } = setUp();
    const { moderation } = start();
    const now = clock.now();
    await moderation.handle('lobby', message('m1', 'x', { order: now + 5_000 }), 'ada');
    await moderation.handle('lobby', message('m2', 'x', { order: now + 1e9 }), 'grace');
    await moderation.handle('lobby', message('m3', 'x'), 'ada');
    expect(stored().map(({ order }) => order)).toEqual([now + 5_000, now + 5_001, now + 5_002]);
  });

  it('waits for earlier messages of the same user, and for no other user’s', async () => {
    const { start, stored } = setUp();
    const { opened, open } = gate();
    const { moderation } = start({
      moderate: ({ id }) => (id === 'm1' ? opened : undefined),
    });
    const first = moderation.handle('lobby', message('m1'), 'ada');
    const second = moderation.handle('lobby', message('m2'), 'ada');
    await moderation.handle('lobby', message('m3'), 'grace');
    expect(stored().map(({ id }) => id)).toEqual(['m3']);
    open();
    await Promise.all([first, second]);
    expect(stored().map(({ id }) => id)).toEqual(['m3', 'm1', 'm2']);
  });
});

describe('the author of a message', () => {
  it('is the user that Momento names, whatever the message claims', async () => {
    const { start, stored } = setUp();
    const { moderation, moderate } = start();
    const forged = { userId: 'grace', username: 'Grace', avatarUrl: 'https://g.example/g.png' };
    await moderation.handle('lobby', message('m1', 'Hello', forged), 'mallory');
    expect(stored()).toMatchObject([{ userId: 'mallory', username: 'mallory' }]);
    expect(stored()[0]).not.toHaveProperty('avatarUrl');
    expect(moderate.mock.calls[0]?.[0]).toEqual({
      id: 'm1',
      room: 'lobby',
      text: 'Hello',
      author: { id: 'mallory', name: 'mallory' },
    });
  });

  it('does not let one person take the id of another’s message away', async () => {
    const { start, stored } = setUp();
    const { moderation } = start();
    await moderation.handle('lobby', message('m1', 'Mine'), 'mallory');
    await moderation.handle('lobby', message('m1', 'Hello'), 'ada');
    expect(stored().map(({ userId, message }) => [userId, message])).toEqual([
      ['mallory', 'Mine'],
      ['ada', 'Hello'],
    ]);
  });

  it.each([undefined, ''])(
    'is unknown if the publisher’s id is %j: the message is dropped',
    async (nobody) => {
      const { start, stored, heard } = setUp();
      const { moderation, store } = start();
      await moderation.handle('lobby', message('m1'), nobody);
      expect([stored(), heard(), store.calls]).toEqual([[], [], []]);
    },
  );
});

describe('a fault', () => {
  it('is told to the host, whose log may fail, and stops nothing', async () => {
    const { start, stored, clock } = setUp();
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { moderation, store } = start({
      onError: () => {
        throw new Error('the log is full');
      },
    });
    let fails = true;
    store.before(() => (fails ? Promise.reject(new Error('down')) : Promise.resolve()));
    await moderation.handle('lobby', message('m1'), 'ada');
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
    fails = false;
    await clock.advance(RETRY_MS);
    await moderation.handle('lobby', message('m1'), 'ada');
    expect(stored()).toHaveLength(1);
  });
});

describe('invalid options', () => {
  it.each<[string, Partial<ModerationOptions>]>([
    ['timeoutMs', { timeoutMs: 8_001 }],
    ['timeoutMs', { timeoutMs: Number.NaN }],
    ['history.limit', { history: { limit: -1, ttlSeconds: 60 } }],
    ['history.limit', { history: { limit: 1.5, ttlSeconds: 60 } }],
    ['history.ttlSeconds', { history: { limit: 1, ttlSeconds: 86_401 } }],
    ['rateLimit.messages', { rateLimit: { messages: 0, seconds: 1 } }],
    ['rateLimit.seconds', { rateLimit: { messages: 1, seconds: 0 } }],
  ])('are refused at the start: %s', (name, options) => {
    expect(() => setUp().start(options)).toThrow(`unable to use ${name} `);
  });
});
