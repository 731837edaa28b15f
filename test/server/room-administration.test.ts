import { describe, expect, it } from 'vitest';
import { closeRoom, removeMessage } from '../../src/server/index.js';
import { fileKey } from '../../src/protocol/attachments.js';
import { FakeClock } from '../helpers/fake-clock.js';
import { relationsKey } from '../../src/protocol/room-rules.js';
import { SharedMemory } from '../helpers/memory-room-store.js';
import { picture, sentFile } from '../helpers/sent-files.js';

function setUp(...items: string[]) {
  const memory = new SharedMemory(new FakeClock());
  memory.lists.set('lobby', items);
  return { memory, store: memory.connect() };
}

function message(id: string, text: string): string {
  return JSON.stringify({ id, username: 'Ada', message: text, userId: 'ada', timestamp: 1 });
}

function withFiles(id: string, attachments: readonly object[]): string {
  return JSON.stringify({ ...(JSON.parse(message(id, 'Look')) as object), attachments });
}

describe('a removed message', () => {
  it('is removed from the list, with every element of its id, and from every timeline', async () => {
    const { memory, store } = setUp(
      message('m1', 'Hello'),
      message('m2', 'Hello'),
      message('m1', 'Hello'),
      message('m1', 'Hello, forged'),
    );
    await removeMessage(store, 'lobby', 'm1');
    expect(memory.lists.get('lobby')).toEqual([message('m2', 'Hello')]);
    const removal = { type: 'removal', id: 'm1', userId: 'ada', username: 'Ada', timestamp: 1 };
    expect(memory.heard('lobby')).toMatchObject([removal]);
    // Readers who are away learn it from there.
    const stored = memory.lists.get(relationsKey('lobby')) ?? [];
    expect(stored.map((item) => JSON.parse(item) as unknown)).toMatchObject([removal]);
    // Equal elements go in one call.
    expect(store.calls.filter(({ call }) => call === 'remove')).toHaveLength(2);
  });

  it('takes its files with it, before the list forgets which they are', async () => {
    const [first, other] = [sentFile(picture(100_000)).attachment, sentFile().attachment];
    const elsewhere = { ...sentFile().attachment, url: 'https://example.com/cat.png' };
    const item = withFiles('m1', [first, elsewhere]);
    const { memory, store } = setUp(item, withFiles('m2', [other]));
    const keys = [0, 1, 2].map((part) => fileKey('lobby', first.id, part));
    const kept = [fileKey('lobby', other.id, 0), fileKey('hall', first.id, 0)];
    for (const key of [...keys, ...kept]) memory.files.set(key, new Uint8Array(1));
    store.before(({ call }) => {
      return call === 'remove' ? Promise.reject(new Error('down')) : Promise.resolve();
    });
    await expect(removeMessage(store, 'lobby', 'm1')).rejects.toThrow('down');
    expect([...memory.files.keys()]).toEqual(kept);
    expect(memory.lists.get('lobby')).toContain(item);
  });

  it('is found among arbitrary elements', async () => {
    const strangers = ['Hello', '{"broken', 'null', '[]', '{"type":"removal","id":"m1"}'];
    const { memory, store } = setUp(...strangers, message('m1', 'Hello'));
    await removeMessage(store, 'lobby', 'm1');
    expect(memory.lists.get('lobby')).toEqual(strangers);
  });

  it('is searched within the history’s limit', async () => {
    const { store } = setUp(message('m1', 'Hello'));
    await removeMessage(store, 'lobby', 'm1', { limit: 50 });
    expect(store.calls.find(({ call }) => call === 'fetch')?.args).toEqual(['lobby', 50]);
  });

  it('is announced even if the list no longer has it', async () => {
    const { memory, store } = setUp();
    await removeMessage(store, 'lobby', 'm1');
    expect(memory.heard('lobby')).toMatchObject([{ type: 'removal', id: 'm1' }]);
  });

  it('removes its reactions and edits from the list of relations, and nothing else', async () => {
    const { memory, store } = setUp(message('m1', 'Hello'), message('m2', 'Hello'));
    const about = (target: string, type: string, more: object): string =>
      JSON.stringify({ id: `${type} ${target}`, type, target, userId: 'ada', ...more });
    const kept = about('m2', 'edit', { text: 'other' });
    memory.lists.set(relationsKey('lobby'), [
      about('m1', 'edit', { text: 'secret' }),
      kept,
      about('m1', 'reaction', { emoji: '👍', on: true }),
    ]);
    await removeMessage(store, 'lobby', 'm1');
    const [first, removal, ...others] = memory.lists.get(relationsKey('lobby')) ?? [];
    expect([first, others]).toEqual([kept, []]);
    expect(JSON.parse(removal ?? '')).toMatchObject({ type: 'removal', id: 'm1' });
  });

  it('can be removed again after a failure in between', async () => {
    const { memory, store } = setUp(message('m1', 'Hello'));
    let fails = true;
    store.before(({ call }) =>
      fails && call === 'remove' ? Promise.reject(new Error('down')) : Promise.resolve(),
    );
    await expect(removeMessage(store, 'lobby', 'm1')).rejects.toThrow('down');
    fails = false;
    await removeMessage(store, 'lobby', 'm1');
    expect(memory.lists.get('lobby')).toEqual([]);
    expect(memory.heard('lobby')).toHaveLength(1);
  });
});

