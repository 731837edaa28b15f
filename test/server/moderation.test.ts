import { describe, expect, it, vi } from 'vitest';
import type { ModerationOptions } from '../../src/server/moderation/moderation-options.js';
import { Moderation } from '../../src/server/moderation/moderation.js';
import { removeMessage } from '../../src/server/store/room-administration.js';
import { FakeClock, settle } from '../helpers/fake-clock.js';
import { SharedMemory, type MemoryRoomStore, type Step } from '../helpers/memory-room-store.js';

/** A sender asks again about what it has not heard of after so long, in ms. */
const RETRY_MS = 20_000;

/** One server process that hears of everything. */
interface Process {
  readonly store: MemoryRoomStore;
  readonly moderation: Moderation;
  readonly errors: unknown[];
  readonly moderate: ReturnType<typeof vi.fn<ModerationOptions['moderate']>>;
}

/** The words that everybody reads in the room. */
function setUp() {
  const clock = new FakeClock();
  const memory = new SharedMemory(clock);
  return {
    clock,
    memory,
    start: (options: Partial<ModerationOptions> = {}): Process => {
      const store = memory.connect();
      const errors: unknown[] = [];
      const moderate = vi.fn<ModerationOptions['moderate']>(() => undefined);
      const moderation = new Moderation(
        { store, moderate, onError: (error) => errors.push(error), ...options },
        clock,
      );
      return { store, moderation, errors, moderate };
    },
    stored: (): Record<string, unknown>[] =>
      (memory.lists.get('lobby') ?? []).map((item) => JSON.parse(item) as Record<string, unknown>),
    heard: () => memory.heard('lobby') as Record<string, unknown>[],
  };
}

function message(id: string, text = 'Hello', more: object = {}): string {
  return JSON.stringify({ id, username: 'Ada', message: text, timestamp: 1, ...more });
}

