import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, nextEvent, until, untilStatus } from '../helpers/chat-fixture.js';
import { inside, settled } from '../helpers/element-parts.js';
import { errorsOf, fill, isAsked, start, untilAsked, usePreChat } from '../helpers/pre-chat.js';
import { UNWELCOME } from '../helpers/unwelcome.js';

describe('the questions before the chat', () => {
  const { chat, open, allRequests, requests, reloaded, roomOfTest } = usePreChat();
  let room = '';

  beforeEach(() => {
    room = roomOfTest();
  });

  describe('that were answered', () => {
    async function answered(preChat = 'name'): Promise<MomentoChatElement> {
      const element = open(preChat);
      await untilAsked(element);
      await fill(element, { name: 'Grace' });
      await start(element);
      await untilStatus(element, 'connected');
      return element;
    }

    it('are not asked again after a reload, and the answers are sent again', async () => {
      const element = reloaded(await answered(), 'name');
      await untilStatus(element, 'connected');
      expect(isAsked(element)).to.equal(false);
      expect((await requests()).map(({ answers }) => answers)).to.deep.equal([
        { name: 'Grace' },
        { name: 'Grace' },
      ]);
    });

    it('are sent with each new token', async () => {
      await chat.endpoint.behave({ tokenTtlSeconds: 3 });
      await answered();
      await until('a renewed token', async () => (await requests()).length >= 3);
      for (const { answers, method } of await requests()) {
        expect([method, answers]).to.deep.equal(['POST', { name: 'Grace' }]);
      }
    });

    it('are asked in another room, and not again in the first one', async () => {
      const element = await answered();
      const first = room;
      element.room = newRoom();
      await untilAsked(element);
      expect(element.preChatAnswers).to.equal(undefined);
      element.room = first;
      await untilStatus(element, 'connected');
      expect({ ...element.preChatAnswers }).to.deep.equal({ name: 'Grace' });
    });

    it('are asked again by a page that forgets the answers, and after a reload as well', async () => {
      const element = await answered();
      element.preChatAnswers = undefined;
      await untilAsked(element);
      await untilStatus(element, 'disconnected');
      await untilAsked(reloaded(element, 'name'));
    });

    it('are asked again where something else stands in the tab’s memory', async () => {
      for (const text of ['{', '7', 'null', '[7]', '{"name":7}', '{"name":{}}']) {
        sessionStorage.setItem(`momento-chat:answers:${room}`, text);
        const element = open('name');
        await untilAsked(element);
        element.remove();
      }
      expect(await requests()).to.deep.equal([]);
    });

    it('are asked again where the server takes what stands there for no answers', async () => {
      for (const text of ['["x"]', '{"__proto__":"x"}', `{"a":"${'x'.repeat(501)}"}`]) {
        sessionStorage.setItem(`momento-chat:answers:${room}`, text);
        const element = open('name');
        const { error } = await nextEvent(element, 'momento-chat-error');
        expect(error.message).to.include('answered 400 (unable to read the answers;');
        await untilAsked(element);
        expect(sessionStorage.getItem(`momento-chat:answers:${room}`)).to.equal(null);
        element.remove();
      }
    });

    it('name a visitor for whom neither the page nor the server has a name', async () => {
      await chat.endpoint.behave({ answer: { user: null } });
      const element = await answered();
      expect(element.session?.user.name).to.equal('Grace');
      element.username = 'Amazing Grace';
      await until('the page’s own name', () => element.session?.user.name === 'Amazing Grace');
    });
  });

  describe('that the page answers', () => {
    it('are not shown, and hold for each room', async () => {
      const element = document.createElement('momento-chat');
      element.setAttribute('room', room);
      element.setAttribute('token-url', chat.endpoint.url);
      element.setAttribute('pre-chat', 'name');
      element.preChatAnswers = { name: 'Grace', plan: 'gold' };
      chat.adopt(element);
      await untilStatus(element, 'connected');
      element.room = newRoom();
      await until('the second room', async () => (await requests()).length === 2);
      for (const { answers } of await requests()) {
        expect(answers).to.deep.equal({ name: 'Grace', plan: 'gold' });
      }
      await untilStatus(element, 'connected');
    });

    it('enter the room anew with other answers, and only with other ones', async () => {
      const element = open('name');
      element.preChatAnswers = { name: 'Grace' };
      await untilStatus(element, 'connected');
      element.preChatAnswers = { name: 'Grace' };
      await element.updateComplete;
      element.preChatAnswers = { name: 'Ada' };
      await until('another request', async () => (await requests()).length === 2);
      expect((await requests()).map(({ answers }) => answers?.['name'])).to.deep.equal([
        'Grace',
        'Ada',
      ]);
      await untilStatus(element, 'connected');
    });

    it('are asked if the page’s answers are none, and its developer is told', async () => {
      for (const wrong of ['Grace', [7], { name: 7 }, { 'a b': 'x' }, { name: 'x'.repeat(501) }]) {
        const element = document.createElement('momento-chat');
        const fault = nextEvent(element, 'momento-chat-error');
        element.setAttribute('room', newRoom());
        element.setAttribute('token-url', chat.endpoint.url);
        element.setAttribute('pre-chat', 'name');
        Object.assign(element, { preChatAnswers: wrong });
        chat.adopt(element);
        const { error } = await fault;
        expect(error.message).to.match(/unable to take preChatAnswers|answered 400 .*the answers/);
        await untilAsked(element);
      }
    });

    it('reach a tokenProvider, which gets none without questions', async () => {
      const asked: unknown[] = [];
      const element = open('name');
      const { url } = chat.endpoint;
      element.tokenProvider = async (name, { answers }) => {
        asked.push({ ...answers });
        return (await (await fetch(`${url}&room=${name}`)).json()) as never;
      };
      await untilAsked(element);
      await fill(element, { name: 'Grace' });
      await start(element);
      await untilStatus(element, 'connected');
      element.preChat = null;
      element.preChatAnswers = undefined;
      await until('the second request', () => asked.length === 2);
      expect(asked).to.deep.equal([{ name: 'Grace' }, {}]);
      await untilStatus(element, 'connected');
    });
  });

  it('leave a chat without them as it was: its request is a GET without a body', async () => {
    const element = chat.open({ room });
    await untilStatus(element, 'connected');
    const [request] = await requests();
    expect(request?.method).to.equal('GET');
    expect(request?.headers['content-type']).to.equal(undefined);
    expect(request?.headers['content-length']).to.equal(undefined);
    expect(request?.headers['accept']).to.equal('application/json');
    expect(request?.answers).to.deep.equal({});
    // Such a request needs no preflight.
    const all = await allRequests();
    expect(all.map(({ method }) => method)).to.deep.equal(['GET']);
  });

  it('say clearly that an older endpoint takes no answers', async () => {
    await chat.endpoint.behave({ status: 405 });
    const element = open('name');
    await untilAsked(element);
    await fill(element, { name: 'Grace' });
    const fault = nextEvent(element, 'momento-chat-error');
    await start(element);
    const { error } = await fault;
    expect(error.code).to.equal('token-rejected');
    expect(error.message).to.match(/answered 405.*Pre-chat answers are a POST/);
    await untilAsked(element);
  });

  it('are accessible, and so are their errors and the refusal', async () => {
    const element = open('name email topic?');
    await untilAsked(element);
    await expect(element).to.be.accessible();
    await start(element);
    await settled(element);
    expect(Object.keys(errorsOf(element))).to.have.length(2);
    await expect(element).to.be.accessible();
    await fill(element, { name: 'Grace', email: UNWELCOME });
    await start(element);
    await until('the refusal', () => inside(element, '.refusal').innerText !== '');
    await settled(element);
    await expect(element).to.be.accessible();
  });
});
