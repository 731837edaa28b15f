import { describe, expect, it } from 'vitest';
import { ConversationList } from '../../src/inbox/conversation-list.js';
import { snoozeTimes } from '../../src/inbox/times.js';
import type { Conversation } from '../../src/protocol/inbox.js';

function made(room: string, lastAt: number, version = 1, more: Partial<Conversation> = {}) {
  const conversation: Conversation = {
    ...{ room, lastAt, version, status: 'open', visitor: { name: room }, excerpt: '' },
    ...{ lastBy: 'visitor', bot: false, messages: 1, seen: {}, notes: 0, context: {} },
    ...more,
  };
  return conversation;
}

function listOfOpen(takesNew = true): ConversationList {
  return new ConversationList({
    belongs: ({ status }) => status === 'open',
    takesNew: () => takesNew,
  });
}

describe('a list of conversations', () => {
  it('has the newest first, and of two states the greater version', () => {
    const list = listOfOpen();
    list.takePage([made('a', 3), made('b', 2)], true, false);
    expect(list.take(made('b', 5, 2))).toBe(true);
    expect(list.take(made('b', 9, 1))).toBe(false);
    expect(list.shown).toEqual(['b', 'a']);
    list.take(made('a', 3, 2, { status: 'closed' }));
    expect(list.shown).toEqual(['b']);
  });

  it('keeps all lines at their places while it is held, and counts those that it does not show', () => {
    const list = listOfOpen();
    list.takePage([made('a', 3), made('b', 2)], true, true);
    list.hold(true);
    list.take(made('c', 9));
    list.take(made('b', 10, 2));
    list.take(made('a', 3, 2, { status: 'closed' }));
    expect(list.shown).toEqual(['a', 'b']);
    expect([list.hidden, list.isOutOfOrder]).toEqual([1, true]);
    list.takePage([made('d', 1)], false, false);
    expect(list.shown).toEqual(['a', 'b', 'd']);
    list.reorder();
    expect(list.shown).toEqual(['b', 'c', 'd']);
    expect([list.hidden, list.isOutOfOrder]).toEqual([0, false]);
  });

  it('leaves to the pages what lies beyond the last one', () => {
    const list = listOfOpen();
    list.takePage([made('a', 30), made('b', 20)], true, true);
    list.take(made('old', 10));
    expect(list.shown).toEqual(['a', 'b']);
    list.takePage([made('old', 10)], false, false);
    list.take(made('older', 5));
    expect(list.shown).toEqual(['a', 'b', 'old', 'older']);
  });

  it('forgets what a new fetch does not bring, but for what came while it was fetched', () => {
    const list = listOfOpen();
    list.takePage([made('a', 3), made('gone', 2)], true, false);
    list.beginFetch();
    list.take(made('live', 9));
    list.takePage([made('a', 3)], true, false);
    expect(list.shown).toEqual(['live', 'a']);
  });

  it('does not take in unknown ones where it cannot know whether they belong', () => {
    const list = listOfOpen(false);
    list.takePage([made('a', 3)], true, false);
    list.take(made('b', 9));
    list.take(made('a', 10, 2));
    expect(list.shown).toEqual(['a']);
  });
});

describe('the times to snooze until', () => {
  it.each([0, 6, 10, 16, 17, 23])('are ahead, and less than 23 hours, at %i o’clock', (hour) => {
    const now = new Date(2026, 2, 3, hour, 30).getTime();
    const times = snoozeTimes(now);
    expect(times.length).toBeGreaterThan(1);
    for (const { until } of times) {
      expect(until).toBeGreaterThan(now);
      expect(until).toBeLessThan(now + 82_800_000);
      expect(Number.isInteger(until)).toBe(true);
    }
  });
});
