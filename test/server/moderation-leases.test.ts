import { describe, expect, it } from 'vitest';
import { removeMessage } from '../../src/server/store/room-administration.js';
import { settle } from '../helpers/fake-clock.js';
import { type Step } from '../helpers/memory-room-store.js';
import type { Process } from './moderation-fixture.js';
import { RETRY_MS, setUp, message, gate } from './moderation-fixture.js';

describe('several processes', () => {
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

  it('repeat the answer to a sender that missed it, and write nothing again', async () => {
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
    'publish a stored message, even if its sender no longer repeats it, if %s fails',
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
      // The suspended process has recorded another item than the stored one, but it is the same message.
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
