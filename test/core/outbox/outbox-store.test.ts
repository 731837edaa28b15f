import { beforeEach, describe, expect, it } from 'vitest';
import { createMessageId } from '../../../src/protocol/ids.js';
import { OutboxStore, type StoredEntry } from '../../../src/core/outbox/outbox-store.js';
import { tabStore, type TabStore } from '../../../src/platform/tab-store.js';

let rooms = 0;

describe('what an outbox keeps in the tab', () => {
  let tab: TabStore;
  let room: string;

  beforeEach(() => {
    tab = tabStore();
    rooms += 1;
    room = `kept ${String(rooms)}`;
  });

  function store(userId = 'ada', cache = 'cache', where = room): OutboxStore {
    return new OutboxStore(tab, cache, where, userId);
  }

  function message(text: string, sentAt = 1_000): StoredEntry {
    return entry({ id: createMessageId(sentAt), text, sentAt });
  }

  /** As it comes back: whose it is, the outbox knows. */
  function entry({ id, text, sentAt }: { id: string; text: string; sentAt: number }): StoredEntry {
    const author = { id: undefined, name: '', verified: false };
    return { message: { id, text, author, sentAt }, order: undefined };
  }

  /** Writes what the store itself never would. */
  function plant(value: unknown, id = createMessageId(1)): void {
    const key = `momento-chat:outbox:${JSON.stringify(['cache', room, 'ada'])}:${id}`;
    tab.set(key, typeof value === 'string' ? value : JSON.stringify(value));
  }

  it('comes back as it was, oldest first', () => {
    const messages: StoredEntry[] = [
      { ...message('first', 1_000), order: 7, stored: true, failure: 'not-permitted' },
      message('second', 2_000),
      message('third', 3_000),
    ];
    const before = store();
    for (const each of [...messages].reverse()) before.save(each);
    before.release();
    expect(store().load(100)).toEqual(messages);
  });

  it('comes back once changed as it was changed, and not at all once removed', () => {
    const [changed, removed] = [message('changed'), message('removed')];
    const before = store();
    before.save(changed);
    before.save(removed);
    before.save({ ...changed, order: 5 });
    before.remove(removed.message.id);
    before.release();
    expect(store().load(100)).toEqual([{ ...changed, order: 5 }]);
  });

  it('is found by nobody else: another user, room or cache', () => {
    const before = store();
    before.save(message('hello'));
    before.release();
    expect(store('grace').load(100)).toEqual([]);
    expect(store('ada', 'other').load(100)).toEqual([]);
    expect(store('ada', 'cache', `${room} too`).load(100)).toEqual([]);
    expect(store('ada","x').load(100)).toEqual([]);
    expect(store().load(100)).toHaveLength(1);
  });

  it('is taken up by one of two in a page, and by the other when that one leaves', () => {
    const [before, first, second] = [store(), store(), store()];
    const hello = message('hello');
    before.save(hello);
    expect(first.load(100)).toEqual([]);
    before.release();
    expect(first.load(100)).toEqual([hello]);
    expect(second.load(100)).toEqual([]);
    first.release();
    expect(second.load(100)).toEqual([hello]);
    expect(first.load(100)).toEqual([]);
  });

  it('is not let go by one that never had it', () => {
    const [owner, other] = [store(), store()];
    owner.save(message('hello'));
    other.release();
    expect(other.load(100)).toEqual([]);
  });

  it('leaves two that write side by side to each other', () => {
    const [first, second] = [store(), store()];
    const [mine, yours] = [message('mine', 1_000), message('yours', 2_000)];
    first.save(mine);
    second.save(yours);
    first.remove(mine.message.id);
    second.release();
    expect(first.load(100)).toEqual([yours]);
  });

  const id = createMessageId(1);
  const good = { id, message: 'hello', timestamp: 1_000 };
  const sent = { id, text: 'hello', sentAt: 1_000 };
  it.each([
    ['nothing', ''],
    ['broken JSON', '{"id":'],
    ['null', 'null'],
    ['a number', '5'],
    ['a list', [good]],
    ['no id', { message: 'hello', timestamp: 1 }],
    ['an id of another form', { ...good, id: 'hello' }],
    ['another message’s id', { ...good, id: createMessageId(2) }],
    ['no text', { id, timestamp: 1 }],
    ['a text that is none', { ...good, message: { toString: 'hello' } }],
    ['an empty text', { ...good, message: ' \n' }],
    ['a text longer than any that was accepted', { ...good, message: 'x'.repeat(4097) }],
    ['a time that is none', { ...good, timestamp: 'yesterday' }],
    ['a broken time', { ...good, timestamp: 1e300 }],
    ['a time beyond all dates', { ...good, timestamp: Number.MAX_SAFE_INTEGER }],
    ['fields by inheritance only', `{"__proto__":${JSON.stringify(good)}}`],
  ])('ignores %s, and what is good beside it comes back', (_, value) => {
    plant(value, id);
    const other = createMessageId(3);
    plant({ ...good, id: other }, other);
    expect(store().load(100)).toEqual([entry({ ...sent, id: other })]);
  });

  it.each([
    ['a place that is none', { order: 'first' }],
    ['a broken place', { order: 1.5 }],
    ['a place before the first', { order: -1 }],
    ['a half-truth about its storage', { stored: 'yes' }],
    ['a failure that is none', { failure: 404 }],
    ['what it does not know', { constructor: 'x', text2: 'y' }],
  ])('reads a message without %s', (_, more) => {
    plant({ ...good, ...more }, id);
    expect(store().load(100)).toEqual([entry(sent)]);
  });

  it('reads a message as an older version wrote it', () => {
    plant({ ...sent, order: 7, stored: true }, id);
    expect(store().load(100)).toEqual([{ ...entry(sent), order: 7, stored: true }]);
  });
});
