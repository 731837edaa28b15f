import { describe, expect, it, vi } from 'vitest';
import { ChatError } from '../../src/protocol/errors.js';
import { createModerator, type ModeratorOptions } from '../../src/server/index.js';
import { FakeClock, settle } from '../helpers/fake-clock.js';
import { SharedMemory } from '../helpers/memory-room-store.js';

const MINUTE = 60_000;

function setUp() {
  const clock = new FakeClock();
  const memory = new SharedMemory(clock);
  return {
    clock,
    memory,
    start: (options: Partial<ModeratorOptions> = {}) => {
      const store = memory.connect();
      const errors: unknown[] = [];
      const moderator = createModerator(
        { store, moderate: () => undefined, onError: (error) => errors.push(error), ...options },
        clock,
      );
      return { moderator, store, errors };
    },
    say: (room: string, id: string, user = 'ada') => {
      memory.publish(`${room}-input`, JSON.stringify({ id, message: 'Hello' }), user);
    },
    stored: (room = 'lobby') =>
      (memory.lists.get(room) ?? []).map((item) => (JSON.parse(item) as { id: string }).id),
  };
}

describe('a room that is named from the start', () => {
  it('is listened to permanently, and its inbox is moderated', async () => {
    const { start, say, stored, clock } = setUp();
    const { moderator } = start({ rooms: ['lobby', 'support'] });
    await settle();
    expect(moderator.rooms).toEqual(['lobby', 'support']);
    moderator.attend('lobby', 1);
    await clock.advance(100 * 60 * MINUTE);
    say('lobby', 'm1');
    await settle();
    expect(stored()).toEqual(['m1']);
  });

  it.each(['momento-chat/rooms', 'x-input', ''])('may not be %j', (room) => {
    const { start } = setUp();
    expect(() => start({ rooms: [room] })).toThrow(TypeError);
    const { moderator } = start();
    expect(() => moderator.attend(room, 1)).toThrow(TypeError);
  });
});

describe('a room that tokens are issued for', () => {
  it('is listened to as long as any of them lives, and then no more', async () => {
    const { start, memory, clock } = setUp();
    const { moderator } = start();
    moderator.attend('lobby', 600);
    // A token that ends sooner takes nothing away.
    moderator.attend('lobby', 60);
    await clock.advance(599_000);
    expect(moderator.rooms).toEqual(['lobby']);
    expect(memory.listeners.get('lobby-input')?.size).toBe(1);
    await clock.advance(600_000);
    expect(moderator.rooms).toEqual([]);
    expect(memory.listeners.get('lobby-input')?.size).toBe(0);
  });

  it('is listened to without a break while one token follows the other', async () => {
    const { start, memory, clock } = setUp();
    const { moderator, store } = start();
    await settle();
    const subscribe = vi.spyOn(store, 'subscribe');
    for (let token = 0; token < 20; token += 1) {
      moderator.attend('lobby', 600);
      await clock.advance(450_000);
      expect(memory.listeners.get('lobby-input')?.size).toBe(1);
    }
    expect(subscribe).toHaveBeenCalledOnce();
  });

  it('costs little where tokens are many', async () => {
    const { start, clock } = setUp();
    const { moderator, store } = start();
    await settle();
    for (let token = 0; token < 600; token += 1) {
      moderator.attend('lobby', 600);
      await clock.advance(1_000);
    }
    expect(store.calls.filter(({ call }) => call === 'push')).toHaveLength(2);
  });

  it('is soon listened to by every other process, and by one that starts later', async () => {
    const { start, clock } = setUp();
    const issuing = start();
    const other = start();
    issuing.moderator.attend('lobby', 600);
    await clock.advance(30_000);
    expect(other.moderator.rooms).toEqual(['lobby']);
    issuing.store.kill();
    issuing.moderator.close();
    other.moderator.close();
    const late = start();
    await settle();
    expect(late.moderator.rooms).toEqual(['lobby']);
  });

  it('loses nothing when the process that issued its tokens ends', async () => {
    const { start, say, stored, clock } = setUp();
    const { moderator, store } = start();
    moderator.attend('lobby', 600);
    await settle();
    store.kill();
    moderator.close();
    start();
    await settle();
    say('lobby', 'm1');
    await clock.advance(1);
    expect(stored()).toEqual(['m1']);
  });

  it('is made known later where that fails at first', async () => {
    const { start, clock } = setUp();
    const issuing = start();
    await settle();
    issuing.store.before(() => Promise.reject(new Error('down')));
    issuing.moderator.attend('lobby', 600);
    await clock.advance(30_000);
    expect(issuing.errors.length).toBeGreaterThan(0);
    expect(issuing.moderator.rooms).toEqual(['lobby']);
    issuing.store.before(() => Promise.resolve());
    await clock.advance(30_000);
    const other = start();
    await settle();
    expect(other.moderator.rooms).toEqual(['lobby']);
  });

  it('is listened to as long as the longest of its tokens, whichever process issued it', async () => {
    const { start, clock } = setUp();
    const long = start();
    const short = start();
    // At once: neither knows of the other, and the shorter time is written last.
    long.moderator.attend('lobby', 6_000);
    short.moderator.attend('lobby', 60);
    await clock.advance(5_999_000);
    expect([long.moderator.rooms, short.moderator.rooms]).toEqual([['lobby'], ['lobby']]);
  });

  it('is not left for a reading that began before the room was entered', async () => {
    const { start, clock, memory } = setUp();
    memory.lists.set('momento-chat/rooms', ['{"room":"lobby","until":0}']);
    const { moderator, store } = start();
    await settle();
    let answer = (): void => undefined;
    store.after(({ call }) =>
      call === 'fetch' ? new Promise((resolve) => (answer = resolve)) : Promise.resolve(),
    );
    await clock.advance(30_000);
    moderator.attend('lobby', 600);
    await settle();
    answer();
    await settle();
    expect(moderator.rooms).toEqual(['lobby']);
  });

  it('is not created by other elements of the list', async () => {
    const { start, memory, clock } = setUp();
    memory.lists.set('momento-chat/rooms', [
      'null',
      '{"broken',
      '{"room":"lobby"}',
      `{"room":"x-input","until":${clock.now() + MINUTE}}`,
      `{"room":"good","until":${clock.now() + MINUTE}}`,
    ]);
    const { moderator, errors } = start();
    await settle();
    expect([moderator.rooms, errors]).toEqual([['good'], []]);
  });
});

