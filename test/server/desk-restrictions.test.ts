import { describe, expect, it, vi } from 'vitest';
import { change, ROOM, setUpDesk, write } from './desk-fixture.js';
import { RETRY_MS } from './moderation-fixture.js';

const MINUTE = 60_000;

describe.each(['mute', 'ban'] as const)('a %s', (kind) => {
  it('holds in another process from the next message on, and ends by itself', async () => {
    const { start, shown, refused, clock } = setUpDesk();
    const one = start();
    const other = start();
    await write(other.moderation, 'ada', 'a1');
    await one.desk[kind]({ room: ROOM, userId: 'ada', by: 'grace', seconds: 60, reason: 'Spam' });
    await write(other.moderation, 'ada', 'a2');
    await write(other.moderation, 'eve', 'e1');
    expect(shown()).toEqual(['a1', 'e1']);
    expect(refused()).toEqual({
      type: 'rejection',
      id: 'a2',
      userId: 'ada',
      code: 'rejected',
      reason: 'You cannot write here for 60 seconds: Spam',
    });
    await clock.advance(MINUTE);
    await write(other.moderation, 'ada', 'a2');
    expect(shown()).toEqual(['a1', 'e1', 'a2']);
  });

  it('ends when it is lifted: the same message passes at its next try', async () => {
    const { start, shown } = setUpDesk();
    const { desk, moderation } = start();
    await desk[kind]({ room: ROOM, userId: 'ada', seconds: 600 });
    await write(moderation, 'ada', 'a1');
    await desk.lift({ room: ROOM, userId: 'ada', by: 'grace' });
    await write(moderation, 'ada', 'a1');
    expect(shown()).toEqual(['a1']);
  });

  it('holds for edits and reactions, and not for removals of one’s own', async () => {
    const { start, shown, refused, memory } = setUpDesk();
    const { desk, moderation } = start();
    await write(moderation, 'ada', 'a1');
    await write(moderation, 'eve', 'e1');
    await desk[kind]({ room: ROOM, userId: 'ada', seconds: 60 });
    await change(moderation, 'ada', { type: 'edit', id: 'x1', target: 'a1', text: 'Bad' });
    expect(refused()).toMatchObject({ id: 'x1', userId: 'ada' });
    const reaction = { type: 'reaction', id: 'x2', target: 'e1', emoji: '👍', on: true };
    await change(moderation, 'ada', reaction);
    expect(refused()).toMatchObject({ id: 'x2', userId: 'ada' });
    await change(moderation, 'ada', { type: 'removal', id: 'a1' });
    expect(shown()).toEqual(['e1']);
    const types = memory.heard(ROOM).map((item) => (item as { type?: string }).type);
    expect(types).not.toContain('edit');
    expect(types).not.toContain('reaction');
  });

  it('holds in its room only', async () => {
    const { start, memory } = setUpDesk();
    const { desk, moderation } = start();
    await desk[kind]({ room: ROOM, userId: 'ada', seconds: 60 });
    const item = JSON.stringify({ id: 'm1', message: 'Hello' });
    await moderation.handle('lounge', item, 'ada');
    expect(memory.lists.get('lounge')).toHaveLength(1);
  });

  it('does not take back what was stored before, when its sender asks again', async () => {
    const { start, shown, refused, memory, clock } = setUpDesk();
    const { desk, moderation } = start();
    await write(moderation, 'ada', 'a1');
    await desk[kind]({ room: ROOM, userId: 'ada', seconds: 600 });
    memory.published.length = 0;
    await clock.advance(RETRY_MS);
    await write(start().moderation, 'ada', 'a1');
    expect(refused()).toBeUndefined();
    expect(memory.heard(ROOM)).toMatchObject([{ id: 'a1', message: 'Hello' }]);
    expect(shown()).toEqual(['a1']);
  });

  it('asks no host about a message that cannot pass', async () => {
    const moderate = vi.fn();
    const { start } = setUpDesk();
    const { desk, moderation } = start({ moderate });
    await desk[kind]({ room: ROOM, userId: 'ada', seconds: 60 });
    await write(moderation, 'ada', 'a1');
    expect(moderate).not.toHaveBeenCalled();
  });
});

describe('a message', () => {
  it('waits for its next try while the sanctions cannot be read', async () => {
    const { start, shown, errors, clock } = setUpDesk();
    const { moderation, store } = start();
    store.before(({ call, args: [key] }) =>
      call === 'get' && String(key).includes('sanction')
        ? Promise.reject(new Error('busy'))
        : Promise.resolve(),
    );
    await write(moderation, 'ada', 'a1');
    expect(shown()).toEqual([]);
    expect(errors).toHaveLength(1);
    store.before(() => Promise.resolve());
    await clock.advance(RETRY_MS);
    await write(moderation, 'ada', 'a1');
    expect(shown()).toEqual(['a1']);
  });

  it('is refused in the words of the host', async () => {
    const restrictionReason = vi.fn(() => '書き込めません');
    const { start, refused } = setUpDesk({ restrictionReason });
    const { desk, moderation } = start();
    await desk.mute({ room: ROOM, userId: 'ada', seconds: 60 });
    await write(moderation, 'ada', 'a1');
    expect(refused()).toMatchObject({ reason: '書き込めません' });
    const restriction: unknown = expect.objectContaining({ because: 'sanction', kind: 'mute' });
    expect(restrictionReason).toHaveBeenCalledWith(restriction, 'ada', ROOM);
  });
});

