import { expect } from '@open-wc/testing';
import type { ChatElement } from '../../src/momento-chat.js';
import {
  CACHE,
  newRoom,
  recordStatuses,
  startChat,
  until,
  untilShown,
  untilStatus,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { openRelay, type TestRelay } from '../helpers/relay-page.js';

/** What every recovery looks like from outside. */
const RECOVERY = ['reconnecting', 'catching-up', 'connected'];

/** The fault matrix over a relay: what the relay, the way to it, and the service behind it do. Grace is direct. */
describe('when a relay fails, or what is behind it', () => {
  let chat: ChatFixture;
  let relay: TestRelay;
  let room: string;
  let ada: ChatElement;
  let grace: ChatElement;
  let statuses: string[];

  before(async () => {
    chat = await startChat();
    relay = await openRelay(chat);
  });

  beforeEach(async () => {
    room = newRoom();
    ada = relay.open({ room, user: 'ada' });
    grace = chat.open({ room, user: 'grace' });
    await untilStatus(ada, 'connected');
    await untilStatus(grace, 'connected');
    statuses = recordStatuses(ada);
  });

  afterEach(async () => {
    await relay.up();
    await chat.reset();
  });

  after(async () => {
    await relay.stop();
    await chat.stop();
  });

  const topic = (): { cache: string; topic: string } => ({ cache: CACHE, topic: room });

  async function untilSent(element: ChatElement): Promise<void> {
    await until('everything to be sent', () => element.pending.length === 0);
  }

  /** After any fault, a message either way arrives once, and late joiners of both kinds see the same. */
  async function expectAllWell(...before: string[]): Promise<void> {
    ada.send('from ada');
    await untilShown(grace, [...before, 'from ada']);
    grace.send('from grace');
    const all = [...before, 'from ada', 'from grace'];
    await untilShown(ada, all);
    await untilShown(grace, all);
    await untilSent(ada);
    await untilShown(relay.open({ room, user: 'edsger' }), all);
    await untilShown(chat.open({ room, user: 'edsger' }), all);
    expect(await chat.storedTexts(room)).to.deep.equal(all);
  }

  it('the relay ends and starts again: what was sent meanwhile, either way, is there', async () => {
    await relay.down();
    await untilStatus(ada, 'reconnecting');
    ada.send('written without a relay');
    await chat.sendElsewhere(room, 'sent without it');
    await relay.up();
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(RECOVERY);
    await untilShown(grace, ['sent without it', 'written without a relay']);
    await expectAllWell('sent without it', 'written without a relay');
  });

  it('the socket is cut: nothing is missing afterwards', async () => {
    await chat.sendElsewhere(room, 'before');
    await untilShown(ada, ['before']);
    await relay.cut();
    await chat.sendElsewhere(room, 'in the hole');
    await untilShown(ada, ['before', 'in the hole']);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(RECOVERY);
    await expectAllWell('before', 'in the hole');
  });

  it('the socket is cut again and again while messages are sent: each is stored once, in order', async () => {
    const texts = Array.from({ length: 12 }, (_, index) => `message ${String(index)}`);
    for (const [index, text] of texts.entries()) {
      ada.send(text);
      if (index % 4 === 1) await relay.cut();
    }
    await until('all to be sent', () => ada.pending.length === 0).catch(() => undefined);
    await untilSent(ada);
    await untilShown(ada, texts);
    await untilShown(grace, texts);
    expect(await chat.storedTexts(room)).to.deep.equal(texts);
  });

  it('the socket falls silent: noticed by the missing pings', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1500)); // A few pings tell the pace.
    await relay.stall();
    await chat.sendElsewhere(room, 'in the silence');
    await untilShown(ada, ['in the silence']);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(RECOVERY);
    await expectAllWell('in the silence');
  });

  it('Momento is down behind the relay: the visitor is told, and what they write is sent later', async () => {
    await chat.engine.down();
    await untilStatus(ada, 'reconnecting');
    ada.send('while it was down');
    await chat.engine.up();
    await untilShown(grace, ['while it was down']);
    await untilStatus(ada, 'connected');
    await untilStatus(grace, 'connected');
    expect(statuses.at(-1)).to.equal('connected');
    expect(statuses.slice(0, -1)).not.to.include('connected');
    await expectAllWell('while it was down');
  });

  it('the relay’s stream is cut: the same, for a moment', async () => {
    await chat.engine.faults.dropStreams();
    await chat.sendElsewhere(room, 'in the hole');
    await untilShown(ada, ['in the hole']);
    await untilStatus(ada, 'connected');
    await untilShown(grace, ['in the hole']);
    await expectAllWell('in the hole');
  });

  it('a push or a publish whose answer is lost: stored once, shown once', async () => {
    for (const rpc of ['ListPushBack', 'Publish']) {
      await chat.engine.faults.inject({ kind: 'lost-answer', status: 'INTERNAL', rpc, count: 1 });
      ada.send(rpc);
      await untilSent(ada);
    }
    await untilShown(grace, ['ListPushBack', 'Publish']);
    expect(statuses).to.deep.equal([]);
    await expectAllWell('ListPushBack', 'Publish');
  });

  it('a push, a publish or a lease that fails for a while: “sending”, without an error', async () => {
    const errors: string[] = [];
    ada.addEventListener('momento-chat-error', ({ error }) => errors.push(error.code));
    for (const rpc of ['ListPushBack', 'Publish', 'SetIf']) {
      await chat.engine.faults.inject({ kind: 'error', status: 'INTERNAL', rpc, count: 1 });
      ada.send(rpc);
      expect(ada.pending.at(-1)?.state).to.equal('sending');
      await untilSent(ada);
    }
    expect(errors).to.deep.equal([]);
    await expectAllWell('ListPushBack', 'Publish', 'SetIf');
  });

  it('an item delivered twice, a discontinuity, numbers that start over: nothing twice, nothing missing', async () => {
    await chat.engine.faults.duplicate(1);
    await chat.sendElsewhere(room, 'twice');
    await untilShown(ada, ['twice']);
    for (const [text, fault] of [
      ['missed', () => chat.engine.faults.discontinuity({ ...topic(), missed: 3 })],
      ['unnumbered', () => chat.engine.faults.resetTopic(topic())],
    ] as const) {
      const item = JSON.stringify({ id: text, username: 'Elsewhere', message: text });
      await chat.engine.push({ cache: CACHE, list: room }, item);
      await fault();
      await until(`${text} to be there`, () => ada.messages.at(-1)?.text === text);
    }
    await untilStatus(ada, 'connected');
    await untilShown(grace, ['twice', 'missed', 'unnumbered']);
    await expectAllWell('twice', 'missed', 'unnumbered');
  });

  it('too much at once: a calm “sending”, and all of it in order', async function () {
    this.timeout(40_000);
    const slow = await openRelay(chat, { rateLimit: { messages: 4, seconds: 1 } });
    const edsger = slow.open({ room, user: 'edsger' });
    await untilStatus(edsger, 'connected');
    const errors: string[] = [];
    edsger.addEventListener('momento-chat-error', ({ error }) => errors.push(error.code));
    const texts = Array.from({ length: 10 }, (_, index) => `burst ${String(index)}`);
    for (const text of texts) edsger.send(text);
    for (let i = 0; i < 3; i += 1) await untilSent(edsger).catch(() => undefined);
    await untilShown(grace, texts);
    expect(errors).to.deep.equal([]);
    expect(await chat.storedTexts(room)).to.deep.equal(texts);
    edsger.remove();
    await slow.stop();
  });

  it('the element comes again with unsent messages: they are sent, in order, once', async () => {
    await relay.down();
    for (const text of ['one', 'two', 'three']) ada.send(text);
    ada.remove();
    const again = relay.open({ room, user: 'ada' });
    await until('a try', () => again.status !== 'disconnected');
    await relay.up();
    await untilShown(again, ['one', 'two', 'three']);
    await untilShown(grace, ['one', 'two', 'three']);
    await until('all to be sent', () => again.pending.length === 0);
    expect(await chat.storedTexts(room)).to.deep.equal(['one', 'two', 'three']);
  });

  it('a push that is never answered: tried again, and stored once', async () => {
    await chat.engine.faults.inject({ kind: 'hang', rpc: 'ListPushBack', count: 1 });
    ada.send('late');
    await untilSent(ada).catch(() => undefined);
    await untilSent(ada);
    await untilShown(grace, ['late']);
    await expectAllWell('late');
  });

  it('nothing is left open of an element that is removed', async () => {
    ada.remove();
    await relay.untilEmpty();
  });
});
