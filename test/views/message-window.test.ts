import { describe, expect, it } from 'vitest';
import { windowAfter, windowAround, windowAtEnd } from '../../src/views/message-window.js';

describe('the window of messages that have rows', () => {
  it('begins at the end', () => {
    expect(windowAtEnd(10_000)).toEqual({ first: 9940, last: 10_000 });
    expect(windowAtEnd(3)).toEqual({ first: 0, last: 3 });
  });

  it('has fewer rows in the first view', () => {
    const empty = { first: 0, last: 0 };
    expect(windowAfter(empty, 0, 0, 10_000, true)).toEqual({ first: 9970, last: 10_000 });
    expect(windowAfter(empty, 0, 0, 3, true)).toEqual({ first: 0, last: 3 });
  });

  it('stays while there are enough rows on both sides', () => {
    const window = { first: 100, last: 200 };
    expect(windowAround(window, { first: 140, last: 150 }, 1000)).toEqual(window);
  });

  it('moves when the reader comes near an edge', () => {
    const window = { first: 100, last: 200 };
    expect(windowAround(window, { first: 110, last: 120 }, 1000)).toEqual({ first: 70, last: 160 });
    expect(windowAround(window, { first: 180, last: 190 }, 1000)).toEqual({
      first: 140,
      last: 230,
    });
  });

  it('ends where the messages do', () => {
    const window = { first: 0, last: 50 };
    expect(windowAround(window, { first: 0, last: 10 }, 50)).toEqual(window);
    expect(windowAround({ first: 5, last: 50 }, { first: 6, last: 12 }, 50)).toEqual({
      first: 0,
      last: 50,
    });
  });

  it('is larger when more messages are visible', () => {
    const { first, last } = windowAround({ first: 0, last: 60 }, { first: 0, last: 60 }, 1000);
    expect(last - first).toBe(150);
  });

  it('does not change when it is computed again', () => {
    for (let seen = 0; seen < 990; seen += 10) {
      const reader = { first: seen, last: seen + 10 };
      const window = windowAround({ first: 0, last: 10 }, reader, 1000);
      expect(windowAround(window, reader, 1000)).toBe(window);
    }
  });

  it('moves with its messages', () => {
    expect(windowAfter({ first: 10, last: 60 }, 100, 100, 200, false)).toEqual({
      first: 70,
      last: 160,
    });
    expect(windowAfter({ first: 10, last: 60 }, -30, 70, 40, false)).toEqual({
      first: 0,
      last: 30,
    });
    expect(windowAfter({ first: 10, last: 60 }, 0, 60, 61, true)).toEqual({ first: 10, last: 61 });
    expect(windowAfter({ first: 10, last: 60 }, 0, 60, 5, false)).toEqual({ first: 5, last: 5 });
  });

  it('drops its first messages when it has grown too large', () => {
    expect(windowAfter({ first: 0, last: 240 }, 0, 240, 241, true)).toEqual({
      first: 181,
      last: 241,
    });
  });
});
