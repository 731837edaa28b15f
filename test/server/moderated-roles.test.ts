import { describe, expect, it, vi } from 'vitest';
import { relationsKey } from '../../src/protocol/room-rules.js';
import type { ModerationOptions } from '../../src/server/moderation/moderation-options.js';
import { Moderation } from '../../src/server/moderation/moderation.js';
import { FakeClock } from '../helpers/fake-clock.js';
import { SharedMemory, type MemoryRoomStore } from '../helpers/memory-room-store.js';

type Fields = Record<string, unknown>;
type RoleOf = NonNullable<ModerationOptions['roleOf']>;

interface Options extends Partial<ModerationOptions> {
  /** Whether the host has no `roleOf`. */
  isHostSilent?: boolean;
}

const REMOVAL: Fields = { type: 'removal', id: 'm1' };
const REMOVED = { type: 'removal', id: 'm1', userId: 'ada', username: 'ada' };

/** A room in which Ada has sent `m1`. Grace moderates it, and Olga owns it. */
async function setUp({ isHostSilent = false, ...options }: Options = {}) {
  const clock = new FakeClock();
  const memory = new SharedMemory(clock);
  const onError = vi.fn();
  const roleOf = vi.fn<RoleOf>((userId) =>
    userId === 'grace' ? 'moderator' : userId === 'olga' ? 'owner' : 'member',
  );
  const start = (): { store: MemoryRoomStore; moderation: Moderation } => {
    const store = memory.connect();
    const roles = isHostSilent ? {} : { roleOf };
    const host = { store, moderate: () => undefined, onError, ...roles, ...options };
    return { store, moderation: new Moderation(host, clock) };
  };
  const { store, moderation } = start();
  const send = (fields: Fields, userId: string, by = moderation): Promise<void> =>
    by.handle('lobby', JSON.stringify(fields), userId);
  await send({ id: 'm1', message: 'Hello', order: clock.now() }, 'ada');
  await send({ type: 'edit', id: 'e1', target: 'm1', text: 'secret' }, 'ada');
  memory.published.length = 0;
  const parsed = (list: string): Fields[] =>
    (memory.lists.get(list) ?? []).map((item) => JSON.parse(item) as Fields);
  return {
    clock,
    memory,
    store,
    start,
    onError,
    roleOf,
    send,
    messages: () => parsed('lobby'),
    relations: () => parsed(relationsKey('lobby')),
    heard: () => memory.heard('lobby') as Fields[],
  };
}

