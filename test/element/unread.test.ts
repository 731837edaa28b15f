import { describe, expect, it } from 'vitest';
import type { Remembered } from '../../src/element/memory/remembered.js';
import { Unread } from '../../src/element/memory/unread.js';
import type { ChatMessage } from '../../src/protocol/message.js';

const stored = new Map<string, readonly string[]>();

function memoryOf(room: string): Remembered<readonly string[]> {
  return {
    key: room,
    get: () => stored.get(room),
    set: (ids = []) => stored.set(room, ids),
  };
}

let rooms = 0;

function message(id: number, by = 'grace'): ChatMessage {
  return {
    id: String(id),
    text: `message ${String(id)}`,
    author: { id: by, name: by, verified: true },
    sentAt: undefined,
  };
}

function messages(from: number, to: number): ChatMessage[] {
  return Array.from({ length: to - from }, (_, index) => message(from + index));
}

/** The unread state of a visitor who has read messages 0 to 9. */
function reader(room = `room ${String((rooms += 1))}`): Unread {
  const unread = new Unread();
  unread.enter(memoryOf(room));
  unread.update(messages(0, 10), 'ada', true);
  return unread;
}

describe('unread messages', () => {
  it('that name the visitor are counted until they are read, edited or removed', () => {
    const unread = reader();
    const mentions = [{ id: 'ada', start: 0, length: 4 }];
    const [before, named, other] = [messages(0, 10), message(10), message(11)];
    const all = [...before, { ...named, mentions }, { ...other, mentions }, message(12)];
    unread.update(all, 'ada', false);
    expect([unread.count, unread.mentions]).toEqual([3, 2]);
    unread.update([...before, { ...named, mentions }, other, message(12)], 'ada', false);
    expect([unread.count, unread.mentions]).toEqual([3, 1]);
    const removed = { ...named, text: '', removed: true };
    unread.update([...before, removed, other, message(12)], 'ada', false);
    expect([unread.count, unread.mentions]).toEqual([2, 0]);
    unread.update(all, 'ada', false);
    unread.update(all, 'ada', true);
    expect([unread.count, unread.mentions]).toEqual([0, 0]);
    unread.update([...all, { ...message(13, 'ada'), mentions }], 'ada', false);
    expect(unread.mentions).toBe(0);
  });

  it('are others’ messages after the last read one', () => {
    const unread = reader();
    unread.update([...messages(0, 12), message(12, 'ada'), message(13)], 'ada', false);
    expect(unread.count).toBe(3);
    expect(unread.from).toBe('10');
  });

  it('do not include removed messages', () => {
    const unread = reader();
    unread.update([...messages(0, 11), { ...message(11), text: '', removed: true }], 'ada', false);
    expect(unread.count).toBe(1);
  });

  it('are still counted when the last read message is gone', () => {
    const unread = reader();
    unread.update([...messages(0, 9), ...messages(10, 12)], 'ada', false);
    expect(unread.count).toBe(2);
  });

  it('are all messages when no read message is left', () => {
    const unread = reader();
    unread.update(messages(50, 150), 'ada', false);
    expect(unread.count).toBe(100);
  });

  it('do not increase when earlier messages are fetched', () => {
    const unread = reader();
    unread.update([...messages(-50, 0), ...messages(0, 11)], 'ada', false);
    expect(unread.count).toBe(1);
  });

  it('keep their divider when they are read, until settle()', () => {
    const unread = reader();
    unread.update(messages(0, 12), 'ada', false);
    unread.settle();
    expect(unread.from).toBe('10');
    unread.update(messages(0, 12), 'ada', true);
    expect([unread.count, unread.from]).toEqual([0, '10']);
    unread.update(messages(0, 13), 'ada', true);
    expect(unread.from).toBe('10');
    unread.settle();
    expect(unread.from).toBeUndefined();
  });

  it('begin at the next unread message after all were read', () => {
    const unread = reader();
    unread.update(messages(0, 12), 'ada', false);
    unread.update(messages(0, 12), 'ada', true);
    unread.update(messages(0, 13), 'ada', false);
    expect([unread.count, unread.from]).toEqual([1, '12']);
  });

  it('have a divider on the next page, even if they are visible there at once', () => {
    const room = 'over pages';
    reader(room);
    const next = new Unread();
    next.enter(memoryOf(room));
    next.update(messages(0, 12), 'ada', true);
    expect([next.count, next.from]).toEqual([0, '10']);
  });

  it('are all messages that arrive in an empty room', () => {
    const unread = new Unread();
    unread.enter(memoryOf('empty'));
    unread.update([], 'ada', false);
    unread.update(messages(0, 2), 'ada', false);
    expect(unread.count).toBe(2);
  });

  it('look at one message only when nothing is new', () => {
    const unread = reader();
    const history = messages(0, 10);
    let looks = 0;
    const counted = new Proxy(history, {
      get(target, key, receiver) {
        if (typeof key === 'string' && /^\d+$/.test(key)) looks += 1;
        return Reflect.get(target, key, receiver) as unknown;
      },
    });
    unread.update(counted, 'ada', false);
    expect(looks).toBe(1);
  });
});
