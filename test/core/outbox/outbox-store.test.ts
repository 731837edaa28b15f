import { beforeEach, describe, expect, it } from 'vitest';
import { createMessageId } from '../../../src/protocol/ids.js';
import { OutboxStore, type StoredMessage } from '../../../src/core/outbox/outbox-store.js';
import { tabStore, type TabStore } from '../../../src/platform/tab-store.js';

let rooms = 0;

describe('an outbox store', () => {
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

  function message(text: string, sentAt = 1_000): StoredMessage {
    return entry({ id: createMessageId(sentAt), text, sentAt });
  }

  /** A loaded entry; the store keeps no author, because the outbox knows the user. */
  function entry({
    id,
    text,
    sentAt,
  }: {
    id: string;
    text: string;
    sentAt: number;
  }): StoredMessage {
    const author = { id: undefined, name: '', verified: false };
    return { message: { id, text, author, sentAt }, order: undefined };
  }

  /** Writes a value that the store itself never writes. */
  function plant(value: unknown, id = createMessageId(1)): void {
    const key = `momento-chat:outbox:${JSON.stringify(['cache', room, 'ada'])}:${id}`;
    tab.set(key, typeof value === 'string' ? value : JSON.stringify(value));
  }

  function save(into: OutboxStore, entry: StoredMessage): void {
    into.save(entry.message.id, entry);
  }

  it('loads the saved messages, oldest first', () => {
    const messages: StoredMessage[] = [
      { ...message('first', 1_000), order: 7, stored: true, failure: 'not-permitted' },
      message('second', 2_000),
      message('third', 3_000),
    ];
    const before = store();
    for (const each of [...messages].reverse()) save(before, each);
    before.release();
    expect(store().load(100)).toEqual(messages);
  });

  it('loads what goes with a text', () => {
    const { message: plain } = message('Hi @Ada');
    const mentions = [{ id: 'ada', start: 3, length: 4 }];
    const answer = { ...plain, replyTo: { id: 'm1', order: 7 }, mentions };
    const before = store();
    save(before, { message: answer, order: 9 });
    before.release();
    expect(store().load(100)).toEqual([{ message: answer, order: 9 }]);
  });

  it('loads the sound ones of the mentions in it', () => {
    const { message: plain } = message('Hi @Ada');
    const sound = { id: 'ada', start: 3, length: 4 };
    const mentions = [{ ...sound, length: 900 }, 'ada', sound];
    plant({ id: plain.id, message: plain.text, timestamp: 1_000, mentions }, plain.id);
    expect(store().load(100)).toMatchObject([{ message: { mentions: [sound] } }]);
  });

  it('loads a message as last saved, and no removed one', () => {
    const [changed, removed] = [message('changed'), message('removed')];
    const before = store();
    save(before, changed);
    save(before, removed);
    save(before, { ...changed, order: 5 });
    before.remove(removed.message.id);
    before.release();
    expect(store().load(100)).toEqual([{ ...changed, order: 5 }]);
  });

  it('loads nothing of another user, room or cache', () => {
    const before = store();
    save(before, message('hello'));
    before.release();
    expect(store('grace').load(100)).toEqual([]);
    expect(store('ada', 'other').load(100)).toEqual([]);
    expect(store('ada', 'cache', `${room} too`).load(100)).toEqual([]);
    expect(store('ada","x').load(100)).toEqual([]);
    expect(store().load(100)).toHaveLength(1);
  });

  it('gives a message to one of two stores in a page, and to the other after a release', () => {
    const [before, first, second] = [store(), store(), store()];
    const hello = message('hello');
    save(before, hello);
    expect(first.load(100)).toEqual([]);
    before.release();
    expect(first.load(100)).toEqual([hello]);
    expect(second.load(100)).toEqual([]);
    first.release();
    expect(second.load(100)).toEqual([hello]);
    expect(first.load(100)).toEqual([]);
  });

  it('does not release a message of another store', () => {
    const [owner, other] = [store(), store()];
    save(owner, message('hello'));
    other.release();
    expect(other.load(100)).toEqual([]);
  });

  it('leaves the messages of a second store in the same page alone', () => {
    const [first, second] = [store(), store()];
    const [mine, yours] = [message('mine', 1_000), message('yours', 2_000)];
    save(first, mine);
    save(second, yours);
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
    ['a text that is not a string', { ...good, message: { toString: 'hello' } }],
    ['an empty text', { ...good, message: ' \n' }],
    ['a text longer than the limit', { ...good, message: 'x'.repeat(4097) }],
    ['a time that is not a number', { ...good, timestamp: 'yesterday' }],
    ['a broken time', { ...good, timestamp: 1e300 }],
    ['a time beyond all dates', { ...good, timestamp: Number.MAX_SAFE_INTEGER }],
    ['inherited fields only', `{"__proto__":${JSON.stringify(good)}}`],
  ])('ignores %s, and loads a valid message beside it', (_, value) => {
    plant(value, id);
    const other = createMessageId(3);
    plant({ ...good, id: other }, other);
    expect(store().load(100)).toEqual([entry({ ...sent, id: other })]);
  });

  it.each([
    ['an order that is not a number', { order: 'first' }],
    ['a broken order', { order: 1.5 }],
    ['a negative order', { order: -1 }],
    ['an invalid `stored`', { stored: 'yes' }],
    ['an invalid failure', { failure: 404 }],
    ['unknown fields', { constructor: 'x', text2: 'y' }],
  ])('loads a message without %s', (_, more) => {
    plant({ ...good, ...more }, id);
    expect(store().load(100)).toEqual([entry(sent)]);
  });

  it('loads a message that an older version saved', () => {
    plant({ ...sent, order: 7, stored: true }, id);
    expect(store().load(100)).toEqual([{ ...entry(sent), order: 7, stored: true }]);
  });
});
