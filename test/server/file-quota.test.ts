import { describe, expect, it } from 'vitest';
import { checkedFileLimits } from '../../src/server/host/attachment-option.js';
import { FileQuota, type FileLimits } from '../../src/server/limits/file-quota.js';

const MB = 1024 * 1024;

function setUp(limits: Partial<FileLimits>) {
  let now = 0;
  const quota = new FileQuota(checkedFileLimits(limits), () => now);
  return {
    take: (files: number, bytes: number, visitor = 'ada', room = 'lobby'): number =>
      quota.take(visitor, room, { files, bytes }),
    pass: (ms: number) => (now += ms),
  };
}

describe('files', () => {
  it('are so many in a minute, and come back one by one', () => {
    const { take, pass } = setUp({ filesPerMinute: 6 });
    expect([take(4, 1), take(2, 1), take(1, 1)]).toEqual([0, 0, 10_000]);
    pass(9_999);
    expect(take(1, 1)).toBe(1);
    pass(1);
    expect(take(1, 1)).toBe(0);
    expect(take(6, 1)).toBe(60_000);
  });

  it('have so many bytes in an hour', () => {
    const { take, pass } = setUp({ bytesPerHour: 36 * MB });
    expect([take(1, 30 * MB), take(1, 6 * MB), take(1, MB)]).toEqual([0, 0, 100_000]);
    pass(100_000);
    expect([take(1, MB), take(1, 1)]).toEqual([0, 1]);
  });

  it('are counted by visitor over all rooms, and by room over all visitors', () => {
    const { take } = setUp({ filesPerMinute: 3, roomFilesPerMinute: 4, roomBytesPerHour: 10 * MB });
    expect(take(3, 1, 'ada', 'lobby')).toBe(0);
    expect(take(1, 1, 'ada', 'hall')).toBe(20_000);
    expect(take(1, 1, 'eve', 'lobby')).toBe(0);
    expect(take(1, 1, 'eve', 'lobby')).toBe(15_000);
    expect(take(1, 1, 'eve', 'hall')).toBe(0);
    expect(take(1, 10 * MB, 'bob', 'hall')).toBe(1);
  });

  it('count for nobody where one limit does not let them pass', () => {
    const { take } = setUp({ filesPerMinute: 2, roomFilesPerMinute: 3, bytesPerHour: 2 * MB });
    expect(take(1, 1, 'ada', 'lobby')).toBe(0);
    expect(take(2, 1, 'bob', 'lobby')).toBe(0);
    // The room is full: all of Eve's files stay free for other rooms.
    expect(take(2, 1, 'eve', 'lobby')).toBeGreaterThan(0);
    expect(take(2, 1, 'eve', 'hall')).toBe(0);
    expect(take(1, 2 * MB, 'kim', 'yard')).toBe(0);
    expect(take(1, 1, 'kim', 'yard')).toBeGreaterThan(0);
    expect(take(1, 1, 'lee', 'yard')).toBe(0);
  });

  it('never pass where together they are more than a limit', () => {
    const { take } = setUp({ filesPerMinute: 5, bytesPerHour: MB, roomBytesPerHour: MB / 2 });
    expect([take(6, 1), take(1, MB + 1), take(1, MB)]).toEqual([Infinity, Infinity, Infinity]);
    expect(take(5, MB / 2)).toBe(0);
  });

  it.each([7, 30, 31, 1_000])('pass after exactly the time that was named, at %i a minute', (n) => {
    const { take, pass } = setUp({ filesPerMinute: n, bytesPerHour: 3 * n + 1 });
    expect(take(n, 1)).toBe(0);
    for (let turn = 0; turn < 200; turn += 1) {
      const wait = take(1, 1);
      expect(wait).toBeGreaterThan(0);
      // In odd steps, as time passes between other visitors' messages.
      for (const share of [0.1, 0.3, 0.6]) {
        pass(wait * share);
        if (share < 0.6) expect(take(n, 1)).toBeGreaterThan(0);
      }
      expect(take(1, 1)).toBe(0);
    }
  });
});

describe('the option attachmentLimits', () => {
  it('allows a room five times as much as a visitor', () => {
    expect(checkedFileLimits()).toEqual({
      filesPerMinute: 30,
      bytesPerHour: 100 * MB,
      roomFilesPerMinute: 150,
      roomBytesPerHour: 500 * MB,
    });
    expect(checkedFileLimits({ filesPerMinute: 2 })).toMatchObject({ roomFilesPerMinute: 10 });
    const none = checkedFileLimits({ bytesPerHour: Number.MAX_SAFE_INTEGER });
    expect(none.roomBytesPerHour).toBe(Number.MAX_SAFE_INTEGER);
  });

  it.each<[string, unknown, RegExp]>([
    ['no object', 5, /attachmentLimits; it must be an object/],
    ['null', null, /attachmentLimits; it must be an object/],
    ['no files', { filesPerMinute: 0 }, /attachmentLimits\.filesPerMinute 0/],
    ['half a byte', { bytesPerHour: 0.5 }, /attachmentLimits\.bytesPerHour 0\.5/],
    ['a text', { roomFilesPerMinute: '5' }, /attachmentLimits\.roomFilesPerMinute 5/],
    ['Infinity', { roomBytesPerHour: Infinity }, /attachmentLimits\.roomBytesPerHour Infinity/],
  ])('is refused: %s', (_, option, error) => {
    expect(() => checkedFileLimits(option as Partial<FileLimits>)).toThrow(error);
  });
});
