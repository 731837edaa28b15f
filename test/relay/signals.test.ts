import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { eventually } from '../helpers/engine-eventually.js';
import { ask } from '../helpers/relay-clients.js';
import { CACHE, startRelay, storeFor, type RelayServer } from '../helpers/relay-server.js';

const ACTIVITY = { type: 'activity', here: 60, typing: 7, read: 5 };
let rooms = 0;

describe('signals on a relay', () => {
  let momento: LocalMomento;
  let relay: RelayServer;
  let room: string;
  let ada: Socket;
  let grace: Socket;
  /** What Grace's browser receives. */
  let items: unknown[];

  beforeAll(async () => {
    momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 100 });
    relay = await startRelay(momento, {
      authorize: ({ handshake }) => {
        const id = String(handshake.auth['key']);
        return { id, name: `Dr ${id}` };
      },
      authorizeRoom: (user) => (user?.id === 'reader' ? { readOnly: true } : true),
    });
  });

  beforeEach(async () => {
    rooms += 1;
    room = `signals ${String(rooms)}`;
    items = [];
    ada = await open('ada');
    grace = await open('grace');
    grace.on('item', ({ text }: { text: string }) => items.push(JSON.parse(text)));
  });

  afterEach(async () => {
    ada.disconnect();
    grace.disconnect();
    await eventually(() => relay.relay.rooms.length === 0);
  });

  afterAll(async () => {
    await relay.stop();
    await momento.close();
  });

  async function open(key: string, more: object = { items: true }): Promise<Socket> {
    const socket = io(relay.url, { forceNew: true, auth: { key } });
    await ask(socket, 'join', { room, ...more });
    return socket;
  }

  it('reach the others in the name of the visitor, whatever they claim, and are stored nowhere', async () => {
    const event = { ...ACTIVITY, userId: 'grace', username: 'Grace' };
    expect(await ask(ada, 'signal', { room, event })).toEqual({ ok: true });
    await eventually(() => items.length > 0);
    expect(items).toEqual([{ ...ACTIVITY, userId: 'ada', username: 'Dr ada' }]);
    const store = storeFor(momento);
    expect(await store.fetch(room, 10)).toEqual([]);
    store.close();
  });

  it('are refused from those who may only read, or have not joined', async () => {
    const reader = await open('reader');
    const refused = { ok: false, code: 'not-allowed' };
    expect(await ask(reader, 'signal', { room, event: ACTIVITY })).toMatchObject(refused);
    reader.disconnect();
    const elsewhere = { room: 'elsewhere', event: ACTIVITY };
    expect(await ask(ada, 'signal', elsewhere)).toMatchObject({ ok: false, code: 'not-joined' });
  });

  it.each([undefined, null, {}, { type: 'activity' }, { type: 'removal', id: 'm' }, 'activity'])(
    'are refused where they are broken: %o',
    async (event) => {
      const answer = await ask(ada, 'signal', { room, event });
      expect(answer).toMatchObject({ ok: false, code: 'malformed' });
    },
  );

  it('are dropped beyond a rate, and no message with them', async () => {
    for (let i = 0; i < 40; i += 1) await ask(ada, 'signal', { room, event: ACTIVITY });
    expect(await ask(ada, 'message', { room, message: 'Hello' })).toMatchObject({ ok: true });
    await eventually(() =>
      items.some((item) => (item as { message?: string }).message === 'Hello'),
    );
    const events = items.flatMap((item) => (item as { events?: unknown[] }).events ?? [item]);
    const signals = events.filter((event) => (event as { type?: string }).type === 'activity');
    expect(signals.length).toBeLessThanOrEqual(11);
  });

  it('are no event for the documents’ clients', async () => {
    const legacy = await open('legacy', {});
    const received: string[] = [];
    legacy.onAny((name: string) => received.push(name));
    await ask(ada, 'signal', { room, event: ACTIVITY });
    await ask(ada, 'message', { room, message: 'Hello' });
    await eventually(() => received.includes('message'));
    expect(received).toEqual(['message']);
    legacy.disconnect();
  });
});
