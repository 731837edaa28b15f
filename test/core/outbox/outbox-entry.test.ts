import { describe, expect, it } from 'vitest';
import { textBytes } from '../../../src/protocol/limits.js';
import { RoomFiles } from '../../../src/core/room-files.js';
import { Outbox } from '../../../src/core/outbox/outbox.js';
import { roomForText } from '../../../src/core/outbox/outbox-entry.js';
import { OutboxStore } from '../../../src/core/outbox/outbox-store.js';
import type { ChatUser } from '../../../src/protocol/chat-user.js';
import type { MessageDetails } from '../../../src/protocol/message.js';
import { RoomRules } from '../../../src/protocol/room-rules.js';
import { tabStore } from '../../../src/platform/tab-store.js';
import { FakeClock } from '../../helpers/fake-clock.js';

const USERS: readonly ChatUser[] = [
  { id: 'ada', name: 'Ada', avatarUrl: undefined },
  { id: 'guest-01JABC', name: 'ゲスト "\\" 🎉', avatarUrl: undefined },
  { id: 'x'.repeat(128), name: '名'.repeat(64), avatarUrl: 'https://example.com/ada.png' },
];

/** Characters of one to six bytes in JSON: plain, escaped, and half of a surrogate pair. */
const LETTERS = ['x', 'é', 'あ', '🎉', '\n', '"', '\\', '\u0001', '\ud83c'];

describe('roomForText()', () => {
  const clock = new FakeClock();
  let rooms = 0;

  function accepts(user: ChatUser, text: string, details?: MessageDetails): boolean {
    rooms += 1;
    const outbox = new Outbox({
      clock,
      files: new RoomFiles(undefined, () => undefined),
      nextOrder: () => 1,
      onSent: () => undefined,
      onRelated: () => undefined,
      onWithdrawn: () => undefined,
      cleanUp: () => Promise.resolve(),
      readRelation: () => undefined,
      onChange: () => undefined,
      fetchStored: () => Promise.resolve([]),
      onUnanswered: () => undefined,
      onNotAuthenticated: () => undefined,
    });
    const store = (id: string) => new OutboxStore(tabStore(), 'cache', String(rooms), id);
    outbox.open(user, store, new RoomRules('direct'));
    try {
      return outbox.add(text, details) !== undefined;
    } catch {
      return false;
    } finally {
      outbox.dispose();
    }
  }

  it.each(USERS)('is the exact number of bytes that the outbox accepts: $name', (user) => {
    const room = roomForText(user, clock.now());
    for (const letter of LETTERS) {
      const repeated = letter.repeat(Math.floor(room / textBytes(letter)));
      const longest = repeated + 'x'.repeat(room - textBytes(repeated));
      expect(textBytes(longest)).toBe(room);
      expect(accepts(user, longest)).toBe(true);
      expect(accepts(user, `${longest}x`)).toBe(false);
    }
  });

  it('leaves the space that an answer and its mentions take', () => {
    const [user] = USERS as [ChatUser];
    const mentions = [{ id: 'grace', start: 0, length: 6 }];
    const details = { replyTo: { id: 'm1', order: Number.MAX_SAFE_INTEGER }, mentions };
    const room = roomForText(user, clock.now(), details);
    const longest = 'x'.repeat(room);
    expect(room).toBeLessThan(roomForText(user, clock.now(), { replyTo: details.replyTo }));
    expect(accepts(user, longest, details)).toBe(true);
    expect(accepts(user, `${longest}x`, details)).toBe(false);
  });

  it('counts the bytes of a text in JSON', () => {
    expect(textBytes('')).toBe(0);
    expect(textBytes('a"b\n🎉')).toBe(10);
  });
});
