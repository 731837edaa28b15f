import { describe, expect, it } from 'vitest';
import { Moderation } from '../../src/server/moderation/moderation.js';
import type { ModerationOptions } from '../../src/server/moderation/moderation-options.js';
import { FakeClock } from '../helpers/fake-clock.js';
import { SharedMemory } from '../helpers/memory-room-store.js';

type Fields = Record<string, unknown>;

function setUp(options: Partial<ModerationOptions> = {}) {
  const clock = new FakeClock();
  const memory = new SharedMemory(clock);
  const start = () => {
    const store = memory.connect();
    const moderation = new Moderation(
      { store, moderate: () => undefined, onError: () => undefined, ...options },
      clock,
    );
    return { store, moderation };
  };
  const send = (by: Moderation, fields: Fields, userId: string): Promise<void> =>
    by.handle('lobby', JSON.stringify({ type: 'activity', here: 60, ...fields }), userId);
  return { clock, memory, start, send, heard: () => memory.heard('lobby') as Fields[] };
}

describe('a signal in a moderated room', () => {
  it('is published in the name of its token, whatever it claims, and stored nowhere', async () => {
    const { memory, start, send, heard } = setUp({ profileOf: (id) => ({ name: `Dr ${id}` }) });
    const { moderation } = start();
    const claims = { userId: 'ada', username: 'Ada', draft: 'Buy now' };
    await send(moderation, { ...claims, typing: 7, read: 12 }, 'grace');
    const event = { type: 'activity', here: 60, typing: 7, read: 12 };
    expect(heard()).toEqual([{ ...event, userId: 'grace', username: 'Dr grace' }]);
    expect([...memory.lists.keys()]).toEqual([]);
    expect(moderation.stats).toMatchObject({ signals: 1, signalsDropped: 0 });
  });

  it('is published by one of several processes', async () => {
    const { clock, start, send, heard } = setUp();
    const processes = [start(), start(), start()];
    for (let time = 0; time < 10; time += 1) {
      for (const { moderation } of processes) await send(moderation, {}, 'grace');
      await clock.advance(4_000);
    }
    expect(heard()).toHaveLength(10);
  });

  it('is passed on by another process when the one on duty has ended', async () => {
    const { clock, start, send, heard } = setUp();
    const [first, second] = [start(), start()];
    await send(first.moderation, {}, 'grace');
    await send(second.moderation, {}, 'grace');
    expect(heard()).toHaveLength(1);
    first.store.kill();
    await clock.advance(40_000);
    await send(second.moderation, {}, 'grace');
    expect(heard()).toHaveLength(2);
  });

  it('is published together with those of the same second', async () => {
    const { clock, start, send, heard } = setUp();
    const { moderation } = start();
    for (const user of ['ada', 'grace', 'edsger']) await send(moderation, {}, user);
    await clock.advance(1_000);
    expect(heard()).toHaveLength(2);
    expect(heard()[1]).toMatchObject({ type: 'batch', events: [{}, {}] });
  });

  it('is dropped beyond a rate, and no message with it', async () => {
    const { clock, start, send, heard } = setUp();
    const { moderation } = start();
    for (let i = 0; i < 100; i += 1) await send(moderation, {}, 'grace');
    await moderation.handle('lobby', JSON.stringify({ id: 'm1', message: 'Hello' }), 'grace');
    await clock.advance(1_000);
    expect(heard().filter(({ message }) => message === 'Hello')).toHaveLength(1);
    expect(moderation.stats).toMatchObject({ signals: 10, signalsDropped: 90 });
  });

  it('is dropped for a while after a failed request', async () => {
    const { clock, start, send, heard } = setUp();
    const { moderation, store } = start();
    let isBroken = true;
    store.before(({ call }) =>
      isBroken && call === 'publish' ? Promise.reject(new Error('full')) : Promise.resolve(),
    );
    await send(moderation, {}, 'grace');
    isBroken = false;
    await send(moderation, {}, 'grace');
    expect(heard()).toEqual([]);
    await clock.advance(11_000);
    await send(moderation, {}, 'grace');
    expect(heard()).toHaveLength(1);
  });

  it.each([{ here: 'long' }, { here: -1 }, { here: null }, { here: undefined }])(
    'is ignored where it is broken: %o',
    async (fields) => {
      const { start, send, heard } = setUp();
      await send(start().moderation, fields, 'grace');
      expect(heard()).toEqual([]);
    },
  );
});
