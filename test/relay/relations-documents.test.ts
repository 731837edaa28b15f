import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Room } from '../../src/core/room.js';
import { createRoom } from '../../src/element/create-room.js';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { createMessageId } from '../../src/protocol/ids.js';
import { KINDS } from '../../src/protocol/kinds/index.js';
import { relationsKey } from '../../src/protocol/room-rules.js';
import { relayAccess } from '../../src/transport/relay/relay-access.js';
import { eventually } from '../helpers/engine-eventually.js';
import { ask, DocumentClient } from '../helpers/relay-clients.js';
import { editOf, reactionTo } from '../helpers/relay-relations.js';
import { CACHE, startRelay, type RelayServer } from '../helpers/relay-server.js';

const room = 'lobby';

describe('clients of the documented protocol, beside clients that know relations', () => {
  let momento: LocalMomento;
  let relay: RelayServer;
  let ada: Socket;
  let client: DocumentClient;

  beforeEach(async () => {
    momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 100 });
    relay = await startRelay(momento, {
      authorize: ({ handshake }) => ({ id: String(handshake.auth['key']) }),
    });
    client = new DocumentClient(relay.url, undefined, { key: 'grace' });
    ada = io(relay.url, { forceNew: true, auth: { key: 'ada' } });
    await ask(ada, 'join', { room, items: true });
  });

  afterEach(async () => {
    ada.disconnect();
    client.socket.disconnect();
    await relay.stop();
    await momento.close();
  });

  async function say(message: string, more = {}): Promise<string> {
    const id = createMessageId(Date.now());
    await ask(ada, 'message', { room, message, id, order: Date.now(), ...more });
    return id;
  }

  /** Enters as a client that knows relations. */
  function enter(key: string): Room {
    const entered = createRoom(
      { room, cacheName: CACHE, username: null, kinds: KINDS },
      relayAccess({ url: new URL(relay.url), withCredentials: false, auth: () => ({ key }) }),
    );
    entered.connect();
    return entered;
  }

  /** Texts with their reactions, once all is sent. */
  function shown(entered: Room): string[] {
    const { messages, pending, changes } = entered.getState();
    if (pending.length + changes.length > 0) return [];
    return messages.map(({ text, reactions = [] }) =>
      [text, ...reactions.map(({ emoji }) => emoji)].join(' '),
    );
  }

  async function relate(event: object): Promise<void> {
    expect(await ask(ada, 'relation', { room, event })).toMatchObject({ ok: true });
  }

  it('receive removals only', async () => {
    const events: unknown[] = [];
    client.socket.onAny((event) => events.push(event));
    await client.join(room);
    const target = await say('Hello');
    await say('An answer', { replyTo: { id: target } });
    await relate(reactionTo(target));
    await relate(editOf(target, 'Hello!'));
    momento.direct.publish({
      cache: CACHE,
      topic: room,
      text: JSON.stringify({ type: 'batch', events: [reactionTo(target), { type: 'new' }] }),
    });
    await relate({ type: 'removal', id: target });
    await eventually(() => events.length >= 4);
    expect(events).toEqual(['joined', 'message', 'message', 'removed']);
    expect(client.shown.at(-1)).not.toHaveProperty('replyTo');
  });

  it('learn of a removal that the stream has skipped', async () => {
    await client.join(room);
    const removed: unknown[] = [];
    client.socket.on('removed', (removal) => removed.push(removal));
    const target = await say('Hello');
    await client.untilTexts(['Hello']);
    const removal = { type: 'removal', id: target, userId: 'ada', order: Date.now() };
    momento.direct.listPush({
      cache: CACHE,
      list: relationsKey(room),
      values: [JSON.stringify(removal)],
    });
    momento.faults.dropStreams();
    await eventually(() => removed.length > 0);
    expect(removed).toEqual([{ room, id: target }]);
  });

  it('write messages that others react to and answer, and have messages only after all that', async () => {
    await client.join(room);
    const reader = enter('ada');
    await eventually(() => reader.getState().status === 'connected');
    client.say(room, 'Shall we meet?');
    await eventually(() => shown(reader).length === 1);
    const [hers] = reader.getState().messages;
    expect(reader.changes?.edit(hers?.id ?? '', 'Shall we part?')).toBe(false);
    expect(reader.changes?.react(hers?.id ?? '', '👍', true)).toBe(true);
    const own = reader.send('At tne', { replyTo: hers?.id })?.id ?? '';
    const gone = reader.send('oops')?.id ?? '';
    await client.untilTexts(['Shall we meet?', 'At tne', 'oops']);
    await eventually(() => shown(reader).length === 3);
    reader.changes?.edit(own, 'At ten');
    reader.changes?.remove(gone);
    const all = ['Shall we meet? 👍', 'At ten', ''];
    await eventually(() => shown(reader).join('\n') === all.join('\n'));
    await client.join(room);
    expect(client.texts).toEqual(['Shall we meet?', 'At tne']);
    client.say(room, 'Good');
    await client.untilTexts(['Shall we meet?', 'At tne', 'Good']);
    const later = enter('edsger');
    for (const each of [reader, later]) {
      await eventually(() => shown(each).join('\n') === [...all, 'Good'].join('\n'));
      expect(each.getState().dropped).toBe(0);
      each.dispose();
    }
    expect(client.refusals).toEqual([]);
    expect(relay.errors).toEqual([]);
  });

  it('receive no stored message that its author has removed', async () => {
    await client.join(room);
    const target = await say('secret');
    await client.untilTexts(['secret']);
    const [copy] = momento.direct.listFetch({ cache: CACHE, list: room });
    await relate({ type: 'removal', id: target });
    // A late retry of another relay stores the message again.
    momento.direct.listPush({ cache: CACHE, list: room, values: [String(copy)] });
    await client.join(room);
    expect(client.texts).toEqual([]);
  });
});
