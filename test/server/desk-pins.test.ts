import { describe, expect, it } from 'vitest';
import { parseDeskSanction, readDeskState } from '../../src/protocol/kinds/desk-state.js';
import { parseDeskAnswer } from '../../src/protocol/kinds/desk.js';
import { ownFields } from '../../src/protocol/own-fields.js';
import { removeMessage } from '../../src/server/index.js';
import { change, ROOM, setUpDesk, write } from './desk-fixture.js';
import { setUp } from './token-endpoint-fixture.js';

type Fields = Record<string, unknown>;

const HOUR_MS = 3_600_000;

function toldOf(heard: unknown[], type = 'desk-state'): readonly Fields[] {
  return (heard as Fields[]).filter((item) => item['type'] === type);
}

describe('a pin', () => {
  it('goes with its message, also where no desk removes it', async () => {
    const { start, memory } = setUpDesk();
    const { desk, moderation, store } = start();
    await write(moderation, 'ada', 'a1', 'The rules');
    await desk.pin({ room: ROOM, id: 'a1', by: 'grace' });
    await removeMessage(store, ROOM, 'a1');
    expect(await desk.pinsOf(ROOM)).toEqual([]);
    expect(toldOf(memory.heard(ROOM)).at(-1)).toMatchObject({ pins: [] });
    const told = memory.heard(ROOM).length;
    await removeMessage(store, ROOM, 'a2');
    expect(toldOf(memory.heard(ROOM).slice(told))).toEqual([]);
  });

  it('is known to all processes, to those who are there, and to those who come', async () => {
    const { start, memory } = setUpDesk();
    const [one, other] = [start(), start()];
    await write(one.moderation, 'ada', 'a1', 'The rules');
    expect(await one.desk.pin({ room: ROOM, id: 'a1', by: 'grace' })).toBe(true);
    const pin = { id: 'a1', name: 'ada', text: 'The rules', order: expect.any(Number) as number };
    expect(await other.desk.pinsOf(ROOM)).toEqual([pin]);
    expect(toldOf(memory.heard(ROOM)).at(-1)).toMatchObject({ pins: [pin], slowSeconds: 0 });
    expect(await other.desk.guard.stateFor(ROOM, 'eve')).toMatchObject({ pins: [pin] });
    await other.desk.unpin({ room: ROOM, id: 'a1', by: 'grace' });
    expect(await one.desk.pinsOf(ROOM)).toEqual([]);
    expect(toldOf(memory.heard(ROOM)).at(-1)).toMatchObject({ pins: [] });
    const audit = await one.desk.audit(ROOM);
    expect(audit.map(({ action }) => action)).toEqual(['pin', 'unpin']);
  });

  it('is one of three, and one for each message', async () => {
    const { start } = setUpDesk();
    const { desk, moderation } = start();
    for (const id of ['a1', 'a2', 'a3', 'a4']) {
      await write(moderation, 'ada', id);
      await desk.pin({ room: ROOM, id });
      await desk.pin({ room: ROOM, id });
    }
    expect((await desk.pinsOf(ROOM)).map(({ id }) => id)).toEqual(['a2', 'a3', 'a4']);
  });

  it('follows the edits of its message, and goes with it, by any hand that removes it', async () => {
    const { start } = setUpDesk();
    const { desk, moderation } = start();
    const texts = async (): Promise<unknown> => (await desk.pinsOf(ROOM)).map(({ text }) => text);
    for (const id of ['a1', 'a2', 'a3']) {
      await write(moderation, 'ada', id, 'Before');
      await change(moderation, 'ada', { type: 'edit', id: `e${id}`, target: id, text: 'Early' });
      await desk.pin({ room: ROOM, id });
    }
    expect(await texts()).toEqual(['Early', 'Early', 'Early']);
    await change(moderation, 'ada', { type: 'edit', id: 'e9', target: 'a3', text: 'After' });
    expect(await texts()).toEqual(['Early', 'Early', 'After']);
    await change(moderation, 'ada', { type: 'removal', id: 'a1' });
    expect(await texts()).toEqual(['Early', 'After']);
    await desk.removeMessage({ room: ROOM, id: 'a2', by: 'grace' });
    expect(await texts()).toEqual(['After']);
    await desk.removeAllOf({ room: ROOM, userId: 'ada', by: 'grace' });
    expect(await texts()).toEqual([]);
  });

  it('lives as long as its room is used', async () => {
    const { start, clock } = setUpDesk();
    const { desk, moderation } = start();
    await write(moderation, 'ada', 'a1');
    await desk.pin({ room: ROOM, id: 'a1' });
    for (let hours = 0; hours < 30; hours += 2) {
      await clock.advance(2 * HOUR_MS);
      expect((await desk.guard.stateFor(ROOM, 'eve')).pins).toHaveLength(1);
    }
  });

  it.each([
    ['a member', 'eve', 'a1', 'not-allowed'],
    ['a moderator, of no message', 'grace', 'a9', 'not-found'],
    ['a moderator', 'grace', 'a1', 'done'],
  ])('is ordered by %s: %s', async (_, by, target, outcome) => {
    const { start, memory } = setUpDesk();
    const { desk, moderation } = start();
    await write(moderation, 'ada', 'a1');
    await change(moderation, by, { type: 'desk', id: 'o1', act: 'pin', target });
    expect(toldOf(memory.heard(ROOM), 'desk-answer')).toMatchObject([{ outcome }]);
    expect(await desk.pinsOf(ROOM)).toHaveLength(outcome === 'done' ? 1 : 0);
  });

  it('is not what a member publishes', async () => {
    const { start, memory } = setUpDesk();
    const { desk, moderation } = start();
    const forged = { type: 'desk-state', id: 's1', at: 4e12, pins: [{ id: 'a1', text: 'Hi' }] };
    await change(moderation, 'eve', forged);
    await change(moderation, 'eve', { type: 'desk', id: 'o1', act: 'pin', target: { id: 'a1' } });
    expect(memory.heard(ROOM)).toEqual([]);
    expect(await desk.pinsOf(ROOM)).toEqual([]);
  });
});

