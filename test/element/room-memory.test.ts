import type { ReactiveElement } from 'lit';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DraftField } from '../../src/element/memory/draft.js';
import { RoomMemory } from '../../src/element/memory/room-memory.js';
import { tabStore, type TabStore } from '../../src/platform/tab-store.js';
import type { ChatMessage } from '../../src/protocol/message.js';
import type { Session } from '../../src/session/session.js';

const message: ChatMessage = {
  id: 'm1',
  text: 'hello',
  author: { id: 'grace', name: 'Grace', verified: true },
  sentAt: undefined,
};

class Field implements DraftField {
  value = '';
  details: object | undefined;
  restore(value = this.value, details: unknown): void {
    Object.assign(this, { value, details });
  }
  clear(): void {
    this.restore('', undefined);
  }
}

describe('the memory of a room', () => {
  let store: TabStore;
  let rooms = 0;
  let room: string;

  beforeEach(() => {
    store = tabStore(undefined);
    rooms += 1;
    room = `room ${String(rooms)}`;
  });

  function sessionOf(id: string): Session {
    return { cacheName: 'cache', room, user: { id, name: id } } as Session;
  }

  /** A new memory, as an element has after a reload. */
  async function enter(user = 'ada'): Promise<{ memory: RoomMemory; field: Field }> {
    const host = {
      isConnected: false,
      updateComplete: Promise.resolve(true),
      addController: () => undefined,
    };
    const field = new Field();
    const session = sessionOf(user);
    const memory = new RoomMemory(host as unknown as ReactiveElement, store, {
      field: () => field,
      session: () => session,
    });
    memory.identify(room);
    memory.enter(session);
    await host.updateComplete;
    return { memory, field };
  }

  it('returns a draft to the user who wrote it, and to no other', async () => {
    const { memory, field } = await enter();
    field.value = 'half a word';
    memory.draft.keep();
    expect((await enter()).field.value).toBe('half a word');
    expect((await enter('grace')).field.value).toBe('');
  });

  it('returns what goes with a draft, with a text or without, until nothing does', async () => {
    const { memory, field } = await enter();
    field.details = { replyTo: 'm1' };
    memory.draft.keep();
    expect((await enter('grace')).field.details).toBeUndefined();
    const { memory: next, field: again } = await enter();
    expect([again.value, again.details]).toEqual(['', { replyTo: 'm1' }]);
    again.restore('', undefined);
    next.draft.keep();
    const kept = store.keys('momento-chat:draft').filter((key) => key.includes(`"${room}"`));
    expect(kept).toEqual([]);
  });

  it('keeps the text of a draft as it is, so that an older version finds it', async () => {
    const { memory, field } = await enter();
    field.restore('half a word', { replyTo: 'm1' });
    memory.draft.keep();
    expect(store.get(`momento-chat:draft:["cache","${room}","ada"]`)).toBe('half a word');
  });

  it.each(['', '{', 'nonsense'])('takes %j for nothing that goes with a draft', async (text) => {
    store.set(`momento-chat:draft:["cache","${room}","ada"]`, 'half a word');
    store.set(`momento-chat:draft-details:["cache","${room}","ada"]`, text);
    const { field } = await enter();
    expect([field.value, field.details]).toEqual(['half a word', undefined]);
  });

  it('returns whether the chat was open, and undefined if it never was', async () => {
    const { memory } = await enter();
    expect(memory.opened(room).get()).toBeUndefined();
    memory.opened(room).set(true);
    expect((await enter()).memory.opened(room).get()).toBe(true);
    memory.opened(room).set(false);
    expect((await enter()).memory.opened(room).get()).toBe(false);
  });

  it('counts the messages that arrived while the page was closed', async () => {
    const { memory } = await enter();
    memory.unread.update([], 'ada', true);
    const { memory: next } = await enter();
    next.unread.update([message], 'ada', false);
    expect(next.unread.count).toBe(1);
  });

  it.each(['', '{', 'null', '7', '{"0":"m1"}', '[7,{}]'])(
    'takes the stored text %j of another script for nothing read, or for no ids',
    async (text) => {
      store.set(`momento-chat:read:["cache","${room}","ada"]`, text);
      store.set(`momento-chat:open:${room}`, text);
      const { memory } = await enter();
      expect(() => memory.unread.update([message], 'ada', false)).not.toThrow();
      expect(memory.unread.count).toBeLessThanOrEqual(1);
      expect(memory.opened(room).get()).toBe(false);
    },
  );

  it('keeps answers before the user is known, by room, and takes nothing else for them', async () => {
    const { memory } = await enter();
    memory.answers(room).set({ name: 'Ada' });
    const { memory: later } = await enter();
    expect({ ...later.answers(room).get() }).toEqual({ name: 'Ada' });
    expect(later.answers(`${room} b`).get()).toBeUndefined();
    for (const text of ['{', 'null', '7', '"Ada"', '{"name":7}', '{"name":null}']) {
      store.set(later.answers(room).key, text);
      expect(later.answers(room).get()).toBeUndefined();
    }
    store.set(later.answers(room).key, '{"constructor":"me"}');
    const answers = later.answers(room).get() ?? {};
    expect(Object.keys(answers)).toEqual(['constructor']);
    expect('toString' in answers).toBe(false);
    later.answers(room).set(undefined);
    expect(later.answers(room).get()).toBeUndefined();
  });
});
