import { describe, expect, it } from 'vitest';
import { inboxOf, parseRoomEvent } from '../../src/protocol/room-events.js';

describe('what a topic carries besides messages', () => {
  it('is read for what it is', () => {
    expect(parseRoomEvent({ type: 'closing', more: 1 })).toEqual({ type: 'closing' });
    expect(parseRoomEvent({ type: 'removal', id: 'a', more: 1 })).toEqual({
      type: 'removal',
      id: 'a',
    });
    const rejection = { type: 'rejection', id: 'a', userId: 'ada', code: 'rejected' };
    expect(parseRoomEvent(rejection)).toEqual(rejection);
    expect(parseRoomEvent({ ...rejection, reason: 'Be kind.' })).toMatchObject({
      reason: 'Be kind.',
    });
  });

  it('is nothing where it is broken, or of a later version', () => {
    for (const fields of [
      {},
      { type: 'typing' },
      { type: 'removal' },
      { type: 'removal', id: '' },
      { type: 'removal', id: 'x'.repeat(129) },
      { type: 'removal', id: { toString: () => 'x' } },
      { type: 'rejection', id: 'a', userId: 'ada' },
      { type: 'rejection', id: 'a', userId: 'ada', code: 'constructor' },
      { type: 'rejection', id: 'a', userId: 1, code: 'rejected' },
    ])
      expect(parseRoomEvent(fields), JSON.stringify(fields)).toBeUndefined();
  });

  it('has bounded reasons, and texts only', () => {
    const rejection = { type: 'rejection', id: 'a', userId: 'ada', code: 'rejected' };
    const long = parseRoomEvent({ ...rejection, reason: 'x'.repeat(1000) });
    expect(long?.type === 'rejection' && long.reason).toHaveLength(200);
    expect(parseRoomEvent({ ...rejection, reason: {} })).toEqual(rejection);
  });

  it('comes to a moderator by a topic of its own', () => {
    expect(inboxOf('lobby')).toBe('lobby-input');
  });
});