describe('what holds in a room', () => {
  it('is told after each change, and a mute without its reason', async () => {
    const { start, memory } = setUpDesk();
    const { desk } = start();
    await desk.limit({ room: ROOM, by: 'grace', slowSeconds: 30 });
    await desk.limit({ room: ROOM, by: 'grace', readOnly: true });
    expect(toldOf(memory.heard(ROOM))).toMatchObject([
      { slowSeconds: 30, readOnly: false },
      { slowSeconds: 30, readOnly: true },
    ]);
    await desk.mute({ room: ROOM, userId: 'ada', by: 'grace', seconds: 60, reason: 'Spam' });
    await desk.lift({ room: ROOM, userId: 'ada', by: 'grace' });
    const sanction = { type: 'desk-sanction', user: 'ada' };
    expect(toldOf(memory.heard(ROOM), 'desk-sanction')).toEqual([
      { ...sanction, seconds: 60 },
      { ...sanction, seconds: 0 },
    ]);
  });

  it('is told to a muted user who comes, with the rest of the mute', async () => {
    const { start, clock } = setUpDesk();
    const { desk } = start();
    await desk.mute({ room: ROOM, userId: 'ada', seconds: 60 });
    await clock.advance(20_000);
    expect(await desk.guard.stateFor(ROOM, 'ada')).toMatchObject({ mutedSeconds: 40 });
    expect(await desk.guard.stateFor(ROOM, 'eve')).not.toHaveProperty('mutedSeconds');
  });

  it('is told once for all members who ask after a fault', async () => {
    const { start, memory, clock } = setUpDesk();
    const processes = [start(), start()];
    const ask = async (id: string): Promise<void> => {
      for (const { moderation } of processes) {
        await change(moderation, id, { type: 'desk', id, act: 'state' });
      }
    };
    await ask('ada');
    await ask('eve');
    expect(toldOf(memory.heard(ROOM))).toHaveLength(1);
    expect(toldOf(memory.heard(ROOM), 'desk-answer')).toEqual([]);
    await clock.advance(6_000);
    await ask('eve');
    expect(toldOf(memory.heard(ROOM))).toHaveLength(2);
  });

  it('is in the token answer of a moderated room with a desk, and of no other', async () => {
    const { desk } = setUpDesk().start();
    await desk.limit({ room: ROOM, slowSeconds: 10 });
    const stateIn = async (mode: 'direct' | 'moderated', has: boolean): Promise<unknown> => {
      const { get } = setUp({ mode: () => mode, ...(has && { desk }) });
      return ((await (await get(`?room=${ROOM}`)).json()) as Fields)['desk'];
    };
    expect(await stateIn('moderated', true)).toMatchObject({ slowSeconds: 10, pins: [] });
    expect(await stateIn('direct', true)).toBeUndefined();
    expect(await stateIn('moderated', false)).toBeUndefined();
  });

  it('keeps the typing of a muted user from the others', async () => {
    const { start, memory, clock } = setUpDesk();
    const { desk, moderation } = start();
    await desk.mute({ room: ROOM, userId: 'ada', seconds: 600 });
    for (const user of ['ada', 'eve']) {
      await change(moderation, user, { type: 'activity', here: 30, typing: 5 });
    }
    await clock.advance(2_000);
    const told = toldOf(memory.heard(ROOM), 'activity');
    expect(told.map(({ userId }) => userId)).toEqual(['eve']);
  });
});