/** Something to wait for, and the way to let it happen. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

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

  it('is in the list before anybody hears it, and leased and recorded before that', async () => {
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

  it('has its place by when it came, and behind what its sender had seen', async () => {
    const { start, stored, clock } = setUp();
    const { moderation } = start();
    const now = clock.now();
    await moderation.handle('lobby', message('m1', 'x', { order: now + 5_000 }), 'ada');
    await moderation.handle('lobby', message('m2', 'x', { order: now + 1e9 }), 'grace');
    await moderation.handle('lobby', message('m3', 'x'), 'ada');
    expect(stored().map(({ order }) => order)).toEqual([now + 5_000, now + 5_001, now + 5_002]);
  });

  it('waits for what the same person sent before it, and for nobody else', async () => {
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

describe('who wrote a message', () => {
  it('is who Momento says, whatever the message claims', async () => {
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

  it.each([undefined, ''])('is nobody for a publisher of the id %j: dropped', async (nobody) => {
    const { start, stored, heard } = setUp();
    const { moderation, store } = start();
    await moderation.handle('lobby', message('m1'), nobody);
    expect([stored(), heard(), store.calls]).toEqual([[], [], []]);
  });
});

describe('what is no message', () => {
  it.each([
    ['plain text, which has no id', 'Hello'],
    ['a message without an id', JSON.stringify({ username: 'Ada', message: 'Hello' })],
    ['an event that is no relation', JSON.stringify({ type: 'closing', id: 'm1' })],
    [
      'a relation without an id',
      JSON.stringify({ type: 'reaction', target: 'm1', emoji: '👍', on: true }),
    ],
    ['an event in a message’s clothes', message('m1', 'x', { type: 'closing' })],
    ['nothing but spaces', message('m1', '  ')],
    ['an id of 129 characters', message('i'.repeat(129))],
    ['an id that is no text', JSON.stringify({ id: 7, message: 'x' })],
    ['broken JSON', '{"id":"m1","message":'],
    ['a list', '[]'],
    ['null', 'null'],
    ['the empty text', ''],
    ['more than a topic carries', message('m1', 'x'.repeat(4_096))],
  ])('is dropped at no cost: %s', async (_, item) => {
    const { start, stored, heard } = setUp();
    const { moderation, store, errors } = start();
    await moderation.handle('lobby', item, 'ada');
    expect([stored(), heard(), store.calls, errors]).toEqual([[], [], [], []]);
  });

  it('is not made one by keys that JavaScript knows', async () => {
    const { start, stored } = setUp();
    const { moderation } = start();
    const item = '{"__proto__":{"type":"closing"},"id":"m1","message":"Hello","constructor":1}';
    await moderation.handle('lobby', item, 'ada');
    expect(stored()).toMatchObject([{ id: 'm1', message: 'Hello' }]);
  });
});

describe('a message that does not pass', () => {
  const rejection = { type: 'rejection', id: 'm1', userId: 'ada' };

  it('is not stored, and its sender hears why', async () => {
    const { start, stored, heard } = setUp();
    const { moderation } = start({ moderate: () => ({ reject: 'Be kind.' }) });
    await moderation.handle('lobby', message('m1'), 'ada');
    expect(stored()).toEqual([]);
    expect(heard()).toEqual([{ ...rejection, code: 'rejected', reason: 'Be kind.' }]);
  });

  it('is told so again when its sender asks again, and the host is not bothered', async () => {
    const { start, heard, clock } = setUp();
    const moderate = vi.fn(() => ({ reject: 'Be kind.' }));
    const { moderation } = start({ moderate });
    await moderation.handle('lobby', message('m1'), 'ada');
    await clock.advance(RETRY_MS);
    await start({ moderate }).moderation.handle('lobby', message('m1', 'something else'), 'ada');
    expect(heard()[1]).toEqual(heard()[0]);
    expect(moderate).toHaveBeenCalledOnce();
  });

  it('has its reason cut to what an item can carry', async () => {
    const { start, heard } = setUp();
    const { moderation } = start({ moderate: () => ({ reject: '\u0001'.repeat(9_999) }) });
    await moderation.handle('lobby', message('i'.repeat(128)), 'u'.repeat(64));
    expect(heard()[0]?.reason).toHaveLength(200);
    expect(JSON.stringify(heard()[0]).length).toBeLessThan(4_096);
  });

  it('is too long when the host’s words make it so', async () => {
    const { start, stored, heard } = setUp();
    const { moderation } = start({ moderate: () => ({ text: 'é'.repeat(2_048) }) });
    await moderation.handle('lobby', message('m1'), 'ada');
    expect(stored()).toEqual([]);
    expect(heard()).toEqual([{ ...rejection, code: 'too-long' }]);
  });

  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('x');
      },
    ],
    ['rejects', () => Promise.reject(new Error('x'))],
    ['returns true', () => true],
    ['returns a text alone', () => 'Hello'],
    ['returns an empty text', () => ({ text: ' ' })],
    ['returns a text that is none', () => ({ text: 7 })],
    ['returns an empty object', () => ({})],
    ['rejects without a reason that is text', () => ({ reject: true, text: 'Hello' })],
  ])('is one where moderate() %s: what nobody has looked at is not shown', async (_, hook) => {
    const { start, stored, heard } = setUp();
    const { moderation, errors } = start({ moderate: hook as ModerationOptions['moderate'] });
    await moderation.handle('lobby', message('m1'), 'ada');
    expect(stored()).toEqual([]);
    expect(heard()).toEqual([{ ...rejection, code: 'moderation-failed' }]);
    expect(errors).toHaveLength(1);
  });

  it('is one where moderate() hangs: it is told to stop, and what it says later is not heard', async () => {
    const { start, stored, heard, clock } = setUp();
    const signals: AbortSignal[] = [];
    const { opened, open } = gate();
    const { moderation } = start({
      moderate: (_, { signal }) => {
        signals.push(signal);
        return opened;
      },
    });
    const handled = moderation.handle('lobby', message('m1'), 'ada');
    await clock.advance(2_999);
    expect(heard()).toEqual([]);
    await clock.advance(1);
    await handled;
    expect(heard()).toEqual([{ ...rejection, code: 'moderation-failed' }]);
    expect(signals[0]?.aborted).toBe(true);
    open();
    await settle();
    expect(stored()).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  it.each<[string, ModerationOptions['profileOf']]>([
    [
      'throws',
      () => {
        throw new Error('x');
      },
    ],
    ['hangs', () => new Promise(() => undefined)],
    ['returns nonsense', (() => 'Ada') as unknown as ModerationOptions['profileOf']],
  ])('is one where profileOf() %s', async (_, profileOf) => {
    const { start, stored, heard, clock } = setUp();
    const { moderation, moderate } = start({ ...(profileOf && { profileOf }) });
    const handled = moderation.handle('lobby', message('m1'), 'ada');
    await clock.advance(3_000);
    await handled;
    expect(stored()).toEqual([]);
    expect(heard()).toEqual([{ ...rejection, code: 'moderation-failed' }]);
    expect(moderate).not.toHaveBeenCalled();
  });

  it('may be sent again at once under the same id where it was the host that failed', async () => {
    const { start, stored } = setUp();
    let fails = true;
    const { moderation } = start({
      moderate: () => {
        if (fails) throw new Error('x');
      },
    });
    await moderation.handle('lobby', message('m1'), 'ada');
    fails = false;
    await moderation.handle('lobby', message('m1'), 'ada');
    expect(stored()).toHaveLength(1);
  });
});

describe('any number of processes', () => {
  it('write a message once, and ask the host once, though all hear it', async () => {
    const { start, stored, heard } = setUp();
    const processes = [start(), start(), start()];
    await Promise.all(
      processes.map(({ moderation }) => moderation.handle('lobby', message('m1'), 'ada')),
    );
    expect(stored()).toHaveLength(1);
    expect(heard()).toHaveLength(1);
    expect(processes.map(({ moderate }) => moderate.mock.calls.length)).toEqual([1, 0, 0]);
  });

  it('tell a sender again who has not heard, and write nothing again', async () => {
    const { start, stored, heard, clock } = setUp();
    await start().moderation.handle('lobby', message('m1'), 'ada');
    await clock.advance(RETRY_MS);
    await start().moderation.handle('lobby', message('m1', 'changed meanwhile'), 'ada');
    expect(stored()).toHaveLength(1);
    expect(heard()).toEqual([stored()[0], stored()[0]]);
  });

  const LIFE = [
    'acquire the lease',
    'look',
    'note that it is being stored',
    'store',
    'note that it is done',
    'publish',
  ];
  const POINTS = LIFE.flatMap((name, index) =>
    (['before', 'after'] as const).map((when) => [when, name, index] as const),
  );

  it.each(POINTS)('lose nothing and write once where one dies %s: %s', async (when, _, index) => {
    const { start, stored, heard, clock } = setUp();
    const victim = start();
    let count = 0;
    const script = (): Promise<void> => {
      if (count === index) victim.store.kill();
      count += 1;
      return Promise.resolve();
    };
    if (when === 'before') victim.store.before(script);
    else victim.store.after(script);
    const survivor = start();
    // The survivor hears of it too, and leaves it to the one that holds its lease.
    void victim.moderation.handle('lobby', message('m1'), 'ada');
    await settle();
    expect(count).toBeGreaterThan(index);
    await survivor.moderation.handle('lobby', message('m1'), 'ada');
    await clock.advance(RETRY_MS);
    await survivor.moderation.handle('lobby', message('m1'), 'ada');
    expect(stored()).toHaveLength(1);
    expect(heard().length).toBeGreaterThan(0);
    expect(heard().at(-1)).toEqual(stored()[0]);
  });

  it.each(LIFE.map((name, index) => [name, index] as const))(
    'lose nothing and write once where the answer to one call is lost: %s',
    async (_, index) => {
      const { start, stored, heard, clock } = setUp();
      const { store, moderation, errors } = start();
      let count = 0;
      store.after(() => {
        count += 1;
        return count === index + 1 ? Promise.reject(new Error('lost')) : Promise.resolve();
      });
      await moderation.handle('lobby', message('m1'), 'ada');
      expect(errors).toHaveLength(1);
      await clock.advance(RETRY_MS);
      await moderation.handle('lobby', message('m1'), 'ada');
      expect(stored()).toHaveLength(1);
      expect(heard().at(-1)).toEqual(stored()[0]);
    },
  );

  it.each([
    ['storing it', 'push'],
    ['noting that it is stored', 'set'],
    ['its publication', 'publish'],
  ])(
    'let all hear of what is stored, though its sender asks no more, where %s fails',
    async (_, failing) => {
      const { start, stored, heard, clock } = setUp();
      const { store, moderation } = start();
      let fails = true;
      store.after(({ call, args }) => {
        if (call !== failing || !fails || String(args[1]).includes('storing'))
          return Promise.resolve();
        return Promise.reject(new Error('lost'));
      });
      store.before(({ call }) =>
        fails && call === 'publish' ? Promise.reject(new Error('down')) : Promise.resolve(),
      );
      await moderation.handle('lobby', message('m1'), 'ada');
      expect(heard()).toEqual([]);
      // Still away at the first try.
      await clock.advance(1_500);
      fails = false;
      await clock.advance(2_500);
      expect(heard()).toEqual(stored());
      await clock.advance(60_000);
      expect(heard()).toHaveLength(1);
    },
  );

  it('publish nothing late that was removed meanwhile', async () => {
    const { start, heard, clock } = setUp();
    const { store, moderation } = start();
    store.before(({ call }) =>
      call === 'publish' ? Promise.reject(new Error('down')) : Promise.resolve(),
    );
    await moderation.handle('lobby', message('m1'), 'ada');
    store.before(() => Promise.resolve());
    await removeMessage(store, 'lobby', 'm1');
    await clock.advance(60_000);
    expect(heard().map(({ type }) => type)).toEqual(['removal']);
  });

  /** Holds a process up at a call, as a machine does that is suspended: before it goes out, or before its answer. */
  function holdUp(process: Process, when: 'before' | 'after', held: (step: Step) => boolean) {
    const { opened, open } = gate();
    process.store[when]((step) => (held(step) ? opened : Promise.resolve()));
    return open;
  }

  const isNote = ({ call, args }: Step): boolean =>
    call === 'set' && String(args[1]).includes('storing');

  it.each(['before', 'after'] as const)(
    'write once where one falls asleep %s its note, and wakes when another holds its lease',
    async (when) => {
      const { start, stored, clock } = setUp();
      const sleeper = start();
      const wake = holdUp(sleeper, when, isNote);
      const slept = sleeper.moderation.handle('lobby', message('m1'), 'ada');
      await clock.advance(RETRY_MS);
      const other = start({ moderate: ({ text }) => ({ text: `${text}!` }) });
      await other.moderation.handle('lobby', message('m1'), 'ada');
      expect(stored()).toHaveLength(1);
      wake();
      await slept;
      expect(stored()).toHaveLength(1);
      // What the sleeper has noted is not what is in the list; it is the same message all the same.
      await clock.advance(RETRY_MS);
      await start().moderation.handle('lobby', message('m1'), 'ada');
      expect(stored()).toHaveLength(1);
    },
  );

  it('go by one verdict where one falls asleep while it asks for it, and hears another', async () => {
    const { start, stored, heard, clock } = setUp();
    const { opened, open } = gate();
    const sleeper = start({
      timeoutMs: 8_000,
      moderate: () => ({ reject: 'No.' }),
    });
    sleeper.store.after(({ call }) => (call === 'get' ? opened : Promise.resolve()));
    const slept = sleeper.moderation.handle('lobby', message('m1'), 'ada');
    await clock.advance(RETRY_MS);
    await start().moderation.handle('lobby', message('m1'), 'ada');
    open();
    await slept;
    await clock.advance(RETRY_MS);
    await start().moderation.handle('lobby', message('m1'), 'ada');
    expect(stored()).toHaveLength(1);
    expect(heard()).toEqual([stored()[0], stored()[0]]);
  });

  it('leave a message to the next try when moderating has used up the lease', async () => {
    const { start, stored, clock } = setUp();
    const process = start({ timeoutMs: 8_000, moderate: () => slow.opened });
    const slow = gate();
    const wake = holdUp(process, 'after', ({ call }) => call === 'get');
    const handled = process.moderation.handle('lobby', message('m1'), 'ada');
    await clock.advance(4_000);
    wake();
    await clock.advance(7_000);
    slow.open();
    await handled;
    expect(stored()).toEqual([]);
    process.store.after(() => Promise.resolve());
    await clock.advance(RETRY_MS);
    await process.moderation.handle('lobby', message('m1'), 'ada');
    expect(stored()).toHaveLength(1);
  });
});

