import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  CACHE,
  newRoom,
  recordStatuses,
  shown,
  startChat,
  until,
  untilShown,
  untilStatus,
  type ChatFixture,
} from '../helpers/chat-fixture.js';

/** What every recovery looks like from outside. */
const RECOVERY = ['reconnecting', 'catching-up', 'connected'];

/**
 * The fault matrix, first half: what the service and the network do. Each row asserts what is shown and the
 * exact sequence of statuses.
 */
describe('when the service or the network fails', () => {
  let chat: ChatFixture;
  let room: string;
  let ada: MomentoChatElement;
  let grace: MomentoChatElement;
  let statuses: string[];

  before(async () => {
    chat = await startChat();
  });

  beforeEach(async () => {
    room = newRoom();
    ada = chat.open({ room, user: 'ada' });
    grace = chat.open({ room, user: 'grace' });
    await untilStatus(ada, 'connected');
    await untilStatus(grace, 'connected');
    statuses = recordStatuses(ada);
  });

  afterEach(() => chat.reset());

  after(() => chat.stop());

  const list = (): { cache: string; list: string } => ({ cache: CACHE, list: room });
  const topic = (): { cache: string; topic: string } => ({ cache: CACHE, topic: room });

  async function untilSent(element: MomentoChatElement): Promise<void> {
    await until('everything to be sent', () => element.pending.length === 0);
  }

  /** After any fault, a message either way arrives once, and a late joiner sees the same. */
  async function expectAllWell(...before: string[]): Promise<void> {
    ada.send('from ada');
    await untilShown(grace, [...before, 'from ada']);
    grace.send('from grace');
    const all = [...before, 'from ada', 'from grace'];
    await untilShown(ada, all);
    await untilShown(grace, all);
    await untilSent(ada);
    await untilSent(grace);
    await untilShown(chat.open({ room, user: 'edsger' }), all);
  }

  /** Presses the banner's button. */
  function tryNow(element: MomentoChatElement): void {
    const banner = element.renderRoot.querySelector('momento-chat-status-banner');
    const button = banner?.renderRoot.querySelector('button');
    if (!button) throw new Error('nothing to press');
    button.click();
  }

  it('engine killed and restarted with its data: what was sent meanwhile is there', async () => {
    await chat.sendElsewhere(room, 'before');
    await untilShown(ada, ['before']);
    await chat.engine.down();
    await untilStatus(ada, 'reconnecting');
    ada.send('while it was down');
    await chat.engine.up();
    await untilShown(grace, ['before', 'while it was down']);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(RECOVERY);
    await expectAllWell('before', 'while it was down');
  });

  it('engine restarted without its data: what was seen stays, and a gap says that some may be missing', async () => {
    await chat.sendElsewhere(room, 'before');
    await untilShown(ada, ['before']);
    await untilShown(grace, ['before']);
    await chat.engine.restart({ keepData: false });
    await untilStatus(ada, 'reconnecting');
    await untilStatus(ada, 'connected');
    await untilStatus(grace, 'connected');
    expect(statuses).to.deep.equal(RECOVERY);
    await chat.sendElsewhere(room, 'after');
    await untilShown(ada, ['before', 'after']);
    const [gap] = await shown(ada, '.gap');
    expect(gap?.nextElementSibling?.textContent).to.contain('after');
    await expect(ada).to.be.accessible();
  });

  it('every stream cut: nothing is lost, though the room was quiet', async () => {
    await chat.engine.faults.dropStreams();
    await chat.sendElsewhere(room, 'in the hole');
    await untilShown(ada, ['in the hole']);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(RECOVERY);
    await untilShown(grace, ['in the hole']);
    await expectAllWell('in the hole');
  });

  it('every stream ended cleanly: the same', async () => {
    await chat.engine.faults.endStreams();
    await chat.sendElsewhere(room, 'in the hole');
    await untilShown(ada, ['in the hole']);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(RECOVERY);
    await expectAllWell('in the hole');
  });

  it('a server that ends every stream at once: tries, but does not spin', async () => {
    const before = await chat.calls('Subscribe');
    await chat.engine.faults.inject({ kind: 'end', rpc: 'Subscribe' });
    await chat.engine.faults.endStreams();
    await untilStatus(ada, 'reconnecting');
    await new Promise((resolve) => setTimeout(resolve, 3000)); // How often, in this time, is the point.
    // Two elements: at once, after half a second, a second, two; each try may cost one more that is cancelled.
    expect((await chat.calls('Subscribe')) - before).to.be.within(2, 24);
    await chat.engine.faults.clear();
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(RECOVERY);
    await untilStatus(grace, 'connected');
    await expectAllWell();
  });

  it('a stream that stalls without closing: noticed by the missing heartbeats', async () => {
    await until('a pace of heartbeats', async () => (await chat.calls('Subscribe')) > 0);
    await new Promise((resolve) => setTimeout(resolve, 1000)); // A few heartbeats tell the pace.
    await chat.engine.faults.stallStreams();
    await chat.sendElsewhere(room, 'in the silence');
    await untilShown(ada, ['in the silence']);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(RECOVERY);
    await chat.engine.faults.releaseStreams();
    await untilShown(grace, ['in the silence']);
    await expectAllWell('in the silence');
  });

  it('a half-open connection, which accepts and never answers: given up, and tried again', async function () {
    this.timeout(40_000);
    await chat.engine.faults.halfOpen(true);
    await chat.engine.faults.dropStreams();
    await untilStatus(ada, 'reconnecting');
    ada.send('held');
    const before = await chat.calls('Subscribe');
    await until('a second try', async () => (await chat.calls('Subscribe')) >= before + 2).catch(
      () => {},
    );
    expect(ada.status).to.equal('reconnecting');
    await chat.engine.faults.halfOpen(false);
    tryNow(ada);
    tryNow(grace);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(RECOVERY);
    await untilShown(grace, ['held']);
    await expectAllWell('held');
  });

  /** Stores so many messages of others, and knows them. */
  async function storeEarlier(count: number): Promise<string[]> {
    const texts = Array.from({ length: count }, (_, i) => `earlier ${String(i)}`);
    for (const [i, text] of texts.entries()) {
      const item = { id: text, username: 'Edsger', message: text, order: i + 1 };
      await chat.engine.push({ cache: CACHE, list: room }, JSON.stringify(item));
    }
    return texts;
  }

  /** Twenty messages by one call: the first one is held up, the others gather. */
  async function sendTwenty(): Promise<string[]> {
    await chat.engine.faults.inject({
      kind: 'error',
      rpc: 'ListPushBack',
      status: 'UNAVAILABLE',
      count: 1,
    });
    const texts = Array.from({ length: 20 }, (_, i) => `mine ${String(i)}`);
    for (const text of texts) ada.send(text);
    return texts;
  }

  it('answers that are lost, one after the other, in a room that is full: nobody’s message leaves the list', async () => {
    const earlier = await storeEarlier(80);
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

  it('a batch that is stored only after it was given up: nobody’s message leaves the list', async function () {
    this.timeout(90_000);
    const earlier = await storeEarlier(80);
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

  it('a history that comes too slowly: what is live is shown, and messages are sent', async function () {
    this.timeout(90_000);
    await storeEarlier(100);
    await chat.engine.faults.inject({ kind: 'delay', rpc: 'ListFetch', ms: 6_000 });
    const late = chat.open({ room, user: 'edsger' });
    await until('the way in', () => late.status === 'catching-up');
    ada.send('are you there?');
    await until('live messages', () => late.messages.some(({ text }) => text === 'are you there?'));
    expect(late.status).to.equal('catching-up');
    late.send('I am');
    await untilSent(late);
    await until('the sender’s message at the others', () =>
      ada.messages.some(({ text }) => text === 'I am'),
    );
    await untilStatus(late, 'connected');
    expect(late.messages.map(({ text }) => text)).to.include('earlier 99');
    expect(late.messages.at(-1)?.text).to.equal('I am');
  });

  it('a push that is applied while its answer is lost: stored once, shown once', async () => {
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
    await expectAllWell('once');
  });

  it('a push that is refused for a while: retried, sending all the time', async () => {
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
    await expectAllWell('third time lucky');
  });

  it('a publish that fails: retried alone, stored once', async () => {
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
    await expectAllWell('published at last');
  });

  it('a publish that is refused for good: failed, with its text, and sent on request', async () => {
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
    await expectAllWell('not yet');
  });

  it('a publish whose answer is lost, and one delivered twice: shown once', async () => {
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
    await expectAllWell('answer lost', 'delivered twice');
  });

  it('plain text delivered twice: shown once, and again when it is written again', async () => {
    await chat.engine.faults.duplicate(1);
    await chat.engine.publish({ ...topic(), text: 'plain' });
    await untilShown(ada, ['plain']);
    await chat.engine.publish({ ...topic(), text: 'plain' });
    await chat.engine.publish({ ...topic(), text: 'end' });
    await untilShown(ada, ['plain', 'plain', 'end']);
    expect(statuses).to.deep.equal([]);
  });

  it('a discontinuity: what was missed is fetched', async () => {
    await chat.engine.push(list(), JSON.stringify({ id: 'M', username: 'E', message: 'missed' }));
    await chat.engine.faults.discontinuity({ ...topic(), missed: 3 });
    await untilShown(ada, ['missed']);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(['catching-up', 'connected']);
    await untilShown(grace, ['missed']);
    await expectAllWell('missed');
  });

  it('a discontinuity longer than the history: a gap is left', async () => {
    chat.closeAll();
    ada = chat.open({ room, user: 'ada', attributes: { 'history-limit': '2' } });
    await untilStatus(ada, 'connected');
    await chat.sendElsewhere(room, 'seen');
    await untilShown(ada, ['seen']);
    for (const text of ['1', '2', '3']) {
      await chat.engine.push(list(), JSON.stringify({ id: text, username: 'E', message: text }));
    }
    await chat.engine.faults.discontinuity({ ...topic(), missed: 3 });
    await untilShown(ada, ['seen', '2', '3']);
    const [gap] = await shown(ada, '.gap');
    expect(gap?.nextElementSibling?.textContent).to.contain('2');
  });

  it('a topic whose numbers start over: caught up, and nothing shown twice', async () => {
    await chat.sendElsewhere(room, 'before');
    await untilShown(ada, ['before']);
    await chat.engine.push(list(), JSON.stringify({ id: 'M', username: 'E', message: 'missed' }));
    await chat.engine.faults.resetTopic(topic());
    await untilShown(ada, ['before', 'missed']);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(['catching-up', 'connected']);
    await untilShown(grace, ['before', 'missed']);
    await expectAllWell('before', 'missed');
  });

  it('a topic whose numbers start over at the last one, without a word: nothing is lost', async () => {
    await chat.sendElsewhere(room, 'before');
    await untilShown(ada, ['before']);
    await chat.engine.push(list(), JSON.stringify({ id: 'M', username: 'E', message: 'missed' }));
    await chat.engine.faults.resetTopic({ ...topic(), announced: false });
    await chat.sendElsewhere(room, 'after');
    await untilShown(ada, ['before', 'missed', 'after']);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(['catching-up', 'connected']);
    await untilShown(grace, ['before', 'missed', 'after']);
    await expectAllWell('before', 'missed', 'after');
  });

  it('… with the same plain words: they were said twice', async () => {
    await chat.engine.publish({ ...topic(), text: 'plain' });
    await untilShown(ada, ['plain']);
    await chat.engine.faults.resetTopic({ ...topic(), announced: false });
    await chat.engine.publish({ ...topic(), text: 'plain' });
    await untilShown(ada, ['plain', 'plain']);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(['catching-up', 'connected']);
  });

  it('quotas exceeded in a burst: a calm “sending”, no error, all in order', async function () {
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

  it('a stream that has grown heavy: replaced in full flow, and even without a list nothing is lost', async function () {
    this.timeout(40_000);
    chat.closeAll();
    ada = chat.open({ room, user: 'ada', attributes: { 'history-limit': '0' } });
    await untilStatus(ada, 'connected');
    statuses = recordStatuses(ada);
    const before = await chat.calls('Subscribe');
    const count = 400;
    for (let i = 0; i < count; i += 1) {
      const message = `${String(i)} ${'x'.repeat(2500)}`;
      const text = JSON.stringify({ id: `heavy ${String(i)}`, username: 'Elsewhere', message });
      await chat.engine.publish({ ...topic(), text });
    }
    await until('all of it', () => ada.messages.length === count);
    expect(ada.messages.map(({ id }) => id)).to.deep.equal(
      Array.from({ length: count }, (_, i) => `heavy ${String(i)}`),
    );
    expect((await chat.calls('Subscribe')) - before).to.be.at.least(2);
    await untilStatus(ada, 'connected');
    expect(statuses.slice(0, 2)).to.deep.equal(['catching-up', 'connected']);
    expect(statuses).to.not.include('reconnecting');
    expect(await shown(ada, '.gap')).to.have.length(0);
  });

  it('a history that cannot be fetched for a while: catching up until it can', async () => {
    await chat.engine.faults.inject({
      kind: 'error',
      status: 'UNAVAILABLE',
      rpc: 'ListFetch',
      count: 4,
    });
    await chat.engine.faults.dropStreams();
    await chat.sendElsewhere(room, 'in the hole');
    await untilShown(ada, ['in the hole']);
    await untilStatus(ada, 'connected');
    expect(statuses.at(-1)).to.equal('connected');
    expect(statuses.slice(0, -1)).to.not.include('connected');
    expect(statuses.filter((status) => status === 'catching-up')).to.have.length.at.least(1);
    await untilStatus(grace, 'connected');
    await expectAllWell('in the hole');
  });
});