describe('the readers of what a server says', () => {
  it.each<[unknown]>([
    [undefined],
    [null],
    [7],
    ['x'],
    [[]],
    [{ pins: 'x', at: 'x', readOnly: 1 }],
  ])('take %j for a room without limits', (value) => {
    expect(readDeskState(value)).toEqual({ at: 0, slowSeconds: 0, readOnly: false, pins: [] });
  });

  it('bound what they take', () => {
    const pin = { id: 'a1', name: 'x'.repeat(1_000), text: 'x'.repeat(1_000), order: -1, more: 1 };
    const pins = [1, 2, 3, 4].map((count) => ({ ...pin, id: `a${String(count)}` }));
    const { pins: read } = readDeskState({ pins: [null, { id: 7 }, ...pins] });
    expect(read.map(({ id }) => id)).toEqual(['a2', 'a3', 'a4']);
    expect(read[0]).toEqual({
      id: 'a2',
      name: expect.any(String) as string,
      text: 'x'.repeat(280),
    });
    expect(read[0]?.name.length).toBeLessThan(100);
    expect(readDeskState({ slowSeconds: 1e9, mutedSeconds: 1e9 })).toMatchObject({
      slowSeconds: 0,
    });
    expect(parseDeskSanction(ownFields({ user: 'ada', seconds: 86_401 }))).toBeUndefined();
    expect(parseDeskSanction(ownFields({ user: {}, seconds: 1 }))).toBeUndefined();
    expect(parseDeskAnswer(ownFields({ id: 'o1', userId: 'a', outcome: 'x' }))).toBeUndefined();
  });
});

describe('an announcement', () => {
  const stored = (lists: Map<string, readonly string[]>): readonly Fields[] =>
    (lists.get(ROOM) ?? []).map((item) => JSON.parse(item) as Fields);

  it('is stored and published as the room’s own message, by the word of a moderator', async () => {
    const { start, memory } = setUpDesk({ announcementName: 'From the team' });
    const { desk, moderation } = start();
    await change(moderation, 'grace', { type: 'desk', id: 'o1', act: 'announce', text: 'Hello' });
    const item = { username: 'From the team', message: 'Hello', announcement: true };
    expect(stored(memory.lists as never)).toMatchObject([item]);
    expect(stored(memory.lists as never)[0]).not.toHaveProperty('userId');
    expect(memory.heard(ROOM)).toContainEqual(expect.objectContaining(item));
    expect(await desk.audit(ROOM)).toMatchObject([{ by: 'grace', action: 'announce' }]);
  });

  it('is stored once where publishing fails', async () => {
    const errors: unknown[] = [];
    const { start, memory } = setUpDesk({ onError: (error) => errors.push(error) });
    const { desk, store } = start();
    store.before(({ call }) =>
      call === 'publish' ? Promise.reject(new Error('busy')) : Promise.resolve(),
    );
    await desk.announce({ room: ROOM, text: 'Hello' });
    expect(stored(memory.lists as never)).toHaveLength(1);
    expect(errors).toHaveLength(1);
  });

  it.each([
    ['of a member', { type: 'desk', id: 'o1', act: 'announce', text: 'Hello' }],
    ['without a text', { type: 'desk', id: 'o1', act: 'announce', text: ' ' }],
    ['that is too long', { type: 'desk', id: 'o1', act: 'announce', text: 'x'.repeat(2_001) }],
  ])('%s is none', async (_, order) => {
    const { start, memory } = setUpDesk();
    const { moderation } = start();
    await change(moderation, 'eve', order);
    expect(stored(memory.lists as never)).toEqual([]);
  });

  it('is not what a client claims', async () => {
    const { start, memory } = setUpDesk();
    const { moderation } = start();
    await change(moderation, 'eve', {
      id: 'm1',
      username: 'Team',
      message: 'Hi',
      announcement: true,
    });
    expect(stored(memory.lists as never)).toMatchObject([{ userId: 'eve', message: 'Hi' }]);
    expect(stored(memory.lists as never)[0]).not.toHaveProperty('announcement');
  });
});
