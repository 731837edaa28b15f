import { expect } from '@open-wc/testing';
import type { ChatErrorCode, MomentoChatElement } from '../../src/momento-chat.js';
import {
  newRoom,
  recordStatuses,
  startChat,
  until,
  untilShown,
  untilStatus,
  type ChatFixture,
  type OpenOptions,
} from '../helpers/chat-fixture.js';

/** The fault matrix, part 4: tokens that expire, and token endpoints that fail. */
describe('when tokens expire', () => {
  let chat: ChatFixture;
  let room: string;

  before(async () => {
    chat = await startChat();
  });

  beforeEach(() => {
    room = newRoom();
  });

  afterEach(() => chat.reset());

  after(() => chat.stop());

  interface Opened {
    element: MomentoChatElement;
    statuses: string[];
    errors: ChatErrorCode[];
  }

  async function open(options: OpenOptions = {}): Promise<Opened> {
    const element = chat.open({ room, ...options });
    const errors: ChatErrorCode[] = [];
    element.addEventListener('momento-chat-error', ({ error }) => errors.push(error.code));
    await untilStatus(element, 'connected');
    return { element, statuses: recordStatuses(element), errors };
  }

  async function requests(): Promise<number> {
    return (await chat.endpoint.requests()).filter(({ method }) => method === 'GET').length;
  }

  it('replaces a token before it expires, and misses no message meanwhile', async function () {
    this.timeout(60_000);
    await chat.endpoint.behave({ tokenTtlSeconds: 20 });
    const { element, statuses, errors } = await open();
    const before = await requests();
    const texts: string[] = [];
    // Messages arrive all the time until the token changes.
    while ((await requests()) < before + 1) {
      const text = `m${String(texts.length)}`;
      await chat.sendElsewhere(room, text);
      texts.push(text);
      await new Promise((resolve) => setTimeout(resolve, 50)); // A busy room, not a flood.
    }
    await until('the change', () => statuses.includes('catching-up'));
    // The element's messages, because the list does not render all of them.
    await until('all of it', () => element.messages.length === texts.length);
    expect(element.messages.map(({ text }) => text)).to.deep.equal(texts);
    await untilStatus(element, 'connected');
    expect(new Set(statuses)).to.deep.equal(new Set(['catching-up', 'connected']));
    // The host is warned once about tokens with so short a life.
    expect(errors).to.deep.equal(['token-short-lived']);
    await until('one stream', async () => (await chat.engine.stats()).openStreams === 1);
  });

  it('requests a token of five seconds every few seconds, and no more often', async function () {
    this.timeout(30_000);
    await chat.endpoint.behave({ tokenTtlSeconds: 5 });
    await open();
    const before = await requests();
    await new Promise((resolve) => setTimeout(resolve, 9000)); // How often, in this time, is the point.
    expect((await requests()) - before).to.be.within(2, 3);
  });

  it('replaces a token that expires earlier than announced', async function () {
    this.timeout(30_000);
    // It claims an hour, but is valid for three seconds.
    const expiresAt = Math.round(Date.now() / 1000) + 3600;
    await chat.endpoint.behave({ tokenTtlSeconds: 3, answer: { expiresAt }, times: 1 });
    const { element, statuses, errors } = await open();
    await untilStatus(element, 'reconnecting');
    await chat.sendElsewhere(room, 'in the hole');
    await untilShown(element, ['in the hole']);
    await untilStatus(element, 'connected');
    expect(statuses).to.deep.equal(['reconnecting', 'catching-up', 'connected']);
    expect(errors).to.deep.equal(['not-authenticated']);
  });

  it('stays connected while the token lasts if the endpoint is down, and recovers with the endpoint', async function () {
    this.timeout(45_000);
    // At least a tenth of its life is left after the refused refresh.
    await chat.endpoint.behave({ tokenTtlSeconds: 15 });
    const { element, statuses, errors } = await open();
    await chat.endpoint.behave({ status: 503 });
    const before = await requests();
    await until('a refused refresh', async () => (await requests()) > before);
    await chat.sendElsewhere(room, 'still live');
    await untilShown(element, ['still live']);
    expect(statuses).to.deep.equal([]);
    // Now the token expires, too.
    await untilStatus(element, 'reconnecting');
    element.send('meanwhile');
    await chat.sendElsewhere(room, 'in the hole');
    expect(element.pending.map(({ state }) => state)).to.deep.equal(['sending']);
    await chat.endpoint.behave({});
    await until('the way back', () => element.status === 'connected');
    expect(statuses).to.deep.equal(['reconnecting', 'catching-up', 'connected']);
    await until('everything to be sent', () => element.pending.length === 0);
    await untilShown(element, ['still live', 'in the hole', 'meanwhile']);
    expect(errors).to.include('token-unavailable');
  });

  it('fails at once with the reason if the endpoint refuses a refresh, and keeps unsent messages', async function () {
    this.timeout(45_000);
    await chat.endpoint.behave({ tokenTtlSeconds: 15 });
    const { element, statuses } = await open();
    await chat.endpoint.behave({ status: 403 });
    await untilStatus(element, 'failed');
    expect(statuses).to.deep.equal(['failed']);
    const before = await requests();
    element.send('kept');
    await new Promise((resolve) => setTimeout(resolve, 1500)); // Long enough for a retry, which must not happen.
    expect(await requests()).to.equal(before);
    await chat.endpoint.behave({});
    element.reconnect();
    await untilStatus(element, 'connected');
    await untilShown(element, ['kept']);
  });

  it('stays connected and retries if the endpoint sends an invalid response', async function () {
    this.timeout(40_000);
    await chat.endpoint.behave({ tokenTtlSeconds: 20 });
    const { element, statuses, errors } = await open();
    await chat.endpoint.behave({ status: 200, body: '<html>captive portal' });
    await until('it to be noticed', () => errors.includes('token-invalid'));
    expect(element.status).to.equal('connected');
    await chat.endpoint.behave({});
    await until('a new token', () => statuses.includes('catching-up'));
    await untilStatus(element, 'connected');
    expect(statuses).to.deep.equal(['catching-up', 'connected']);
  });

  it('retries no earlier than Retry-After if the endpoint limits the rate', async () => {
    await chat.endpoint.behave({ status: 429, retryAfter: '2', times: 1 });
    const element = chat.open({ room });
    const statuses = recordStatuses(element);
    await untilStatus(element, 'reconnecting');
    await untilStatus(element, 'connected');
    const asked = (await chat.endpoint.requests()).filter(({ method }) => method === 'GET');
    const [first, second] = asked.slice(-2);
    expect((second?.receivedAt ?? 0) - (first?.receivedAt ?? 0)).to.be.at.least(1990);
    expect(statuses).to.deep.equal(['connecting', 'reconnecting', 'catching-up', 'connected']);
  });

  it('sends one request to a slow endpoint, and waits for it', async () => {
    await chat.endpoint.behave({ delayMs: 1000 });
    const before = await requests();
    const element = chat.open({ room });
    await untilStatus(element, 'connecting');
    element.reconnect();
    await untilStatus(element, 'connected');
    expect((await requests()) - before).to.equal(1);
  });

  it('gives up an endpoint that never answers after ten seconds, and retries', async function () {
    this.timeout(40_000);
    await chat.endpoint.behave({ hang: true });
    const element = chat.open({ room });
    const errors: string[] = [];
    element.addEventListener('momento-chat-error', ({ error }) => errors.push(error.message));
    await until('it to be given up', () => element.status === 'reconnecting').catch(() => {});
    await untilStatus(element, 'reconnecting');
    expect(errors).to.have.length(1);
    expect(errors[0]).to.contain('not answered');
    await chat.endpoint.behave({});
    await untilStatus(element, 'connected');
  });

  it('retries with increasing delays if the endpoint is down from the start', async () => {
    await chat.endpoint.behave({ status: 500 });
    const before = await requests();
    const element = chat.open({ room });
    await untilStatus(element, 'reconnecting');
    await new Promise((resolve) => setTimeout(resolve, 3000)); // How often, in this time, is the point.
    expect((await requests()) - before).to.be.within(3, 6);
    await chat.endpoint.behave({});
    await untilStatus(element, 'connected');
  });

  it('recovers from tokens that are expired on arrival, without a busy loop', async () => {
    await chat.endpoint.behave({ tokenTtlSeconds: 1, delayMs: 1500 });
    await chat.engine.faults.inject({ kind: 'error', rpc: 'Subscribe', status: 'UNAUTHENTICATED' });
    const before = await chat.calls('Subscribe');
    const element = chat.open({ room });
    await untilStatus(element, 'reconnecting');
    await until('another try', async () => (await chat.calls('Subscribe')) >= before + 2);
    await chat.engine.faults.clear();
    await chat.endpoint.behave({});
    await untilStatus(element, 'connected');
  });

  it('requests no token after the element is removed', async () => {
    await chat.endpoint.behave({ tokenTtlSeconds: 2 });
    const { element } = await open();
    element.remove();
    const before = await requests();
    await new Promise((resolve) => setTimeout(resolve, 3000)); // Longer than the token lives.
    expect(await requests()).to.equal(before);
  });
});
