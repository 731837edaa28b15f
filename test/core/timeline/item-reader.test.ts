import { describe, expect, it } from 'vitest';
import { RoomRules } from '../../../src/protocol/room-rules.js';
import { ItemReader } from '../../../src/core/timeline/item-reader.js';

const TEXT = JSON.stringify({ id: 'a', username: 'Ada', message: 'Hello', userId: 'ada' });

function live(reader: ItemReader, publisherId?: string): unknown {
  const item = reader.live({ text: TEXT, publisherId, sequence: 1 });
  if (item.kind === 'dropped') return item.reason;
  return item.kind === 'message' && item.message.author;
}

describe('the author of an item', () => {
  it('is the publisher in a direct room; in its list the author is unverified', () => {
    const reader = new ItemReader();
    expect(live(reader, 'ada')).toMatchObject({ id: 'ada', verified: true });
    expect(live(reader, 'mallory')).toMatchObject({ id: 'mallory', name: 'mallory' });
    expect(live(reader)).toMatchObject({ id: 'ada', verified: false });
    expect(reader.stored(TEXT)).toMatchObject({ message: { author: { verified: false } } });
  });

  it('is named by the server in a moderated room, which drops items of other publishers', () => {
    const reader = new ItemReader();
    reader.rules = new RoomRules('moderated');
    expect(live(reader)).toMatchObject({ id: 'ada', name: 'Ada', verified: true });
    expect(live(reader, 'ada')).toBe('forged');
    expect(reader.stored(TEXT)).toMatchObject({ message: { author: { verified: true } } });
    expect(reader.stored('{')).toMatchObject({ kind: 'message' });
  });
});
