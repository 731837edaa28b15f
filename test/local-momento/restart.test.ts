import { MomentoErrorCode, TopicSubscribe, type TopicItem } from '@gomomento/sdk';
import { connect } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { FakeClock } from '../helpers/engine-fake-clock.js';
import { eventually } from '../helpers/engine-eventually.js';
import { Inbox } from '../helpers/engine-inbox.js';
import { clientsFor, type Clients } from '../helpers/engine-node-clients.js';
import { RawSubscription } from '../helpers/engine-raw-subscription.js';
import { errorCodeOf } from '../helpers/engine-responses.js';

const room = { cache: 'chat', topic: 'room' };

describe('restart of the engine', () => {
  let local: LocalMomento;
  let clients: Clients;

  beforeEach(async () => {
    local = await startLocalMomento({ caches: ['chat'] });
    clients = clientsFor(local);
  });

  afterEach(async () => {
    clients[Symbol.dispose]();
    await local.close();
  });

  it('keeps the ports and the data', async () => {
    await clients.cache.listPushBack('chat', 'list', 'kept');
    const { grpcPort, webPort } = local;
    await local.restart();
    expect([local.grpcPort, local.webPort]).toEqual([grpcPort, webPort]);
    expect(local.direct.listFetch({ cache: 'chat', list: 'list' })).toEqual(['kept']);
  });

  it('loses the data but keeps the caches with keepData: false', async () => {
    await clients.cache.createCache('second');
    await clients.cache.listPushBack('chat', 'list', 'lost');
    await local.restart({ keepData: false });
    expect(local.direct.listFetch({ cache: 'chat', list: 'list' })).toEqual([]);
    expect(local.direct.listFetch({ cache: 'second', list: 'list' })).toEqual([]);
  });

  it('keeps the listener for list pushes', async () => {
    const received: string[] = [];
    const list = { cache: 'chat', list: 'list' };
    local.direct.onListPush(list, (values) => received.push(...values));
    await clients.cache.listPushBack('chat', 'list', 'one');
    await clients.cache.listPushBack('chat', 'another list', 'elsewhere');
    await local.restart({ keepData: false });
    local.direct.listPush({ ...list, values: ['two', 'three'] });
    expect(received).toEqual(['one', 'two', 'three']);
  });

  it('keeps a listener beside another one', () => {
    const received: string[] = [];
    for (const list of ['list', 'another list']) {
      local.direct.onListPush({ cache: 'chat', list }, (values) => received.push(...values));
    }
    local.direct.listPush({ cache: 'chat', list: 'list', values: ['one'] });
    local.direct.listPush({ cache: 'chat', list: 'another list', values: ['two'] });
    expect(received).toEqual(['one', 'two']);
  });

  it('keeps tokens valid', async () => {
    const permissions = [{ role: 'subscribeonly' as const, cache: 'chat', topic: 'room' }];
    const token = local.createToken({ permissions, validForSeconds: 60 });
    await local.restart({ keepData: false });
    using subscription = new RawSubscription(local, { cache_name: 'chat', topic: 'room' }, token);
    expect(await subscription.frames.next()).toEqual({ kind: 'heartbeat' });
  });

  it('refuses connections while stopped', async () => {
    await local.stop();
    for (const port of [local.grpcPort, local.webPort]) {
      const [error] = (await once(connect(port, local.host), 'error')) as [NodeJS.ErrnoException];
      expect(error.code).toBe('ECONNREFUSED');
    }
    expect(errorCodeOf(await clients.cache.get('chat', 'k'))).toBe(
      MomentoErrorCode.SERVER_UNAVAILABLE,
    );
    await local.start();
    const socket = connect(local.webPort, local.host);
    await once(socket, 'connect');
    socket.destroy();
  });

  it('stays down for downMs of the engine’s clock', async () => {
    const clock = new FakeClock();
    const other = await startLocalMomento({ clock });
    const back = other.restart({ downMs: 1000 });
    await eventually(() => clock.pending === 1);
    const [error] = (await once(connect(other.webPort, other.host), 'error')) as [
      NodeJS.ErrnoException,
    ];
    expect(error.code).toBe('ECONNREFUSED');
    clock.advance(1000);
    await back;
    await other.close();
  });

  it('cuts streams, and the Node SDK resumes without loss', async () => {
    const items = new Inbox<TopicItem>();
    const subscription = await clients.topics.subscribe('chat', 'room', {
      onItem: items.push,
      onError: () => undefined,
    });
    local.direct.publish({ ...room, text: 'before' });
    await items.next();
    await local.stop();
    expect(local.stats().openStreams).toBe(0);
    local.direct.publish({ ...room, text: 'while it was down' });
    await local.start();
    expect((await items.next()).value()).toBe('while it was down');
    if (subscription instanceof TopicSubscribe.Subscription) subscription.unsubscribe();
  });

  it('sends a discontinuity to a subscriber that resumes on a lost page', async () => {
    local.direct.publish({ ...room, text: '1' });
    using before = new RawSubscription(local, {
      cache_name: 'chat',
      topic: 'room',
      resume_at_topic_sequence_number: 1,
    });
    const seen = await before.frames.nextWhere(({ kind }) => kind === 'item');
    const sequence_page = seen.kind === 'item' ? seen.page : 0;
    await local.restart({ keepData: false });
    using after = new RawSubscription(local, {
      cache_name: 'chat',
      topic: 'room',
      resume_at_topic_sequence_number: 2,
      sequence_page,
    });
    expect(await after.frames.next()).toEqual({ kind: 'heartbeat' });
    expect(await after.frames.next()).toMatchObject({ kind: 'discontinuity', last: 1, next: 0 });
  });

  it('can be closed repeatedly, and cannot start afterwards', async () => {
    await Promise.all([local.close(), local.close()]);
    await local.close();
    await expect(local.start()).rejects.toThrow(/was closed/);
  });

  it('names the port that is taken, and releases the other', async () => {
    const taken = local.webPort;
    const free = await startLocalMomento();
    const grpcPort = free.grpcPort;
    await free.close();
    await expect(startLocalMomento({ grpcPort, webPort: taken })).rejects.toMatchObject({
      code: 'EADDRINUSE',
      port: taken,
    });
    const second = await startLocalMomento({ grpcPort });
    await second.close();
  });
});
