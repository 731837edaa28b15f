import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { eventually } from '../helpers/engine-eventually.js';
import { ask, DocumentClient } from '../helpers/relay-clients.js';
import { CACHE, startRelay, type RelayServer } from '../helpers/relay-server.js';

const ADA = 'a secret of Ada’s browser';
const MALLORY = 'a secret of Mallory’s browser';

describe('guests of a direct room', () => {
  let momento: LocalMomento;
  let relay: RelayServer;
  let sockets: Socket[];
  let room: string;
  let rooms = 0;

  beforeAll(async () => {
    momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 200 });
    relay = await startRelay(momento);
  });

  beforeEach(() => {
    rooms += 1;
    room = `guests ${String(rooms)}`;
    sockets = [];
  });

  afterEach(async () => {
    for (const socket of sockets) socket.disconnect();
    await eventually(() => relay.relay.rooms.length === 0);
    expect(relay.errors).toEqual([]);
  });

  afterAll(async () => {
    await relay.stop();
    await momento.close();
  });

  /** @returns the socket, and the user that the relay's answer names */
  async function join(secret: string | undefined, items: boolean) {
    const auth = secret === undefined ? {} : { momentoChatGuest: secret };
    const socket = io(relay.url, { forceNew: true, reconnection: false, auth });
    sockets.push(socket);
    const { user } = await ask(socket, 'join', { room, items });
    return { socket, user: user as { id: string } };
  }

  function stored(): { id: string; userId?: string; message: string }[] {
    const items = momento.direct.listFetch({ cache: CACHE, list: room });
    return items.map((item) => JSON.parse(item) as ReturnType<typeof stored>[0]);
  }

  it.each([true, false])('receive their id when they join (items: %s)', async (items) => {
    const ada = await join(ADA, items);
    expect(ada.user).toEqual({ id: expect.stringMatching(/^guest-[0-9a-f]{26}$/) as string });
    expect((await join(ADA, items)).user).toEqual(ada.user);
    expect((await join(MALLORY, items)).user).not.toEqual(ada.user);
    const nobody = await join(undefined, items);
    expect(nobody.user).toEqual({ id: `guest-${String(nobody.socket.id)}` });
    await ask(ada.socket, 'message', { room, message: 'Hello' });
    expect(stored()).toMatchObject([{ userId: ada.user.id }]);
  });

  it.each([
    ['with a secret', MALLORY, true],
    ['without a secret', undefined, true],
    ['of the documented protocol', undefined, false],
  ])('cannot write under another guest’s id: a client %s', async (_, secret, items) => {
    const ada = await join(ADA, true);
    const mallory = await join(secret, items);
    for (const more of [{}, { id: 'm1' }]) {
      const fields = { room, message: 'It was me', name: 'Ada', userId: ada.user.id, ...more };
      expect(await ask(mallory.socket, 'message', fields)).toMatchObject({ ok: true });
    }
    expect(stored().map(({ userId }) => userId)).toEqual([mallory.user.id, mallory.user.id]);
    expect(mallory.user.id).not.toBe(ada.user.id);
  });

  it.each(['short', 'x'.repeat(129)])(
    'have no lasting id with an invalid secret: %j',
    async (secret) => {
      const ada = await join(secret, true);
      expect(ada.user).toEqual({ id: `guest-${String(ada.socket.id)}` });
    },
  );

  it('cannot block another guest’s message by using its id first', async () => {
    for (const secret of [MALLORY, ADA]) {
      const { socket } = await join(secret, true);
      const answer = await ask(socket, 'message', { room, message: secret, id: 'm1' });
      expect(answer).toMatchObject({ ok: true, id: 'm1' });
    }
    expect(stored().map(({ message }) => message)).toEqual([MALLORY, ADA]);
  });

  it('appear under the relay’s id to clients of the documented protocol', async () => {
    using ada = await new DocumentClient(relay.url, 'Ada').join(room);
    using grace = await new DocumentClient(relay.url, 'Grace').join(room);
    ada.say(room, 'Hello');
    await grace.untilTexts(['Hello']);
    expect(grace.shown[0]).toMatchObject({
      username: 'Ada',
      userId: `guest-${String(ada.socket.id)}`,
    });
  });

  it.each([ADA, undefined])(
    'may repeat a message over another connection, and it is stored once (secret: %s)',
    async (secret) => {
      for (let i = 0; i < 2; i += 1) {
        const { socket } = await join(secret, true);
        const answer = await ask(socket, 'message', { room, message: 'Hello', id: 'm1' });
        expect(answer).toMatchObject({ ok: true, id: 'm1' });
        socket.disconnect();
      }
      expect(stored()).toHaveLength(1);
    },
  );
});