it('a message is refused in English if the words of the host fail', async () => {
  const onError = vi.fn();
  const restrictionReason = (): never => {
    throw new Error('no words');
  };
  const { start, refused } = setUpDesk({ restrictionReason, onError });
  const { desk, moderation } = start();
  await desk.mute({ room: ROOM, userId: 'ada', seconds: 60 });
  await write(moderation, 'ada', 'a1');
  expect(refused()).toMatchObject({ reason: 'You cannot write here for 60 seconds.' });
  expect(onError).toHaveBeenCalledWith(new Error('no words'));
});

describe('a read-only room', () => {
  it('is for moderators and the owner to write in, in all processes', async () => {
    const { start, shown, refused } = setUpDesk();
    const { desk } = start();
    const { moderation } = start();
    await desk.limit({ room: ROOM, by: 'grace', readOnly: true });
    await write(moderation, 'ada', 'a1');
    await write(moderation, 'grace', 'g1');
    await write(moderation, 'olga', 'o1');
    expect(shown()).toEqual(['g1', 'o1']);
    expect(refused()).toMatchObject({ id: 'a1', reason: 'Only moderators can write here now.' });
    await desk.limit({ room: ROOM, by: 'grace', readOnly: false });
    await write(moderation, 'ada', 'a1');
    expect(shown()).toEqual(['g1', 'o1', 'a1']);
  });
});

describe('slow mode', () => {
  async function slowRoom() {
    const room = setUpDesk();
    const one = room.start();
    await one.desk.limit({ room: ROOM, by: 'grace', slowSeconds: 30 });
    return { ...room, one };
  }

  it('lets one message pass in its time, whichever process gets the next one', async () => {
    const { one, start, shown, refused, clock } = await slowRoom();
    const other = start();
    await write(one.moderation, 'ada', 'a1');
    await clock.advance(10_000);
    await write(other.moderation, 'ada', 'a2');
    expect(shown()).toEqual(['a1']);
    expect(refused()).toEqual({
      type: 'rejection',
      id: 'a2',
      userId: 'ada',
      code: 'rate-limited',
      reason: 'Slow mode is on. You can write again in 20 seconds.',
      retryAfterMs: 20_000,
    });
    await write(other.moderation, 'eve', 'e1');
    await clock.advance(20_000);
    await write(other.moderation, 'ada', 'a2');
    expect(shown()).toEqual(['a1', 'e1', 'a2']);
  });

  it('does not bind moderators, reactions and edits', async () => {
    const { one, shown, refused } = await slowRoom();
    await write(one.moderation, 'grace', 'g1');
    await write(one.moderation, 'grace', 'g2');
    await write(one.moderation, 'ada', 'a1');
    await change(one.moderation, 'ada', { type: 'edit', id: 'x1', target: 'a1', text: 'Hi' });
    const reaction = { type: 'reaction', id: 'x2', target: 'g1', emoji: '👍', on: true };
    await change(one.moderation, 'ada', reaction);
    expect(refused()).toBeUndefined();
    expect(shown()).toEqual(['g1', 'g2', 'a1']);
  });

  it('gives the turn of a message back that is rejected', async () => {
    const room = setUpDesk();
    const { desk, moderation } = room.start({
      moderate: ({ text }) => (text === 'Bad' ? { reject: 'No' } : undefined),
    });
    await desk.limit({ room: ROOM, slowSeconds: 30 });
    await write(moderation, 'ada', 'a1', 'Bad');
    await write(moderation, 'ada', 'a2');
    expect(room.shown()).toEqual(['a2']);
  });

  it('lets a message keep its turn whose process was killed', async () => {
    const { one, start, shown, clock } = await slowRoom();
    one.store.before(({ call }) => {
      if (call === 'push') one.store.kill();
      return Promise.resolve();
    });
    void write(one.moderation, 'ada', 'a1');
    await clock.advance(RETRY_MS);
    await write(start().moderation, 'ada', 'a1');
    expect(shown()).toEqual(['a1']);
  });

  it('is off again with 0, and leaves what else is limited', async () => {
    const { one, shown } = await slowRoom();
    await one.desk.limit({ room: ROOM, readOnly: true });
    await one.desk.limit({ room: ROOM, slowSeconds: 0 });
    expect(await one.desk.limitsOf(ROOM)).toEqual({ slowSeconds: 0, readOnly: true });
    await one.desk.limit({ room: ROOM, readOnly: false });
    await write(one.moderation, 'ada', 'a1');
    await write(one.moderation, 'ada', 'a2');
    expect(shown()).toEqual(['a1', 'a2']);
  });
});
