import { expect } from '@open-wc/testing';
import {
  MomentoErrorCode,
  TopicSubscribe,
  type SubscribeCallOptions,
  type TopicDiscontinuity,
  type TopicItem,
} from '@gomomento/sdk-web';
import { startEngine, type TestEngine } from '../helpers/engine-client.js';
import { eventually } from '../helpers/engine-eventually.js';
import { Inbox } from '../helpers/engine-inbox.js';
import { errorCodeOf, errorTextOf } from '../helpers/engine-responses.js';
import { webClients, type WebClients } from '../helpers/engine-web-clients.js';

const room = { cache: 'chat', topic: 'room' };

describe('topics in the browser SDK', () => {
  let engine: TestEngine;
  let clients: WebClients;
  let subscriptions: TopicSubscribe.Subscription[];

  beforeEach(async () => {
    engine = await startEngine({ caches: ['chat'], heartbeatMs: 30, backlogSize: 3 });
    const { authToken } = await engine.token({
      permissions: [{ role: 'publishsubscribe', cache: 'chat' }],
      validForSeconds: 600,
      tokenId: 'ada',
    });
    clients = webClients(engine.webUrl, authToken);
    subscriptions = [];
  });

  afterEach(async () => {
    for (const subscription of subscriptions) subscription.unsubscribe();
    await engine.stop();
  });

  /** Subscribes, and collects everything that the SDK reports. */
  async function listen(overrides: Partial<SubscribeCallOptions> = {}) {
    const items = new Inbox<TopicItem>();
    const errors = new Inbox<TopicSubscribe.Error>();
    const gaps = new Inbox<TopicDiscontinuity>();
    const heartbeats = new Inbox<object>();
    const subscription = await clients.topics.subscribe('chat', 'room', {
      onItem: items.push,
      onError: errors.push,
      onDiscontinuity: gaps.push,
      onHeartbeat: heartbeats.push,
      ...overrides,
    });
    if (!(subscription instanceof TopicSubscribe.Subscription)) {
      throw new Error(subscription.toString());
    }
    subscriptions.push(subscription);
    return { items, errors, gaps, heartbeats, subscription };
  }

  /** How many times the SDK has opened a stream; it does not report that it reopens one. */
  async function subscribeCalls(): Promise<number> {
    return (await engine.stats()).calls['Subscribe'] ?? 0;
  }

  it('deliver published text with its number and its publisher', async () => {
    const { items } = await listen();
    await clients.topics.publish('chat', 'room', 'こんにちは');
    const item = await items.next();
    expect(item.value()).to.equal('こんにちは');
    expect(item.sequenceNumber()).to.equal(1);
    expect(item.tokenId()).to.equal('ada');
  });

  it('deliver bytes', async () => {
    const { items } = await listen();
    await clients.topics.publish('chat', 'room', Uint8Array.of(0, 1, 254, 255));
    expect((await items.next()).value()).to.deep.equal(Uint8Array.of(0, 1, 254, 255));
  });

  it('send a heartbeat at once and then regularly', async () => {
    const { heartbeats } = await listen();
    await heartbeats.next();
    await heartbeats.next();
    await heartbeats.next();
  });

  it('close the stream when the subscriber unsubscribes', async () => {
    const { subscription } = await listen();
    expect((await engine.stats()).openStreams).to.equal(1);
    subscription.unsubscribe();
    await eventually(async () => (await engine.stats()).openStreams === 0);
  });

  it('resume without loss after a dropped stream', async () => {
    const { items, errors, gaps } = await listen();
    await engine.publish({ ...room, text: '1' });
    expect((await items.next()).value()).to.equal('1');
    await engine.faults.dropStreams();
    await engine.publish({ ...room, text: '2' });
    expect((await items.next()).value()).to.equal('2');
    expect(await subscribeCalls()).to.equal(2);
    expect([errors.unread, gaps.unread]).to.deep.equal([[], []]);
  });

  it('resume without loss after a restart with the data kept', async () => {
    const { items, gaps } = await listen();
    await engine.publish({ ...room, text: '1' });
    await items.next();
    await engine.down();
    await engine.publish({ ...room, text: '2' });
    await engine.up();
    expect((await items.next()).value()).to.equal('2');
    expect(gaps.unread).to.deep.equal([]);
  });

  it('report a discontinuity when items are beyond the backlog', async () => {
    const { items, gaps } = await listen();
    await engine.publish({ ...room, text: '1' });
    await items.next();
    await engine.down();
    for (const text of ['2', '3', '4', '5', '6']) await engine.publish({ ...room, text });
    await engine.up();
    const gap = await gaps.next();
    expect([gap.lastSequenceNumber(), gap.newSequenceNumber()]).to.deep.equal([1, 3]);
    expect((await items.next()).value()).to.equal('4');
  });

  it('report a discontinuity when the data are lost', async () => {
    const { items, gaps } = await listen();
    await engine.publish({ ...room, text: '1' });
    await items.next();
    await engine.restart({ keepData: false });
    await gaps.next();
    await engine.publish({ ...room, text: 'anew' });
    expect((await items.next()).sequenceNumber()).to.equal(1);
  });

  it('are resubscribed by the SDK after a clean end', async () => {
    const { items } = await listen();
    await engine.faults.endStreams();
    await eventually(async () => (await engine.stats()).openStreams === 1);
    await engine.publish({ ...room, text: 'still here' });
    expect((await items.next()).value()).to.equal('still here');
  });

  it('report an injected discontinuity and a duplicate', async () => {
    const { items, gaps } = await listen();
    await engine.faults.discontinuity({ ...room, missed: 4 });
    expect((await gaps.next()).newSequenceNumber()).to.equal(4);
    await engine.faults.duplicate();
    await clients.topics.publish('chat', 'room', 'twice');
    expect((await items.next()).sequenceNumber()).to.equal(5);
    expect((await items.next()).sequenceNumber()).to.equal(5);
  });

  it('report nothing while stalled', async () => {
    const { items, heartbeats } = await listen();
    await engine.faults.stallStreams();
    const second = await listen();
    await engine.publish({ ...room, text: 'held back' });
    expect((await second.items.next()).value()).to.equal('held back');
    const heard = heartbeats.unread.length;
    await second.heartbeats.next();
    await second.heartbeats.next();
    expect(heartbeats.unread).to.have.length(heard);
    expect(items.unread).to.deep.equal([]);
    await engine.faults.releaseStreams();
    expect((await items.next()).value()).to.equal('held back');
  });

  it('refuse a message beyond 4 KB with the SDK’s own error', async () => {
    const fits = await clients.topics.publish('chat', 'room', 'x'.repeat(4096));
    expect(errorCodeOf(fits)).to.equal(undefined);
    const refused = await clients.topics.publish('chat', 'room', 'x'.repeat(4097));
    expect(errorCodeOf(refused)).to.equal(MomentoErrorCode.LIMIT_EXCEEDED_ERROR);
    expect(errorTextOf(refused)).to.match(/^Request size limit exceeded/);
  });

  it('refuse a subscription to a cache that does not exist', async () => {
    const { authToken } = await engine.token({
      permissions: [{ role: 'publishsubscribe' }],
      validForSeconds: 600,
    });
    const { topics } = webClients(engine.webUrl, authToken);
    const ignore = () => undefined;
    const refused = await topics.subscribe('none', 'room', { onItem: ignore, onError: ignore });
    expect(errorCodeOf(refused)).to.equal(MomentoErrorCode.CACHE_NOT_FOUND_ERROR);
  });
});
