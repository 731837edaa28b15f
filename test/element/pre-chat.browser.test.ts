import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  newRoom,
  nextEvent,
  shownTexts,
  until,
  untilShown,
  untilStatus,
  useChat,
  write,
  type OpenOptions,
} from '../helpers/chat-fixture.js';
import { expectSame, focused, focusedTag, inside, settled } from '../helpers/element-parts.js';
import { errorsOf, fieldOf, fill, isAsked, start, untilAsked } from '../helpers/pre-chat.js';
import { UNWELCOME } from '../helpers/unwelcome.js';

describe('the questions before the chat', () => {
  const chat = useChat();
  let room: string;
  let before: number;

  beforeEach(async () => {
    room = newRoom();
    before = (await chat.endpoint.requests()).length;
  });

  function open(preChat: string, options: OpenOptions = {}): MomentoChatElement {
    const { attributes, ...rest } = options;
    return chat.open({ room, ...rest, attributes: { 'pre-chat': preChat, ...attributes } });
  }

  /** The requests for tokens of this test, without preflights. */
  async function requests() {
    const all = await chat.endpoint.requests();
    return all.slice(before).filter(({ method }) => method !== 'OPTIONS');
  }

  /** Leaves the page and comes back to it, as a reload does. */
  function reloaded(element: MomentoChatElement, preChat: string): MomentoChatElement {
    element.remove();
    return open(preChat);
  }

  describe('that are built in', () => {
    it('stand in place of the conversation, and no token is asked for', async () => {
      const element = open('name email topic?');
      await untilAsked(element);
      expect(element.renderRoot.querySelector('momento-chat-message-list')).to.equal(null);
      expect(element.renderRoot.querySelector('momento-chat-composer')).to.equal(null);
      const labels = [...element.renderRoot.querySelectorAll('label')];
      expect(labels.map(({ innerText }) => innerText.replace(/\s+/g, ' ').trim())).to.deep.equal([
        'Name *',
        'Email *',
        'How can we help? (optional)',
      ]);
      expect(element.status).to.equal('disconnected');
      expect(element.matches(':state(offline)')).to.equal(false);
      expect(element.session).to.equal(undefined);
      expect(await requests()).to.deep.equal([]);
    });

    it('have what browsers and keyboards need to help', async () => {
      const element = open('name email? topic');
      await untilAsked(element);
      const name = fieldOf(element, 'name') as HTMLInputElement;
      const email = fieldOf(element, 'email') as HTMLInputElement;
      expect([name.autocomplete, name.type, name.required]).to.deep.equal(['name', 'text', true]);
      expect([email.autocomplete, email.inputMode, email.type, email.required]).to.deep.equal([
        'email',
        'email',
        'email',
        false,
      ]);
      expect(fieldOf(element, 'topic').required).to.equal(true);
    });

    it('let the visitor in, and their answers reach authorize', async () => {
      const element = open('name email topic?');
      await untilAsked(element);
      await fill(element, { name: ' Grace ', email: 'grace@example.com' });
      await start(element);
      await untilStatus(element, 'connected');
      await settled(element);
      const answers = { name: 'Grace', email: 'grace@example.com' };
      const [request, ...more] = await requests();
      expect(more).to.deep.equal([]);
      expect(request?.answers).to.deep.equal(answers);
      expect([request?.method, request?.headers['content-type']]).to.deep.equal([
        'POST',
        'application/json',
      ]);
      // No personal data in what servers log.
      expect(request?.path).to.equal(`/momento-token?user=ada&room=${room}`);
      expect({ ...element.preChatAnswers }).to.deep.equal(answers);
      await write(element, 'Hello');
      await untilShown(element, ['Hello']);
    });

    it('give the focus to the composer, if they had it', async () => {
      const element = open('name');
      await untilAsked(element);
      fieldOf(element, 'name').focus();
      await fill(element, { name: 'Grace' });
      await sendKeys({ press: 'Enter' });
      await untilStatus(element, 'connected');
      await settled(element);
      expect(focusedTag()).to.equal('textarea');
    });

    it('are in the order of the page, once each', async () => {
      const element = open(' topic  name topic? ');
      await untilAsked(element);
      const fields = element.renderRoot.querySelectorAll('[part="pre-chat-field"]');
      expect([...fields].map(({ id }) => id)).to.deep.equal(['pre-chat-topic', 'pre-chat-name']);
      expect(fieldOf(element, 'topic').required).to.equal(false);
    });

    it('tell the developer about a word that is none, and go on without it', async () => {
      const element = document.createElement('momento-chat');
      const fault = nextEvent(element, 'momento-chat-error');
      element.setAttribute('room', room);
      element.setAttribute('token-url', chat.endpoint.url);
      element.setAttribute('pre-chat', 'name phone');
      chat.adopt(element);
      const { error } = await fault;
      expect(error.code).to.equal('configuration-invalid');
      expect(error.message).to.include('"phone"');
      await untilAsked(element);
    });

    it('show that the chat is being entered, and take nothing more meanwhile', async () => {
      await chat.endpoint.behave({ hang: true });
      const element = open('name');
      await untilAsked(element);
      await fill(element, { name: 'Grace' });
      await start(element);
      await until('a token request', async () => (await requests()).length === 1);
      const button = inside<HTMLButtonElement>(element, '.start');
      expect(button.ariaDisabled).to.equal('true');
      expect(button.innerText.trim()).to.equal('Starting…');
      expect(inside(element, '.questions').ariaBusy).to.equal('true');
      expect(fieldOf(element, 'name').readOnly).to.equal(true);
      button.click();
      await element.updateComplete;
      await chat.endpoint.behave({});
      await untilStatus(element, 'connected');
      expect(await requests()).to.have.length(1);
    });

    it('do not hide that the server cannot be reached', async () => {
      await chat.endpoint.behave({ status: 503, times: 1 });
      const element = open('name');
      await untilAsked(element);
      await fill(element, { name: 'Grace' });
      await start(element);
      await untilStatus(element, 'reconnecting');
      await element.updateComplete;
      expect(element.renderRoot.querySelector('.pre-chat')).to.equal(null);
      await untilStatus(element, 'connected');
      expect(isAsked(element)).to.equal(false);
    });
  });

  describe('that are answered wrongly', () => {
    it('say so beside the fields, lead to the first one, and take it back once it is right', async () => {
      const element = open('name email topic');
      await untilAsked(element);
      await fill(element, { name: '  ', email: 'grace', topic: 'A bill' });
      await start(element);
      await settled(element);
      expect(errorsOf(element)).to.deep.equal({
        name: 'Please enter your name.',
        email: 'Please enter an address such as name@example.com.',
      });
      const name = fieldOf(element, 'name');
      expectSame(focused(), name);
      expect(name.ariaInvalid).to.equal('true');
      const described = element.renderRoot.querySelector(
        `#${name.getAttribute('aria-describedby') ?? ''}`,
      );
      expect(described?.textContent).to.equal('Please enter your name.');
      const alerts = [...element.renderRoot.querySelectorAll('[role="alert"]')];
      expect(alerts.map(({ textContent }) => textContent.trim()).join('')).to.equal(
        'Please enter your name. Please enter an address such as name@example.com.',
      );
      await fill(element, { name: 'Grace' });
      expect(Object.keys(errorsOf(element))).to.deep.equal(['email']);
      expect(name.ariaInvalid).to.equal('false');
      await fill(element, { email: 'grace@example.com' });
      expect(errorsOf(element)).to.deep.equal({});
      expect(await requests()).to.deep.equal([]);
      await start(element);
      await untilStatus(element, 'connected');
    });

    it('take an optional address that is none as little', async () => {
      const element = open('email?');
      await untilAsked(element);
      await fill(element, { email: 'grace' });
      await start(element);
      await settled(element);
      expect(Object.keys(errorsOf(element))).to.deep.equal(['email']);
      await fill(element, { email: '' });
      await start(element);
      await untilStatus(element, 'connected');
      // Nothing was answered: the request is the one of a chat without questions.
      const [request] = await requests();
      expect([request?.method, request?.answers]).to.deep.equal(['GET', {}]);
    });

    it('come back with the answers and the refusal, and a second try is let in', async () => {
      const element = open('name email');
      await untilAsked(element);
      await fill(element, { name: 'Grace', email: UNWELCOME });
      const fault = nextEvent(element, 'momento-chat-error');
      await start(element);
      expect((await fault).error.code).to.equal('token-refused');
      await untilAsked(element);
      const alert = inside(element, '.refusal');
      expect(alert.innerText.trim()).to.equal(
        'You do not have access to this conversation. Please check your details and try again.',
      );
      expect(fieldOf(element, 'name').value).to.equal('Grace');
      expect(fieldOf(element, 'email').value).to.equal(UNWELCOME);
      expect(element.preChatAnswers).to.equal(undefined);
      await fill(element, { email: 'grace@example.com' });
      await start(element);
      await untilStatus(element, 'connected');
      expect((await requests()).map(({ answers }) => answers?.['email'])).to.deep.equal([
        UNWELCOME,
        'grace@example.com',
      ]);
    });

    it('come back filled in where the page’s or an earlier page’s answers are refused', async () => {
      const element = document.createElement('momento-chat');
      element.preChatAnswers = { name: 'Grace', email: UNWELCOME };
      element.setAttribute('room', room);
      element.setAttribute('token-url', chat.endpoint.url);
      element.setAttribute('pre-chat', 'name email');
      chat.adopt(element);
      await untilAsked(element);
      expect(fieldOf(element, 'email').value).to.equal(UNWELCOME);
      expect(inside(element, '.refusal').innerText).not.to.equal('');
      await fill(element, { email: 'grace@example.com' });
      await start(element);
      await untilStatus(element, 'connected');
    });

    it('leave a conversation in place whose next token is refused', async () => {
      await chat.endpoint.behave({ tokenTtlSeconds: 3, times: 1 });
      const element = open('name');
      await untilAsked(element);
      await fill(element, { name: 'Grace' });
      await start(element);
      await untilStatus(element, 'connected');
      await write(element, 'Hello');
      await untilShown(element, ['Hello']);
      await chat.endpoint.behave({ status: 403 });
      await untilStatus(element, 'failed');
      expect(isAsked(element)).to.equal(false);
      expect(await shownTexts(element)).to.deep.equal(['Hello']);
    });
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
    const all = (await chat.endpoint.requests()).slice(before);
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
