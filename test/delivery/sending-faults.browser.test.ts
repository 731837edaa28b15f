import { expect } from '@open-wc/testing';
import { until, untilShown, useChat } from '../helpers/chat-fixture.js';
import { TwoVisitors, untilSent } from './two-visitors.js';

/** The fault matrix, part 2: sending. Tests assert the messages shown and the exact statuses. */
describe('when sending fails', () => {
  const chat = useChat();
  let visitors: TwoVisitors;

  beforeEach(async () => {
    visitors = await TwoVisitors.connect(chat);
  });

  /** Sends twenty messages. The first one is delayed, so the others are sent with one call. */
  async function sendTwenty(): Promise<string[]> {
    await chat.engine.faults.inject({
      kind: 'error',
      rpc: 'ListPushBack',
      status: 'UNAVAILABLE',
      count: 1,
    });
    const texts = Array.from({ length: 20 }, (_, i) => `mine ${String(i)}`);
    for (const text of texts) visitors.ada.send(text);
    return texts;
  }

  it('evicts no message from a full list when several responses are lost', async () => {
    const { room, ada } = visitors;
    const earlier = await visitors.storeEarlier(80);
    await chat.engine.faults.inject({
      kind: 'lost-answer',
      rpc: 'ListConcatenateBack',
      status: 'UNAVAILABLE',
      count: 4,
    });
    const mine = await sendTwenty();
    await untilSent(ada);
    expect(new Set(await chat.storedTexts(room))).to.deep.equal(new Set([...earlier, ...mine]));
    const newcomer = chat.open({ room, user: 'edsger' });
    await until('a hundred messages', () => newcomer.messages.length === 100);
  });

  it('evicts no message from the list when a batch is stored after its time-out', async function () {
    const { room, ada } = visitors;
    this.timeout(90_000);
    const earlier = await visitors.storeEarlier(80);
    await chat.engine.faults.inject({
      kind: 'delay',
      rpc: 'ListConcatenateBack',
      ms: 7_000,
      count: 1,
    });
    const mine = await sendTwenty();
    await untilSent(ada);
    const all = [...earlier, ...mine];
    await until('all of them stored', async () => {
      const stored = new Set(await chat.storedTexts(room));
      return all.every((text) => stored.has(text));
    });
    ada.send('the last one');
    await untilSent(ada);
    expect(new Set(await chat.storedTexts(room))).to.include.all.keys(...all);
  });

  it('stores and shows a message once when the push’s response is lost', async () => {
    const { room, ada, grace, statuses } = visitors;
    await chat.engine.faults.inject({
      kind: 'lost-answer',
      status: 'UNAVAILABLE',
      rpc: 'ListPushBack',
      count: 1,
    });
    ada.send('once');
    await untilShown(grace, ['once']);
    await untilSent(ada);
    expect(await chat.storedTexts(room)).to.deep.equal(['once']);
    expect(statuses).to.deep.equal([]);
    await visitors.expectDelivery('once');
  });

  it('retries a refused push, and shows “sending” meanwhile', async () => {
    const { room, ada, grace, statuses } = visitors;
    await chat.engine.faults.inject({
      kind: 'error',
      status: 'UNAVAILABLE',
      rpc: 'ListPushBack',
      count: 2,
    });
    ada.send('third time lucky');
    expect(ada.pending[0]?.state).to.equal('sending');
    await untilShown(grace, ['third time lucky']);
    await untilSent(ada);
    expect(await chat.storedTexts(room)).to.deep.equal(['third time lucky']);
    expect(statuses).to.deep.equal([]);
    await visitors.expectDelivery('third time lucky');
  });

  it('retries a failed publish alone, and stores the message once', async () => {
    const { room, ada, grace, statuses } = visitors;
    await chat.engine.faults.inject({
      kind: 'error',
      status: 'INTERNAL',
      rpc: 'Publish',
      count: 2,
    });
    ada.send('published at last');
    await untilShown(grace, ['published at last']);
    await untilSent(ada);
    expect(await chat.storedTexts(room)).to.deep.equal(['published at last']);
    expect(statuses).to.deep.equal([]);
    await visitors.expectDelivery('published at last');
  });

  it('keeps the text of a permanently refused message, and sends it on request', async () => {
    const { room, ada, grace, statuses } = visitors;
    await chat.engine.faults.inject({
      kind: 'error',
      status: 'PERMISSION_DENIED',
      rpc: 'Publish',
      count: 1,
    });
    ada.send('not yet');
    await until('it to fail', () => ada.pending[0]?.state === 'failed');
    expect(ada.pending[0]).to.include({ text: 'not yet' });
    expect(ada.pending[0]?.error?.code).to.equal('not-permitted');
    await untilShown(ada, ['not yet']);
    ada.retry(ada.pending[0]?.id ?? '');
    await untilShown(grace, ['not yet']);
    await untilSent(ada);
    expect(await chat.storedTexts(room)).to.deep.equal(['not yet']);
    expect(statuses).to.deep.equal([]);
    await visitors.expectDelivery('not yet');
  });

  it('shows a message once when the publish’s response is lost or it is delivered twice', async () => {
    const { ada, grace, statuses } = visitors;
    await chat.engine.faults.inject({
      kind: 'lost-answer',
      status: 'UNAVAILABLE',
      rpc: 'Publish',
      count: 1,
    });
    ada.send('answer lost');
    await untilSent(ada);
    await chat.engine.faults.duplicate(1);
    ada.send('delivered twice');
    await untilSent(ada);
    await untilShown(grace, ['answer lost', 'delivered twice']);
    await untilShown(ada, ['answer lost', 'delivered twice']);
    expect(statuses).to.deep.equal([]);
    await visitors.expectDelivery('answer lost', 'delivered twice');
  });

  it('sends a burst beyond the quota in order, without an error', async function () {
    const { room, ada, grace, statuses } = visitors;
    this.timeout(40_000);
    await chat.engine.faults.quota({ burst: 2, perSecond: 5, rpc: 'Publish' });
    const errors: string[] = [];
    ada.addEventListener('momento-chat-error', ({ error }) => errors.push(error.code));
    const texts = Array.from({ length: 12 }, (_, i) => `burst ${String(i)}`);
    for (const text of texts) ada.send(text);
    await until('all to be sent or sending', () =>
      ada.pending.every(({ state }) => state === 'sending'),
    );
    for (let i = 0; i < 3; i += 1) await untilSent(ada).catch(() => {});
    await untilShown(grace, texts);
    await untilShown(ada, texts);
    expect(await chat.storedTexts(room)).to.deep.equal(texts);
    // The first alone, and the backlog behind it by one call.
    expect(await chat.calls('ListConcatenateBack')).to.be.at.least(1);
    expect(errors).to.deep.equal([]);
    expect(statuses).to.deep.equal([]);
  });
});
