import { MomentoErrorCode, TopicSubscribe, type TopicItem } from '@gomomento/sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { FakeClock } from '../helpers/engine-fake-clock.js';
import { eventually } from '../helpers/engine-eventually.js';
import { Inbox } from '../helpers/engine-inbox.js';
import { clientsFor, type Clients } from '../helpers/engine-node-clients.js';
import { RawSubscription } from '../helpers/engine-raw-subscription.js';
import { errorCodeOf, errorTextOf } from '../helpers/engine-responses.js';

const room = { cache: 'chat', topic: 'room' };
const HEARTBEAT_MS = 1000;

describe('faults', () => {
  let clock: FakeClock;
  let local: LocalMomento;
  let clients: Clients;

  beforeEach(async () => {
    clock = new FakeClock();
    local = await startLocalMomento({ caches: ['chat'], clock, heartbeatMs: HEARTBEAT_MS });
    clients = clientsFor(local);
  });

  afterEach(async () => {
    clients[Symbol.dispose]();
    await local.close();
  });

  function push(text: string): Promise<object> {
    return clients.cache.listPushBack('chat', 'list', text);
  }

  function elements(): string[] {
    return local.direct.listFetch({ cache: 'chat', list: 'list' });
  }

  /** A subscription after its first heartbeat. */
  async function open(): Promise<RawSubscription> {
    const subscription = new RawSubscription(local, { cache_name: 'chat', topic: 'room' });
    expect(await subscription.frames.next()).toEqual({ kind: 'heartbeat' });
    return subscription;
  }

  it('delay a call on the engine’s clock', async () => {
    local.faults.inject({ kind: 'delay', ms: 500, rpc: 'ListPushBack', count: 1 });
    const pushed = push('late');
    await eventually(() => clock.pending === 1);
    expect(elements()).toEqual([]);
    clock.advance(500);
    expect(errorCodeOf(await pushed)).toBeUndefined();
    expect(elements()).toEqual(['late']);
  });

  it('leave no timer behind when the engine stops during a delay', async () => {
    local.faults.inject({ kind: 'delay', ms: 500, rpc: 'ListPushBack', count: 1 });
    const pushed = push('late');
    await eventually(() => clock.pending === 1);
    await local.stop();
    expect(clock.pending).toBe(0);
    expect(errorCodeOf(await pushed)).toBeDefined();
    expect(elements()).toEqual([]);
  });

  it('refuse the given number of calls with a status, a message and metadata', async () => {
    local.faults.inject({
      kind: 'error',
      rpc: 'ListPushBack',
      count: 2,
      status: 'RESOURCE_EXHAUSTED',
      message: 'request limit',
      metadata: { err: 'request_size_limit_exceeded' },
    });
    const refused = await push('1');
    expect(errorCodeOf(refused)).toBe(MomentoErrorCode.LIMIT_EXCEEDED_ERROR);
    expect(errorTextOf(refused)).toContain('request limit');
    expect(errorCodeOf(await push('2'))).toBe(MomentoErrorCode.LIMIT_EXCEEDED_ERROR);
    expect(errorCodeOf(await push('3'))).toBeUndefined();
    expect(elements()).toEqual(['3']);
  });

  it('do not affect other RPCs, and can be removed', async () => {
    const remove = local.faults.inject({ kind: 'error', rpc: 'Get', status: 'UNAVAILABLE' });
    expect(errorCodeOf(await push('1'))).toBeUndefined();
    remove();
    expect(errorCodeOf(await clients.cache.get('chat', 'k'))).toBeUndefined();
  });

  it('refuse the name of an RPC that does not exist', () => {
    expect(() => local.faults.inject({ kind: 'hang', rpc: 'ListPush' })).toThrow(/no RPC named/);
  });

  it.each([0, -1, 1.5, NaN])('refuse a count of %d', async (count) => {
    expect(() => local.faults.inject({ kind: 'error', count })).toThrow(/cannot hit/);
    expect(errorCodeOf(await push('1'))).toBeUndefined();
  });

  it('refuse metadata that is no valid header', () => {
    const fault = { kind: 'error', status: 'INTERNAL' } as const;
    const inject = (metadata: Record<string, string>) => () =>
      local.faults.inject({ ...fault, metadata });
    expect(inject({ err: 'line\nbreak' })).toThrow(/cannot travel/);
    expect(inject({ 'not a name': 'x' })).toThrow(/cannot travel/);
  });

  it('execute a call and replace its response with an error', async () => {
    const lost = { kind: 'lost-answer', rpc: 'ListPushBack', count: 1 } as const;
    local.faults.inject({ ...lost, status: 'UNAVAILABLE' });
    expect(errorCodeOf(await push('done anyway'))).toBe(MomentoErrorCode.SERVER_UNAVAILABLE);
    expect(elements()).toEqual(['done anyway']);
  });

  it('execute a call and answer late', async () => {
    local.faults.inject({ kind: 'late-answer', ms: 500, rpc: 'ListPushBack', count: 1 });
    const pushed = push('told late');
    await eventually(() => clock.pending === 1);
    expect(elements()).toEqual(['told late']);
    clock.advance(500);
    expect(errorCodeOf(await pushed)).toBeUndefined();
  });

  it('execute a call and never answer', async () => {
    local.faults.inject({ kind: 'lost-answer', rpc: 'ListPushBack', count: 1 });
    const unanswered = push('done anyway');
    await eventually(() => elements().length === 1);
    await local.stop();
    expect(errorCodeOf(await unanswered)).toBeDefined();
  });

  it('neither execute nor answer a call', async () => {
    local.faults.inject({ kind: 'hang', rpc: 'ListPushBack', count: 1 });
    const unanswered = push('never done');
    await eventually(() => local.stats().calls['ListPushBack'] === 1);
    await local.stop();
    expect(errorCodeOf(await unanswered)).toBeDefined();
    expect(elements()).toEqual([]);
  });

  it('accept but never answer new calls while half open; open streams continue', async () => {
    using open1 = await open();
    local.faults.halfOpen();
    const unanswered = push('never done');
    await eventually(() => local.stats().calls['ListPushBack'] === 1);
    local.direct.publish({ ...room, text: 'still here' });
    expect(await open1.frames.next()).toMatchObject({ kind: 'item', text: 'still here' });
    local.faults.halfOpen(false);
    expect(errorCodeOf(await push('done'))).toBeUndefined();
    await local.stop();
    expect(errorCodeOf(await unanswered)).toBeDefined();
  });

  it('drop open streams', async () => {
    using subscription = await open();
    local.faults.dropStreams();
    const last = await subscription.frames.next();
    expect(last).toMatchObject({ kind: 'error' });
    expect(local.stats().openStreams).toBe(0);
  });

  it('stall open streams, heartbeats included, and later send the held items', async () => {
    using stalled = await open();
    local.faults.stallStreams();
    clock.advance(HEARTBEAT_MS);
    local.direct.publish({ ...room, text: 'held back' });
    // A stream opened later is not stalled: once it has the item, the stalled one would have it too.
    using flowing = await open();
    local.direct.publish({ ...room, text: 'held back too' });
    expect(await flowing.frames.next()).toMatchObject({ text: 'held back too' });
    expect(stalled.frames.unread).toEqual([]);
    expect(local.stats().openStreams).toBe(2);
    local.faults.releaseStreams();
    expect(await stalled.frames.next()).toEqual({ kind: 'heartbeat' });
    expect(await stalled.frames.next()).toMatchObject({ text: 'held back' });
    expect(await stalled.frames.next()).toMatchObject({ text: 'held back too' });
  });

  it('end open streams cleanly', async () => {
    using subscription = await open();
    local.faults.endStreams();
    expect(await subscription.frames.next()).toEqual({ kind: 'end' });
  });

  it('end a new stream cleanly at once', async () => {
    local.faults.inject({ kind: 'end', rpc: 'Subscribe', count: 1 });
    using subscription = new RawSubscription(local, { cache_name: 'chat', topic: 'room' });
    expect(await subscription.frames.next()).toEqual({ kind: 'end' });
  });

  it('refuse a subscription with a status', async () => {
    local.faults.inject({ kind: 'error', rpc: 'Subscribe', status: 'PERMISSION_DENIED' });
    const ignore = () => undefined;
    const refused = await clients.topics.subscribe('chat', 'room', {
      onItem: ignore,
      onError: ignore,
    });
    expect(errorCodeOf(refused)).toBe(MomentoErrorCode.PERMISSION_ERROR);
  });

  it('deliver a message twice', async () => {
    const items = new Inbox<TopicItem>();
    const subscription = await clients.topics.subscribe('chat', 'room', {
      onItem: items.push,
      onError: () => undefined,
    });
    local.faults.duplicate();
    await clients.topics.publish('chat', 'room', 'twice');
    await clients.topics.publish('chat', 'room', 'once');
    const heard = [await items.next(), await items.next(), await items.next()];
    expect(heard.map((item) => [item.value(), item.sequenceNumber()])).toEqual([
      ['twice', 1],
      ['twice', 1],
      ['once', 2],
    ]);
    if (subscription instanceof TopicSubscribe.Subscription) subscription.unsubscribe();
  });

  it('send a discontinuity', async () => {
    using subscription = await open();
    local.faults.discontinuity({ ...room, missed: 3 });
    expect(await subscription.frames.next()).toMatchObject({
      kind: 'discontinuity',
      last: 0,
      next: 3,
    });
  });

  it('restart a topic’s numbers on a new page', async () => {
    local.direct.publish({ ...room, text: '1' });
    using subscription = await open();
    local.faults.resetTopic(room);
    expect(await subscription.frames.next()).toMatchObject({ kind: 'discontinuity', next: 0 });
    local.direct.publish({ ...room, text: 'anew' });
    expect(await subscription.frames.next()).toMatchObject({ kind: 'item', number: 1 });
  });

  it('restart a topic’s numbers without a discontinuity', async () => {
    local.direct.publish({ ...room, text: '1' });
    using subscription = await open();
    local.faults.resetTopic({ ...room, announced: false });
    local.direct.publish({ ...room, text: 'anew' });
    expect(await subscription.frames.next()).toMatchObject({ kind: 'item', number: 1 });
  });

  it('limit the rate of calls, and permit more as time passes', async () => {
    local.faults.quota({ burst: 2, perSecond: 1, rpc: 'ListPushBack' });
    expect(errorCodeOf(await push('1'))).toBeUndefined();
    expect(errorCodeOf(await push('2'))).toBeUndefined();
    const refused = await push('3');
    expect(errorCodeOf(refused)).toBe(MomentoErrorCode.LIMIT_EXCEEDED_ERROR);
    expect(errorTextOf(refused)).toMatch(/^Request rate limit exceeded/);
    clock.advance(1000);
    expect(errorCodeOf(await push('4'))).toBeUndefined();
    expect(elements()).toEqual(['1', '2', '4']);
  });

  it('charge a call that one quota refuses to no other quota', async () => {
    local.faults.quota({ burst: 2, perSecond: 0 });
    local.faults.quota({ burst: 1, perSecond: 0, rpc: 'ListPushBack' });
    expect(errorCodeOf(await push('1'))).toBeUndefined();
    for (const text of ['2', '3']) {
      expect(errorCodeOf(await push(text))).toBe(MomentoErrorCode.LIMIT_EXCEEDED_ERROR);
    }
    // The refused calls have not used up the shared quota.
    expect(errorCodeOf(await clients.cache.listLength('chat', 'list'))).toBeUndefined();
    expect(errorCodeOf(await clients.cache.listLength('chat', 'list'))).toBe(
      MomentoErrorCode.LIMIT_EXCEEDED_ERROR,
    );
  });

  it('end when cleared', async () => {
    using subscription = await open();
    local.faults.inject({ kind: 'error', status: 'INTERNAL' });
    local.faults.quota({ burst: 0, perSecond: 0 });
    local.faults.halfOpen();
    local.faults.duplicate(5);
    local.faults.stallStreams();
    local.faults.clear();
    expect(errorCodeOf(await push('fine'))).toBeUndefined();
    await clients.topics.publish('chat', 'room', 'once');
    expect(await subscription.frames.next()).toMatchObject({ text: 'once' });
    expect(subscription.frames.unread).toEqual([]);
  });
});
