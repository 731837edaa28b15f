import { expect } from '@open-wc/testing';
import { newRoom, until, untilShown, untilStatus, useChat } from '../helpers/chat-fixture.js';
import { openChat, tokenRequests, type OpenedChat } from './opened-chat.js';

/** The fault matrix, second part: tokens that expire. */
describe('when tokens run out', () => {
  const chat = useChat();
  let room: string;

  beforeEach(() => {
    room = newRoom();
  });

  const open = (): Promise<OpenedChat> => openChat(chat, { room });
  const requests = (): Promise<number> => tokenRequests(chat);

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

  it('tokens that are expired when they come: neither a hot loop nor a dead end', async () => {
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
