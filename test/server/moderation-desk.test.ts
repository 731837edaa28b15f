import { describe, expect, it, vi } from 'vitest';
import type { AuditEntry } from '../../src/server/desk/audit-log.js';
import type { ModerationDesk } from '../../src/server/desk/moderation-desk.js';
import { keyOf } from '../../src/server/store/leases.js';
import { ROOM, setUpDesk, write } from './desk-fixture.js';

const MUTE = { room: ROOM, userId: 'ada', seconds: 60 };

describe('who may act at the desk', () => {
  it.each([
    ['a member on a member', 'eve', 'ada'],
    ['a moderator on a moderator', 'grace', 'mo'],
    ['a moderator on the owner', 'grace', 'olga'],
    ['an unknown user', '', 'ada'],
  ])('not %s', async (_, by, userId) => {
    const { start, memory } = setUpDesk();
    const { desk } = start();
    const refused = { name: 'DeskError', code: 'not-allowed' };
    await expect(desk.mute({ ...MUTE, by, userId })).rejects.toMatchObject(refused);
    await expect(desk.ban({ ...MUTE, by, userId })).rejects.toMatchObject(refused);
    await expect(desk.lift({ room: ROOM, by, userId })).rejects.toMatchObject(refused);
    await expect(desk.removeAllOf({ room: ROOM, by, userId })).rejects.toMatchObject(refused);
    expect(await desk.sanctionOf(ROOM, userId)).toBeUndefined();
    expect(memory.lists.size).toBe(0);
  });

  it.each([
    ['a moderator on a member', 'grace', 'ada'],
    ['the owner on a moderator', 'olga', 'grace'],
    ['the host on the owner', undefined, 'olga'],
  ])('%s', async (_, by, userId) => {
    const { desk } = setUpDesk().start();
    await desk.mute({ ...MUTE, ...(by && { by }), userId });
    expect(await desk.sanctionOf(ROOM, userId)).toMatchObject({ kind: 'mute' });
  });

  it.each(['limit', 'removeMessage'] as const)('moderators only, for %s', async (name) => {
    const { start, memory } = setUpDesk();
    const { desk } = start();
    const action = { room: ROOM, by: 'eve', id: 'm1', readOnly: true };
    await expect(desk[name](action)).rejects.toMatchObject({ code: 'not-allowed' });
    expect(memory.lists.size + memory.items.size).toBe(0);
  });

  it('nobody, while the host cannot tell their roles', async () => {
    const roleOf = vi.fn().mockRejectedValue(new Error('no database'));
    const { desk } = setUpDesk({ roleOf }).start();
    await expect(desk.mute({ ...MUTE, by: 'grace' })).rejects.toThrow('no database');
    expect(await desk.sanctionOf(ROOM, 'ada')).toBeUndefined();
  });
});

describe('an action at the desk', () => {
  const invalid: readonly [string, (desk: ModerationDesk) => Promise<unknown>][] = [
    ['no room', (desk) => desk.mute({ ...MUTE, room: '' })],
    ['a room of the servers', (desk) => desk.mute({ ...MUTE, room: 'lobby-input' })],
    ['no user', (desk) => desk.mute({ ...MUTE, userId: '' })],
    ['no time', (desk) => desk.mute({ ...MUTE, seconds: 0 })],
    ['more than a day', (desk) => desk.ban({ ...MUTE, seconds: 86_401 })],
    ['a part of a second', (desk) => desk.ban({ ...MUTE, seconds: 1.5 })],
    ['a slow mode of a day', (desk) => desk.limit({ room: ROOM, slowSeconds: 86_400 })],
    ['a slow mode below 0', (desk) => desk.limit({ room: ROOM, slowSeconds: -1 })],
    ['a word for a switch', (desk) => desk.limit({ room: ROOM, readOnly: 'no' as never })],
    ['a reason that is no text', (desk) => desk.mute({ ...MUTE, reason: 7 as never })],
  ];

  it.each(invalid)('with %s is an error, and leaves no trace', async (_, act) => {
    const { start, memory } = setUpDesk();
    await expect(act(start().desk)).rejects.toThrow(TypeError);
    expect(memory.lists.size + memory.items.size).toBe(0);
  });

  it('is in a log that another process reads after a restart', async () => {
    const { start, clock } = setUpDesk();
    const first = start();
    await first.desk.ban({ ...MUTE, by: 'grace', reason: 'spam'.repeat(100) });
    await first.desk.limit({ room: ROOM, by: 'olga', slowSeconds: 30 });
    await first.desk.lift({ room: ROOM, userId: 'ada' });
    first.store.kill();
    const at = clock.now();
    expect(await start().desk.audit(ROOM)).toEqual([
      { at, by: 'grace', action: 'ban', userId: 'ada', seconds: 60, reason: 'spam'.repeat(50) },
      { at, by: 'olga', action: 'limits', limits: { slowSeconds: 30, readOnly: false } },
      { at, action: 'lift', userId: 'ada' },
    ]);
    expect(await start().desk.audit(ROOM, 1)).toHaveLength(1);
  });

  it('is not done if it cannot be logged', async () => {
    const { start } = setUpDesk();
    const { desk, store } = start();
    store.before(({ call, args: [list] }) => {
      const isLog = call === 'push' && list === keyOf('audit', ROOM);
      return isLog ? Promise.reject(new Error('busy')) : Promise.resolve();
    });
    await expect(desk.ban(MUTE)).rejects.toThrow('busy');
    expect(await desk.sanctionOf(ROOM, 'ada')).toBeUndefined();
  });

  it('goes to the log of the host, too, whose errors do not stop it', async () => {
    const entries: AuditEntry[] = [];
    const onError = vi.fn();
    const onAction = (entry: AuditEntry): never => {
      entries.push(entry);
      throw new Error('full');
    };
    const { desk } = setUpDesk({ onAction, onError }).start();
    await desk.mute(MUTE);
    expect(entries).toMatchObject([{ action: 'mute', userId: 'ada' }]);
    expect(onError).toHaveBeenCalledOnce();
    expect(await desk.sanctionOf(ROOM, 'ada')).toBeDefined();
  });

  it('keeps the newest thousand entries', async () => {
    const { start, memory } = setUpDesk();
    const { desk, store } = start();
    await desk.mute(MUTE);
    expect(store.limits.at(-1)).toEqual({ limit: 1_000, ttlSeconds: 86_400 });
    expect([...memory.lists.keys()]).toEqual([keyOf('audit', ROOM)]);
  });
});

describe('the removal of all of a user’s messages', () => {
  it('leaves those of others, and tells how many there were', async () => {
    const { start, shown, memory } = setUpDesk();
    const { desk, moderation } = start();
    await write(moderation, 'ada', 'a1');
    await write(moderation, 'eve', 'e1');
    await write(moderation, 'ada', 'a2');
    expect(await desk.removeAllOf({ room: ROOM, userId: 'ada', by: 'grace' })).toBe(2);
    expect(shown()).toEqual(['e1']);
    const removals = memory.heard(ROOM).filter((item) => (item as { type?: string }).type);
    expect(removals).toMatchObject([
      { type: 'removal', id: 'a1' },
      { type: 'removal', id: 'a2' },
    ]);
  });

  it('brings none back that its sender repeats', async () => {
    const { start, shown } = setUpDesk();
    const { desk, moderation } = start();
    await write(moderation, 'ada', 'a1');
    await desk.removeAllOf({ room: ROOM, userId: 'ada' });
    await write(start().moderation, 'ada', 'a1');
    expect(shown()).toEqual([]);
  });
});
