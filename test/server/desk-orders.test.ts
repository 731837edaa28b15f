import { describe, expect, it } from 'vitest';
import { parseDeskOrder } from '../../src/protocol/kinds/desk.js';
import { ownFields } from '../../src/protocol/own-fields.js';
import { change, ROOM, setUpDesk, write } from './desk-fixture.js';
import { RETRY_MS } from './moderation-fixture.js';

type Fields = Record<string, unknown>;

const MUTE = { type: 'desk', id: 'o1', act: 'mute', user: 'ada', seconds: 60, reason: 'Spam' };

function answers(heard: unknown[]): readonly Fields[] {
  return (heard as Fields[]).filter(({ type }) => type === 'desk-answer');
}

describe('an order in the chat', () => {
  it('of a moderator is obeyed by one of several processes, and answered without its content', async () => {
    const { start, memory } = setUpDesk();
    const processes = [start(), start(), start()];
    for (const { moderation } of processes) await change(moderation, 'grace', MUTE);
    const answer = { type: 'desk-answer', id: 'o1', userId: 'grace', outcome: 'done' };
    expect(answers(memory.heard(ROOM))).toEqual([answer]);
    expect(JSON.stringify(memory.heard(ROOM))).not.toContain('Spam');
    const { desk } = start();
    expect(await desk.sanctionOf(ROOM, 'ada')).toMatchObject({ kind: 'mute', reason: 'Spam' });
    expect(await desk.audit(ROOM)).toMatchObject([{ by: 'grace', action: 'mute', userId: 'ada' }]);
  });

  it('does what its moderator may do', async () => {
    const { start, shown } = setUpDesk();
    const { desk, moderation } = start();
    await write(moderation, 'ada', 'a1');
    const give = (id: string, order: Fields): Promise<void> =>
      change(moderation, 'grace', { type: 'desk', id, ...order });
    await give('o1', { act: 'ban', user: 'ada', seconds: 600 });
    expect(await desk.sanctionOf(ROOM, 'ada')).toMatchObject({ kind: 'ban' });
    await give('o2', { act: 'lift', user: 'ada' });
    expect(await desk.sanctionOf(ROOM, 'ada')).toBeUndefined();
    await give('o3', { act: 'remove-all', user: 'ada' });
    expect(shown()).toEqual([]);
    await give('o4', { act: 'limit', slowSeconds: 30 });
    await give('o5', { act: 'limit', readOnly: true });
    expect(await desk.limitsOf(ROOM)).toEqual({ slowSeconds: 30, readOnly: true });
  });

  it.each([
    ['a member', 'eve', 'ada'],
    ['a moderator, about the owner', 'grace', 'olga'],
    ['a user who claims to be another one', 'eve', 'ada'],
  ])('of %s changes nothing', async (_, by, user) => {
    const { start, memory } = setUpDesk();
    const { desk, moderation } = start();
    await change(moderation, by, { ...MUTE, user, by: 'olga', userId: 'olga' });
    expect(answers(memory.heard(ROOM))).toMatchObject([{ userId: by, outcome: 'not-allowed' }]);
    expect(await desk.sanctionOf(ROOM, user)).toBeUndefined();
    expect(await desk.audit(ROOM)).toEqual([]);
  });

  it('is not obeyed where the host has no desk', async () => {
    const { start, memory } = setUpDesk();
    const { moderation } = start({ desk: undefined } as never);
    await change(moderation, 'grace', MUTE);
    expect(answers(memory.heard(ROOM))).toMatchObject([{ outcome: 'not-allowed' }]);
  });

  it('that failed can be given again', async () => {
    const { start, memory, errors, clock } = setUpDesk();
    const { desk, moderation, store } = start();
    store.before(({ call }) =>
      call === 'push' ? Promise.reject(new Error('busy')) : Promise.resolve(),
    );
    await change(moderation, 'grace', MUTE);
    expect(answers(memory.heard(ROOM))).toMatchObject([{ outcome: 'failed' }]);
    expect(errors).toHaveLength(1);
    store.before(() => Promise.resolve());
    await clock.advance(RETRY_MS);
    await change(moderation, 'grace', MUTE);
    expect(answers(memory.heard(ROOM)).at(-1)).toMatchObject({ outcome: 'done' });
    expect(await desk.sanctionOf(ROOM, 'ada')).toBeDefined();
  });

  it('counts against the rate limit of its sender', async () => {
    const { start, memory } = setUpDesk();
    const { moderation } = start({ rateLimit: { messages: 3, seconds: 60 } });
    for (let count = 0; count < 10; count += 1) {
      await change(moderation, 'eve', { ...MUTE, id: `o${count}` });
    }
    expect(answers(memory.heard(ROOM))).toHaveLength(3);
  });
});

describe('the reader of orders', () => {
  const read = (fields: Fields): unknown => parseDeskOrder(ownFields({ ...MUTE, ...fields }));

  it.each<Fields>([
    { id: '' },
    { id: 7 },
    { id: 'x'.repeat(129) },
    { act: 'sudo' },
    { act: '__proto__' },
    { act: undefined },
    { user: undefined },
    { user: { id: 'ada' } },
    { seconds: 0 },
    { seconds: 1.5 },
    { seconds: 86_401 },
    { seconds: '60' },
    { seconds: Infinity },
  ])('drops one with %j', (fields) => {
    expect(read(fields)).toBeUndefined();
  });

  it('keeps what is known, and nothing else', () => {
    expect(read({ more: 1, slowSeconds: 5, readOnly: true })).toEqual(MUTE);
    expect(read({ act: 'limit', slowSeconds: -1, readOnly: 'yes' })).toEqual({
      type: 'desk',
      id: 'o1',
      act: 'limit',
    });
  });
});