describe('a removed message', () => {
  it('does not come back though its sender asks again', async () => {
    const { start, stored, heard, clock, memory } = setUp();
    const { moderation, store } = start();
    await moderation.handle('lobby', message('m1'), 'ada');
    await removeMessage(store, 'lobby', 'm1');
    await clock.advance(RETRY_MS);
    memory.published.length = 0;
    await moderation.handle('lobby', message('m1'), 'ada');
    expect(stored()).toEqual([]);
    expect(heard()).toEqual([{ type: 'rejection', id: 'm1', userId: 'ada', code: 'rejected' }]);
  });

  it('does not come back either where the process that stored it has ended', async () => {
    const { start, stored, clock } = setUp();
    const victim = start();
    victim.store.after(({ call }) => {
      if (call === 'push') victim.store.kill();
      return Promise.resolve();
    });
    void victim.moderation.handle('lobby', message('m1'), 'ada');
    await settle();
    expect(stored()).toHaveLength(1);
    const { moderation, store } = start();
    await removeMessage(store, 'lobby', 'm1');
    await clock.advance(RETRY_MS);
    await moderation.handle('lobby', message('m1'), 'ada');
    expect(stored()).toEqual([]);
  });
});

describe('somebody who sends too much', () => {
  it('has so much pass, is told so much, and is then not answered at all', async () => {
    const { start, stored, heard } = setUp();
    const { moderation, store } = start({ rateLimit: { messages: 2, seconds: 10 } });
    for (let n = 0; n < 9; n += 1) await moderation.handle('lobby', message(`m${n}`), 'ada');
    expect(stored()).toHaveLength(2);
    expect(heard().slice(2)).toEqual([
      { type: 'rejection', id: 'm2', userId: 'ada', code: 'rate-limited' },
      { type: 'rejection', id: 'm3', userId: 'ada', code: 'rate-limited' },
    ]);
    const before = store.calls.length;
    await moderation.handle('lobby', message('m9'), 'ada');
    expect(store.calls).toHaveLength(before);
  });

  it('is not refused for good: the same message may pass later', async () => {
    const { start, stored, clock } = setUp();
    const { moderation } = start({ rateLimit: { messages: 1, seconds: 10 } });
    await moderation.handle('lobby', message('m1'), 'ada');
    await moderation.handle('lobby', message('m2'), 'ada');
    expect(stored()).toHaveLength(1);
    await clock.advance(10_000);
    await moderation.handle('lobby', message('m2'), 'ada');
    expect(stored().map(({ id }) => id)).toEqual(['m1', 'm2']);
  });

  it('is one person in all rooms, and takes nothing from others', async () => {
    const { start, heard, memory } = setUp();
    const { moderation } = start({ rateLimit: { messages: 1, seconds: 10 } });
    await moderation.handle('lobby', message('m1'), 'ada');
    await moderation.handle('support', message('m2'), 'ada');
    await moderation.handle('lobby', message('m3'), 'grace');
    expect(memory.lists.get('support')).toBeUndefined();
    expect(heard().map(({ id }) => id)).toEqual(['m1', 'm3']);
  });

  it('is answered by one process alone', async () => {
    const { start, heard } = setUp();
    const limit = { rateLimit: { messages: 1, seconds: 10 } };
    const processes = [start(limit), start(limit)];
    for (const id of ['m1', 'm2']) {
      await Promise.all(
        processes.map(({ moderation }) => moderation.handle('lobby', message(id), 'ada')),
      );
    }
    expect(heard().map(({ type }) => type)).toEqual([undefined, 'rejection']);
  });

  it('is not who asks again about a message that is being looked at', async () => {
    const { start, stored, heard } = setUp();
    const { opened, open } = gate();
    const { moderation } = start({
      moderate: () => opened,
      rateLimit: { messages: 2, seconds: 10 },
    });
    const handled = ['m1', 'm1', 'm1', 'm2'].map((id) =>
      moderation.handle('lobby', message(id), 'ada'),
    );
    open();
    await Promise.all(handled);
    expect(stored().map(({ id }) => id)).toEqual(['m1', 'm2']);
    expect(heard()).toEqual(stored());
  });

  it('does not fill the memory while moderation hangs', async () => {
    const { start } = setUp();
    const { opened, open } = gate();
    const moderate = vi.fn(() => opened);
    const { moderation } = start({ moderate, rateLimit: { messages: 1_000, seconds: 1 } });
    const handled = Array.from({ length: 100 }, (_, n) =>
      moderation.handle('lobby', message(`m${n}`), 'ada'),
    );
    open();
    await Promise.all(handled);
    expect(moderate).toHaveBeenCalledTimes(20);
  });
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

describe('options that make no sense', () => {
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