describe('a removal of another’s message in a moderated room', () => {
  it.each(['grace', 'olga'])('by %s takes its text out of every place', async (userId) => {
    const room = await setUp();
    await room.send(REMOVAL, userId);
    expect(room.messages()).toEqual([]);
    expect(room.relations()).toMatchObject([REMOVED]);
    expect(room.heard()).toEqual(room.relations());
    expect(JSON.stringify([...room.memory.items])).not.toMatch(/Hello|secret/);
    expect(room.roleOf.mock.calls).toEqual([[userId, 'lobby']]);
    await room.clock.advance(20_000);
    // Its author, unaware of the removal, sends it again.
    await room.send({ id: 'm1', message: 'Hello' }, 'ada');
    expect([room.messages(), room.heard().at(-1)]).toMatchObject([[], { type: 'rejection' }]);
  });

  it('by a member is rejected, whatever role and author it claims', async () => {
    const room = await setUp();
    const claims = { userId: 'ada', username: 'Ada', role: 'owner', by: { isServer: true } };
    await room.send({ ...REMOVAL, ...claims }, 'mallory');
    expect(room.messages()).toHaveLength(1);
    expect(room.relations()).toMatchObject([{ type: 'edit' }]);
    const rejection = { type: 'rejection', id: 'm1', userId: 'mallory', code: 'rejected' };
    expect(room.heard()).toEqual([rejection]);
  });

  it.each([undefined, null, 'admin', true, { role: 'owner' }])(
    'is rejected if the role is %j',
    async (role) => {
      const room = await setUp({ roleOf: (() => role) as unknown as RoleOf });
      await room.send(REMOVAL, 'grace');
      expect(room.messages()).toHaveLength(1);
      expect(room.heard()).toMatchObject([{ type: 'rejection', code: 'rejected' }]);
    },
  );

  it('is rejected without roleOf(): everybody is a member', async () => {
    const room = await setUp({ isHostSilent: true });
    await room.send(REMOVAL, 'grace');
    expect(room.heard()).toMatchObject([{ type: 'rejection', userId: 'grace' }]);
  });

  it('is no edit: a moderator changes no words of others', async () => {
    const room = await setUp();
    await room.send({ type: 'edit', id: 'e2', target: 'm1', text: 'forged' }, 'grace');
    expect(room.heard()).toMatchObject([{ type: 'rejection', id: 'e2' }]);
    expect(room.roleOf).not.toHaveBeenCalled();
  });

  it('is rejected while roleOf() fails, and can be tried again at once', async () => {
    const room = await setUp();
    const failure = new Error('no database');
    room.roleOf.mockImplementationOnce(() => {
      throw failure;
    });
    await room.send(REMOVAL, 'grace');
    expect(room.heard()).toMatchObject([{ type: 'rejection', code: 'moderation-failed' }]);
    expect(room.onError.mock.calls).toEqual([[failure]]);
    await room.send(REMOVAL, 'grace');
    expect(room.messages()).toEqual([]);
  });

  it('is rejected if roleOf() takes too long', async () => {
    const room = await setUp({ timeoutMs: 2_000 });
    room.roleOf.mockReturnValueOnce(new Promise(() => undefined));
    const sent = room.send(REMOVAL, 'grace');
    await room.clock.advance(1_999);
    expect(room.heard()).toEqual([]);
    await room.clock.advance(1);
    await sent;
    expect(room.heard()).toMatchObject([{ type: 'rejection', code: 'moderation-failed' }]);
    expect(String(room.onError.mock.lastCall)).toContain('roleOf() took too long');
    expect(room.messages()).toHaveLength(1);
  });

  it('is done once by two processes, and told again when it is sent again', async () => {
    const room = await setUp();
    const other = room.start().moderation;
    await Promise.all([room.send(REMOVAL, 'grace'), room.send(REMOVAL, 'grace', other)]);
    expect(room.relations()).toMatchObject([REMOVED]);
    await room.clock.advance(20_000);
    await room.send(REMOVAL, 'grace', other);
    expect(room.heard()).toEqual([...room.relations(), ...room.relations()]);
    expect(room.roleOf).toHaveBeenCalledTimes(1);
  });

  it.each(['push', 'remove', 'publish'] as const)(
    'that ends with its process at a %s is completed by the next one',
    async (where) => {
      const room = await setUp();
      room.store.before(({ call }) =>
        call === where ? Promise.reject(new Error('gone')) : Promise.resolve(),
      );
      await room.send(REMOVAL, 'grace');
      expect(room.heard()).toEqual([]);
      await room.clock.advance(20_000);
      await room.send(REMOVAL, 'grace', room.start().moderation);
      expect(room.messages()).toEqual([]);
      // A removal that is stored twice counts once.
      for (const relation of room.relations()) expect(relation).toMatchObject(REMOVED);
      expect(room.heard()).toMatchObject([REMOVED]);
    },
  );

  it('that its author has removed meanwhile is done, not refused', async () => {
    const room = await setUp();
    await room.send(REMOVAL, 'ada');
    expect(room.roleOf).not.toHaveBeenCalled();
    await room.send(REMOVAL, 'grace');
    expect(room.relations()).toMatchObject([REMOVED]);
    expect(room.heard()).toMatchObject([REMOVED, REMOVED]);
    await room.send(REMOVAL, 'mallory');
    expect(room.heard().at(-1)).toMatchObject({ type: 'rejection', userId: 'mallory' });
  });
});

describe('a removal of an own message in a moderated room', () => {
  it('asks for no role, but where the author is too late', async () => {
    const room = await setUp({ removalSeconds: 60 });
    await room.send({ id: 'm2', message: 'Mine' }, 'grace');
    await room.send({ id: 'm3', message: 'Mine, too' }, 'grace');
    await room.send({ ...REMOVAL, id: 'm2' }, 'grace');
    expect(room.roleOf).not.toHaveBeenCalled();
    await room.clock.advance(61_000);
    await room.send(REMOVAL, 'ada');
    expect(room.heard().at(-1)).toMatchObject({ type: 'rejection', userId: 'ada' });
    await room.send({ ...REMOVAL, id: 'm3' }, 'grace');
    expect(room.messages()).toMatchObject([{ id: 'm1' }]);
  });

  it('that ends with its process before it is told is told by the next one', async () => {
    const room = await setUp({ removalSeconds: 60 });
    room.store.before(({ call }) =>
      call === 'publish' ? Promise.reject(new Error('gone')) : Promise.resolve(),
    );
    await room.send(REMOVAL, 'ada');
    await room.clock.advance(80_000);
    await room.send(REMOVAL, 'ada', room.start().moderation);
    expect(room.heard()).toMatchObject([REMOVED]);
    expect(room.relations()).toMatchObject([REMOVED]);
  });
});