describe('a room that is closed', () => {
  it('is left by every process, and entered again by the next token', async () => {
    const { start, clock, memory } = setUp();
    const one = start();
    const other = start();
    one.moderator.attend('lobby', 6_000);
    await clock.advance(30_000);
    await other.moderator.closeRoom('lobby');
    expect(memory.heard('lobby')).toEqual([{ type: 'closing' }]);
    expect(other.moderator.rooms).toEqual([]);
    await clock.advance(30_000);
    expect(one.moderator.rooms).toEqual([]);
    one.moderator.attend('lobby', 6_000);
    await clock.advance(60_000);
    expect([one.moderator.rooms, other.moderator.rooms]).toEqual([['lobby'], ['lobby']]);
  });
});

describe('a stream that breaks', () => {
  it('is opened again, and reported once until all is well', async () => {
    const { start, say, stored, clock, memory } = setUp();
    const { errors, store } = start({ rooms: ['lobby'] });
    await settle();
    store.refusal = new ChatError('service-unavailable', 'unable to subscribe; down');
    memory.breakStreams('lobby-input', new ChatError('connection-lost', 'unable to go on; lost'));
    await clock.advance(MINUTE);
    expect(errors.map((error) => (error as ChatError).code)).toEqual([
      'connection-lost',
      'service-unavailable',
    ]);
    store.refusal = undefined;
    await clock.advance(MINUTE);
    say('lobby', 'm1');
    await settle();
    expect(stored()).toEqual(['m1']);
  });

  it('is opened again even after a permanent fault', async () => {
    const { start, say, stored, clock } = setUp();
    const started = start();
    started.store.refusal = new ChatError('cache-not-found', 'unable to subscribe; no such cache');
    started.moderator.attend('lobby', 600);
    await clock.advance(1_000);
    expect(started.errors).toHaveLength(1);
    started.store.refusal = undefined;
    await clock.advance(30_000);
    say('lobby', 'm1');
    await settle();
    expect(stored()).toEqual(['m1']);
  });
});

describe('a message that does not come through the inbox', () => {
  it('is dealt with alike', async () => {
    const { start, stored } = setUp();
    const { moderator } = start();
    await moderator.submit('lobby', '{"id":"m1","message":"Hello"}', 'ada');
    expect(stored()).toEqual(['m1']);
    await moderator.removeMessage('lobby', 'm1');
    expect(stored()).toEqual([]);
  });
});

describe('close()', () => {
  it('leaves nothing behind, and nothing begins after it', async () => {
    const { start, memory, clock } = setUp();
    const { moderator } = start({ rooms: ['lobby'] });
    moderator.attend('support', 600);
    await settle();
    moderator.close();
    moderator.attend('other', 600);
    await settle();
    expect(moderator.rooms).toEqual([]);
    expect([...memory.listeners.values()].map(({ size }) => size)).toEqual([0, 0]);
    expect(clock.pending).toBe(0);
  });

  it('holds while something is being read', async () => {
    const { start, clock } = setUp();
    const { moderator } = start();
    moderator.close();
    await settle();
    expect(clock.pending).toBe(0);
  });
});
