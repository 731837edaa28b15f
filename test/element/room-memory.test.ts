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
  clear(): void {
    this.value = '';
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
});
