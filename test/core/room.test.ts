import { beforeEach, describe, expect, it } from 'vitest';
import type { BasicEvent } from '../../src/protocol/kinds/index.js';
import { OutboxStore } from '../../src/core/outbox/outbox-store.js';
import { Room } from '../../src/core/room.js';
import { SessionSource } from '../../src/session/session-source.js';
import { tabStore } from '../../src/platform/tab-store.js';
import { FakeClock, settle } from '../helpers/fake-clock.js';
import { fault, ScriptedNetwork, ScriptedTransport } from '../helpers/scripted-transport.js';

const STORED = JSON.stringify({ id: 'm1', username: 'Ada', message: 'Hello', userId: 'ada' });

describe('a moderated room', () => {
  let clock: FakeClock;
  let network: ScriptedNetwork;
  let room: Room;

  beforeEach(() => {
    clock = new FakeClock();
    network = new ScriptedNetwork();
    network.stored = [STORED];
    room = new Room({
      clock,
      sessions: new SessionSource(
        () => {
          const expiresAt = clock.now() / 1000 + 3_600;
          const body = { authToken: 'token', expiresAt, mode: 'moderated' };
          return Promise.resolve({ body, servedAt: clock.now() });
        },
        { room: 'lobby', cacheName: 'c', visitor: { id: 'g', name: 'G', avatarUrl: undefined } },
        clock,
      ),
      createTransport: () => new ScriptedTransport(network),
      createOutboxStore: () => new OutboxStore(tabStore(), 'c', 'lobby', 'g'),
    });
  });

  async function hear(event: BasicEvent): Promise<void> {
    const fetch = network.hold('fetch');
    room.connect();
    await clock.advance(1_500);
    network.stream.item(1, JSON.stringify(event));
    fetch.pass();
    await settle();
    expect(room.getState().status).toBe('connected');
  }

  it('knows a visitor whom the token endpoint does not name by what becomes of their message', async () => {
    room.connect();
    await settle();
    const [first, second, third] = ['one', 'two', 'three'].map((text) => room.send(text)?.id ?? '');
    await settle();
    // The token's id, which nobody here has heard of.
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
    // One that was answered while the visitor was away.
    network.stored = [STORED, JSON.stringify({ id: third, message: 'three', ...echo })];
    room.check(false);
    await clock.advance(2_000);
    expect(room.getState().pending.map(({ text }) => text)).toEqual(['one']);
    room.dispose();
  });

  it('takes back what the history still holds, on the way in', async () => {
    await hear({ type: 'removal', id: 'm1' });
    expect(room.getState().messages).toMatchObject([{ id: 'm1', text: '', removed: true }]);
  });

  it('takes back what was missed, and what the history still holds, on the way back', async () => {
    network.stored = [];
    room.connect();
    await settle();
    network.stored = [STORED];
    network.stream.end(fault('connection-lost'));
    await hear({ type: 'removal', id: 'm1' });
    expect(room.getState().messages).toEqual([]);
  });

  it('ends the chat', async () => {
    await hear({ type: 'closing' });
    expect(room.getState().ended).toBe(true);
  });

  const written = (id: string, order: number): string =>
    JSON.stringify({ id, username: 'u', userId: 'u', message: id, order });

  async function comeBack(): Promise<void> {
    await clock.advance(2_000);
    room.check(false);
    await clock.advance(2_000);
  }

  for (const [what, before, after, live] of [
    ['its list ran out, and a message followed', ['m1', 'm2'], ['m3'], 'm3'],
    ['its server keeps fewer messages', ['m1', 'm2', 'm3'], ['m3', 'm4'], 'm4'],
    ['its list ran out', ['m1', 'm2'], [], undefined],
  ] as const) {
    it(`takes nothing back where ${what}`, async () => {
      const orders = ['m1', 'm2', 'm3', 'm4'];
      const stored = (ids: readonly string[]): string[] =>
        ids.map((id) => written(id, orders.indexOf(id) + 1));
      network.stored = ['a bot says hello', ...stored(before)];
      room.connect();
      await settle();
      network.stored = stored(after);
      if (live !== undefined) network.stream.item(1, written(live, 4));
      await comeBack();
      expect(room.getState().messages.filter(({ removed }) => removed)).toEqual([]);
    });
  }

  it('takes back what is missing between two neighbours', async () => {
    network.stored = [written('m1', 1), 'a bot says hello', written('m2', 2), written('m3', 3)];
    room.connect();
    await settle();
    network.stored = [written('m1', 1), written('m3', 3)];
    await comeBack();
    expect(room.getState().messages.map(({ text }) => text)).toEqual([
      'm1',
      'a bot says hello',
      '',
      'm3',
    ]);
  });
});

describe('messages of others, which have no ids', () => {
  let clock: FakeClock;
  let network: ScriptedNetwork;
  let room: Room;

  beforeEach(async () => {
    clock = new FakeClock();
    network = new ScriptedNetwork();
    network.historyLimit = 100;
    network.stored = ['hi', 'ho'];
    room = new Room({
      clock,
      sessions: new SessionSource(
        () => {
          const body = { authToken: 'token', expiresAt: clock.now() / 1000 + 3_600 };
          return Promise.resolve({ body, servedAt: clock.now() });
        },
        { room: 'lobby', cacheName: 'c', visitor: { id: 'g', name: 'G', avatarUrl: undefined } },
        clock,
      ),
      createTransport: () => new ScriptedTransport(network),
      createOutboxStore: () => new OutboxStore(tabStore(), 'c', 'lobby', 'g'),
    });
    room.connect();
    await settle();
  });

  const texts = (): string[] => room.getState().messages.map(({ text }) => text);

  it('are shown once where one enters after they were stored, and before they are published', async () => {
    network.stream.item(1, 'ho');
    await clock.advance(5_000);
    expect(texts()).toEqual(['hi', 'ho']);
    expect(room.getState().status).toBe('connected');
  });

  it('are shown again where they are written again', async () => {
    network.stored = ['hi', 'ho', 'hi'];
    network.stream.item(1, 'hi');
    await clock.advance(5_000);
    expect(texts()).toEqual(['hi', 'ho', 'hi']);
  });
});
