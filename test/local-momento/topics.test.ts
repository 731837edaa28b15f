import { MomentoErrorCode, TopicSubscribe, type TopicItem } from '@gomomento/sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { eventually } from '../helpers/engine-eventually.js';
import { Inbox } from '../helpers/engine-inbox.js';
import { clientsFor, clientsWith, type Clients } from '../helpers/engine-node-clients.js';
import { RawSubscription } from '../helpers/engine-raw-subscription.js';

const room = { cache_name: 'chat', topic: 'room' };

describe('topics in the Node SDK', () => {
  let local: LocalMomento;
  let clients: Clients;

  beforeEach(async () => {
    local = await startLocalMomento({ caches: ['chat'], heartbeatMs: 20, backlogSize: 3 });
    clients = clientsFor(local);
  });

  afterEach(async () => {
    clients[Symbol.dispose]();
    await local.close();
  });

  it('deliver numbered text and bytes to every subscriber', async () => {
    const ada = new Inbox<TopicItem>();
    const grace = new Inbox<TopicItem>();
    const subscriptions = [
      await clients.topics.subscribe('chat', 'room', { onItem: ada.push, onError: fail }),
      await clients.topics.subscribe('chat', 'room', { onItem: grace.push, onError: fail }),
    ];
    await clients.topics.publish('chat', 'room', 'hello');
    await clients.topics.publish('chat', 'room', Uint8Array.of(0, 255));
    for (const inbox of [ada, grace]) {
      const [first, second] = [await inbox.next(), await inbox.next()];
      expect([first.value(), first.sequenceNumber()]).toEqual(['hello', 1]);
      expect([...(second.value() as Uint8Array)]).toEqual([0, 255]);
      expect(second.sequenceNumber()).toBe(2);
    }
    subscriptions.forEach(unsubscribe);
    await eventually(() => local.stats().openStreams === 0);
  });

  it('send heartbeats while nothing is published', async () => {
    const beats = new Inbox<unknown>();
    const subscription = await clients.topics.subscribe('chat', 'room', {
      onItem: fail,
      onError: fail,
      onHeartbeat: beats.push,
    });
    await beats.next();
    await beats.next();
    await beats.next();
    unsubscribe(subscription);
  });

  it('report the publisher by the id in its token', async () => {
    const items = new Inbox<TopicItem>();
    const subscription = await clients.topics.subscribe('chat', 'room', {
      onItem: items.push,
      onError: fail,
    });
    const token = local.createToken({
      permissions: [{ role: 'publishonly', cache: 'chat', topic: 'room' }],
      validForSeconds: 60,
      tokenId: 'ada',
    });
    using ada = clientsWith(local, token);
    await ada.topics.publish('chat', 'room', 'from ada');
    expect((await items.next()).tokenId()).toBe('ada');
    unsubscribe(subscription);
  });

  it('resume after the connection was cut, without loss and without an error', async () => {
    const items = new Inbox<TopicItem>();
    const subscription = await clients.topics.subscribe('chat', 'room', {
      onItem: items.push,
      onError: fail,
      onDiscontinuity: fail,
    });
    local.direct.publish({ cache: 'chat', topic: 'room', text: 'before' });
    expect((await items.next()).value()).toBe('before');
    local.faults.dropStreams();
    local.direct.publish({ cache: 'chat', topic: 'room', text: 'meanwhile' });
    expect((await items.next()).value()).toBe('meanwhile');
    unsubscribe(subscription);
  });

  it('end when their cache is deleted', async () => {
    const errors = new Inbox<TopicSubscribe.Error>();
    await clients.topics.subscribe('chat', 'room', { onItem: fail, onError: errors.push });
    await clients.cache.deleteCache('chat');
    expect((await errors.next()).errorCode()).toBe(MomentoErrorCode.CACHE_NOT_FOUND_ERROR);
  });

  it('resume within the backlog, on the wire', async () => {
    publish('1', '2', '3');
    using resumed = new RawSubscription(local, { ...room, resume_at_topic_sequence_number: 2 });
    expect(await resumed.frames.next()).toEqual({ kind: 'heartbeat' });
    expect(await resumed.frames.next()).toMatchObject({ kind: 'item', number: 2, text: '2' });
    expect(await resumed.frames.next()).toMatchObject({ kind: 'item', number: 3, text: '3' });
  });

  it('send a discontinuity beyond the backlog, on the wire', async () => {
    publish('1', '2', '3', '4', '5');
    using resumed = new RawSubscription(local, { ...room, resume_at_topic_sequence_number: 2 });
    expect(await resumed.frames.next()).toEqual({ kind: 'heartbeat' });
    expect(await resumed.frames.next()).toMatchObject({ kind: 'discontinuity', last: 1, next: 2 });
    expect(await resumed.frames.next()).toMatchObject({ kind: 'item', number: 3 });
  });

  it('send a discontinuity with the new page, on the wire', async () => {
    publish('1', '2');
    using old = new RawSubscription(local, { ...room, resume_at_topic_sequence_number: 2 });
    const { page } = await item(old);
    local.faults.resetTopic({ cache: 'chat', topic: 'room' });
    publish('anew');
    const gap = await old.frames.nextWhere(({ kind }) => kind === 'discontinuity');
    expect(gap).toEqual({ kind: 'discontinuity', last: 2, next: 0, page: page + 1 });
    expect(await item(old)).toMatchObject({ number: 1, page: page + 1, text: 'anew' });
  });

  function publish(...texts: string[]): void {
    for (const text of texts) local.direct.publish({ cache: 'chat', topic: 'room', text });
  }
});

async function item(subscription: RawSubscription) {
  const frame = await subscription.frames.nextWhere(({ kind }) => kind === 'item');
  if (frame.kind !== 'item') throw new Error('not reached: the frame was chosen by its kind');
  return frame;
}

function unsubscribe(subscription: TopicSubscribe.Response): void {
  if (subscription instanceof TopicSubscribe.Subscription) subscription.unsubscribe();
}

function fail(unexpected: unknown): never {
  throw new Error(`unexpected: ${String(unexpected)}`);
}
