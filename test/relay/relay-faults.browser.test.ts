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

/** The statuses of every recovery. */
const RECOVERY = ['reconnecting', 'catching-up', 'connected'];

/** Faults of the relay, of the connection to it, and of the service. Grace is a direct client. */
describe('<momento-relay-chat>, when a relay or the service behind it fails', () => {
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

  /** Checks that new messages arrive once in both directions, and that late clients of both kinds show the same. */
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

  it('delivers messages of both directions that were sent while the relay was down', async () => {
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

  it('misses no message after the socket was cut', async () => {
    await chat.sendElsewhere(room, 'before');
    await untilShown(ada, ['before']);
    await relay.cut();
    await chat.sendElsewhere(room, 'in the hole');
    await untilShown(ada, ['before', 'in the hole']);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(RECOVERY);
    await expectAllWell('before', 'in the hole');
  });

  it('stores each message once, in order, while the socket is cut repeatedly', async () => {
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

  it('detects a silent socket by the missing pings', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1500)); // The watchdog measures the pings' interval.
    await relay.stall();
    await chat.sendElsewhere(room, 'in the silence');
    await untilShown(ada, ['in the silence']);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(RECOVERY);
    await expectAllWell('in the silence');
  });

  it('tells the visitor that Momento is down behind the relay, and sends their message later', async () => {
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

  it('recovers if the relay’s stream is cut', async () => {
    await chat.engine.faults.dropStreams();
    await chat.sendElsewhere(room, 'in the hole');
    await untilShown(ada, ['in the hole']);
    await untilStatus(ada, 'connected');
    await untilShown(grace, ['in the hole']);
    await expectAllWell('in the hole');
  });

  it('stores and shows a message once if the answer to a push or publish is lost', async () => {
    for (const rpc of ['ListPushBack', 'Publish']) {
      await chat.engine.faults.inject({ kind: 'lost-answer', status: 'INTERNAL', rpc, count: 1 });
      ada.send(rpc);
      await untilSent(ada);
    }
    await untilShown(grace, ['ListPushBack', 'Publish']);
    expect(statuses).to.deep.equal([]);
    await expectAllWell('ListPushBack', 'Publish');
  });

  it('shows “sending”, and no error, while a push, a publish or a lease fails', async () => {
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

  it('repeats and misses nothing after a duplicate, a discontinuity and restarted numbers', async () => {
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

  it('shows “sending” beyond the rate limit, and sends everything in order', async function () {
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

  it('sends the unsent messages of a removed element from the next one, in order, once', async () => {
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

  it('repeats a push that is never answered, and stores the message once', async () => {
    await chat.engine.faults.inject({ kind: 'hang', rpc: 'ListPushBack', count: 1 });
    ada.send('late');
    await untilSent(ada).catch(() => undefined);
    await untilSent(ada);
    await untilShown(grace, ['late']);
    await expectAllWell('late');
  });

  it('closes its room when it is removed', async () => {
    ada.remove();
    await relay.untilEmpty();
  });
});
