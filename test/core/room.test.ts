import { beforeEach, describe, expect, it } from 'vitest';
import type { BasicEvent } from '../../src/protocol/kinds/index.js';
import { OutboxStore } from '../../src/core/outbox/outbox-store.js';
import { Room } from '../../src/core/room.js';
import { SessionSource } from '../../src/session/session-source.js';
import type { ChatMode } from '../../src/protocol/room-rules.js';
import { tabStore } from '../../src/platform/tab-store.js';
import { FakeClock, settle } from '../helpers/fake-clock.js';
import { fault, ScriptedNetwork, ScriptedTransport } from '../helpers/scripted-transport.js';

const STORED = JSON.stringify({ id: 'm1', username: 'Ada', message: 'Hello', userId: 'ada' });

function createRoom(mode: ChatMode, clock: FakeClock, network: ScriptedNetwork): Room {
  return new Room({
    clock,
    sessions: new SessionSource(
      () => {
        const expiresAt = clock.now() / 1000 + 3_600;
        const body = { authToken: 'token', expiresAt, mode };
        return Promise.resolve({ body, servedAt: clock.now() });
      },
      { room: 'lobby', cacheName: 'c', visitor: { id: 'g', name: 'G', avatarUrl: undefined } },
      clock,
    ),
    createTransport: () => new ScriptedTransport(network),
    createOutboxStore: () => new OutboxStore(tabStore(), 'c', 'lobby', 'g'),
  });
}

describe('a moderated room', () => {
  let clock: FakeClock;
  let network: ScriptedNetwork;
  let room: Room;

  beforeEach(() => {
    clock = new FakeClock();
    network = new ScriptedNetwork();
    network.stored = [STORED];
    room = createRoom('moderated', clock, network);
  });

  /** Connects and receives an event before the history comes. */
  async function receiveBeforeHistory(event: BasicEvent): Promise<void> {
    const fetch = network.hold('fetch');
    room.connect();
    await clock.advance(1_500);
    network.stream.item(1, JSON.stringify(event));
    fetch.pass();
    await settle();
    expect(room.getState().status).toBe('connected');
  }

  it('learns the visitor’s id from a rejection if the token endpoint names no user', async () => {
    room.connect();
    await settle();
    const [first, second, third] = ['one', 'two', 'three'].map((text) => room.send(text)?.id ?? '');
    await settle();
    // The id in the token, which the page does not know.
    const rejection = { type: 'rejection', id: first, userId: 'token', code: 'rejected' };
    network.stream.item(1, JSON.stringify(rejection));
    expect(room.getState()).toMatchObject({
      ownId: 'token',
      pending: [{ state: 'failed' }, {}, {}],
    });
    const echo = { username: 'token', userId: 'token' };
    network.stream.item(
      2,
      JSON.stringify({ id: third, message: 'mine', ...echo, userId: 'other' }),
    );
    network.stream.item(3, JSON.stringify({ id: second, message: 'two', ...echo }));
    const pending = room.getState().pending.map(({ text }) => text);
    expect(pending).toEqual(['one', 'three']);
    // A message that was published while the visitor was offline.
    network.stored = [STORED, JSON.stringify({ id: third, message: 'three', ...echo })];
    room.check(false);
    await clock.advance(2_000);
    expect(room.getState().pending.map(({ text }) => text)).toEqual(['one']);
    room.dispose();
  });

  it('removes a message on entering that the history still contains', async () => {
    await receiveBeforeHistory({ type: 'removal', id: 'm1' });
    expect(room.getState().messages).toMatchObject([{ id: 'm1', text: '', removed: true }]);
  });

  it('shows the tombstone of a missed message on reconnecting whose removal comes before the history', async () => {
    network.stored = [];
    room.connect();
    await settle();
    network.stored = [STORED];
    network.stream.end(fault('connection-lost'));
    await receiveBeforeHistory({ type: 'removal', id: 'm1' });
    expect(room.getState().messages).toMatchObject([{ id: 'm1', text: '', removed: true }]);
  });

  it('ends on a closing event', async () => {
    await receiveBeforeHistory({ type: 'closing' });
    expect(room.getState().ended).toBe(true);
  });

  const written = (id: string, order: number): string =>
    JSON.stringify({ id, username: 'u', userId: 'u', message: id, order });

  async function catchUp(): Promise<void> {
    await clock.advance(2_000);
    room.check(false);
    await clock.advance(2_000);
  }

  for (const [what, before, after, live] of [
    ['its list expired, and a message followed', ['m1', 'm2'], ['m3'], 'm3'],
    ['its server keeps fewer messages', ['m1', 'm2', 'm3'], ['m3', 'm4'], 'm4'],
    ['its list expired', ['m1', 'm2'], [], undefined],
  ] as const) {
    it(`removes nothing if ${what}`, async () => {
      const orders = ['m1', 'm2', 'm3', 'm4'];
      const stored = (ids: readonly string[]): string[] =>
        ids.map((id) => written(id, orders.indexOf(id) + 1));
      network.stored = ['a bot says hello', ...stored(before)];
      room.connect();
      await settle();
      network.stored = stored(after);
      if (live !== undefined) network.stream.item(1, written(live, 4));
      await catchUp();
      expect(room.getState().messages.filter(({ removed }) => removed)).toEqual([]);
    });
  }
});

describe('messages without ids', () => {
  let clock: FakeClock;
  let network: ScriptedNetwork;
  let room: Room;

  beforeEach(async () => {
    clock = new FakeClock();
    network = new ScriptedNetwork();
    network.historyLimit = 100;
    network.stored = ['hi', 'ho'];
    room = createRoom('direct', clock, network);
    room.connect();
    await settle();
  });

  const texts = (): string[] => room.getState().messages.map(({ text }) => text);

  it('are shown once if the visitor enters between their storing and their publishing', async () => {
    network.stream.item(1, 'ho');
    await clock.advance(5_000);
    expect(texts()).toEqual(['hi', 'ho']);
    expect(room.getState().status).toBe('connected');
  });

  it('are shown again if they are written again', async () => {
    network.stored = ['hi', 'ho', 'hi'];
    network.stream.item(1, 'hi');
    await clock.advance(5_000);
    expect(texts()).toEqual(['hi', 'ho', 'hi']);
  });
});
