import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import {
  nextEvent,
  shownTexts,
  until,
  untilShown,
  untilStatus,
  write,
} from '../helpers/chat-fixture.js';
import { expectSame, focused, focusedTag, inside, settled } from '../helpers/element-parts.js';
import {
  errorsOf,
  fieldOf,
  fill,
  isAsked,
  start,
  untilAsked,
  usePreChat,
} from '../helpers/pre-chat.js';
import { UNWELCOME } from '../helpers/unwelcome.js';

describe('the questions before the chat', () => {
  const { chat, open, requests, roomOfTest } = usePreChat();
  let room = '';

  beforeEach(() => {
    room = roomOfTest();
  });

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
});