describe('a room that is closed', () => {
  it('has no list any more, and notifies every client', async () => {
    const { memory, store } = setUp(message('m1', 'Hello'));
    await closeRoom(store, 'lobby');
    expect(memory.lists.has('lobby')).toBe(false);
    expect(memory.heard('lobby')).toEqual([{ type: 'closing' }]);
  });

  it('has no files any more, and other rooms keep theirs', async () => {
    const [first, second] = [sentFile(picture(100_000)).attachment, sentFile().attachment];
    const elsewhere = { ...sentFile().attachment, url: 'https://example.com/cat.png' };
    const { memory, store } = setUp(
      withFiles('m1', [first, elsewhere]),
      message('m2', 'Hello'),
      withFiles('m3', [second]),
    );
    const keys = [0, 1, 2].map((part) => fileKey('lobby', first.id, part));
    const kept = [fileKey('hall', first.id, 0), fileKey('lobby', elsewhere.id, 0)];
    for (const key of [...keys, fileKey('lobby', second.id, 0), ...kept]) {
      memory.files.set(key, new Uint8Array(1));
    }
    await closeRoom(store, 'lobby');
    expect([...memory.files.keys()]).toEqual(kept);
    expect(memory.lists.size).toBe(0);
  });

  it('is closed all the same where its files cannot be deleted, or its list cannot be read', async () => {
    const { attachment } = sentFile();
    for (const broken of ['fetch', fileKey('lobby', attachment.id, 0)]) {
      const { memory, store } = setUp(withFiles('m1', [attachment]));
      store.before(({ call, args }) =>
        call === broken || args[0] === broken
          ? Promise.reject(new Error('down'))
          : Promise.resolve(),
      );
      const errors: unknown[] = [];
      await closeRoom(store, 'lobby', (error) => errors.push(error));
      expect(errors).toEqual([new Error('down')]);
      expect(memory.lists.size).toBe(0);
      await closeRoom(store, 'lobby');
    }
  });

  it('costs a bounded number of requests, whatever a writer’s list says', async () => {
    const huge = (): object => ({ ...sentFile().attachment, size: 5_242_880 });
    const items = Array.from({ length: 30 }, (_, index) =>
      withFiles(`m${index}`, [huge(), huge(), huge()]),
    );
    const last = sentFile().attachment;
    const { memory, store } = setUp(...items, withFiles('last', [last]));
    memory.files.set(fileKey('lobby', last.id, 0), new Uint8Array(1));
    await closeRoom(store, 'lobby');
    expect(store.calls.filter(({ call }) => call === 'delete').length).toBeLessThanOrEqual(2_002);
    // The newest come first.
    expect(memory.files.size).toBe(0);
    expect(store.calls.find(({ call }) => call === 'fetch')?.args).toEqual(['lobby', 1_000]);
  });
});

describe('a name that no room may have', () => {
  it.each(['momento-chat/rooms', 'lobby-input', '', 'a\nb'])('is refused: %j', async (room) => {
    const { store } = setUp();
    await expect(removeMessage(store, room, 'm1')).rejects.toThrow(TypeError);
    await expect(closeRoom(store, room)).rejects.toThrow(TypeError);
    expect(store.calls).toEqual([]);
  });
});
