import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  CACHE,
  newRoom,
  nextEvent,
  shown,
  shownTexts,
  until,
  untilShown,
  untilStatus,
  useChat,
  write,
} from '../helpers/chat-fixture.js';
import { composerOf } from '../helpers/element-parts.js';
import { publish, pushed } from '../helpers/stored-messages.js';

describe('<momento-chat>', () => {
  const chat = useChat();

  describe('conversation', () => {
    it('passes the accessibility audit, empty and with messages', async () => {
      const element = chat.open();
      await untilStatus(element, 'connected');
      await expect(element).to.be.accessible();
      await write(element, 'Hello');
      await until('it to be sent', () => element.pending.length === 0);
      await publish(chat, element.room, 'Hello yourself');
      await untilShown(element, ['Hello', 'Hello yourself']);
      await expect(element).to.be.accessible();
    });

    it('two users chat in one room, and a third sees the history', async () => {
      const room = newRoom();
      const ada = chat.open({ room, user: 'ada' });
      const grace = chat.open({ room, user: 'grace' });
      await untilStatus(ada, 'connected');
      await untilStatus(grace, 'connected');
      await write(ada, 'Hello Grace');
      await untilShown(grace, ['Hello Grace']);
      await write(grace, 'Hello Ada');
      await untilShown(ada, ['Hello Grace', 'Hello Ada']);
      await untilShown(grace, ['Hello Grace', 'Hello Ada']);
      const third = chat.open({ room, user: 'edsger' });
      await untilShown(third, ['Hello Grace', 'Hello Ada']);
      expect(await pushed(chat, room)).to.have.length(2);
    });

    it('marks own messages, and shows author and time of others’ messages', async () => {
      const room = newRoom();
      const ada = chat.open({ room, user: 'ada' });
      const grace = chat.open({ room, user: 'grace' });
      await untilStatus(ada, 'connected');
      await untilStatus(grace, 'connected');
      await write(ada, 'mine');
      await untilShown(grace, ['mine']);
      await untilShown(ada, ['mine']);
      await until('the message to be settled', () => ada.pending.length === 0);
      expect(await shown(ada, '.own')).to.have.length(1);
      expect(await shown(grace, '.own')).to.have.length(0);
      const [author] = await shown(grace, '.author');
      expect(author?.textContent).to.equal('Ada');
      const [time] = await shown(grace, 'time');
      const sentAt = Date.parse(time?.getAttribute('datetime') ?? '');
      expect(Date.now() - sentAt).to.be.within(0, 60_000);
    });

    it('shows an own message before the service has confirmed it', async () => {
      const element = chat.open();
      await untilStatus(element, 'connected');
      await chat.engine.faults.inject({ kind: 'hang', rpc: 'ListPushBack' });
      await write(element, 'on its way');
      expect(await shownTexts(element)).to.deep.equal(['on its way']);
      expect(element.pending.map(({ state }) => state)).to.deep.equal(['sending']);
    });

    it('shows markup and code as plain text', async () => {
      const element = chat.open();
      await untilStatus(element, 'connected');
      const texts = [
        '<img src=x onerror="window.pwned = true"><script>window.pwned = true</' + 'script>',
        '${1 + 1} {{ 1 + 1 }} &lt;b&gt; <!-- -->',
        'javascript:alert(1)',
      ];
      for (const [index, text] of texts.entries()) {
        const username = `<b>${String(index)}</b>`;
        await publish(chat, element.room, JSON.stringify({ username, message: text }));
      }
      await untilShown(element, texts);
      const [author] = await shown(element, '.author');
      expect(author?.textContent).to.equal('<b>0</b>');
      expect(await shown(element, '.log :is(img, script, a, b)')).to.have.length(0);
      expect((window as { pwned?: boolean }).pwned).to.equal(undefined);
    });

    it('shows older message formats and plain text; drops and counts invalid items', async () => {
      const room = newRoom();
      await chat.engine.push(
        { cache: CACHE, list: room },
        JSON.stringify({ username: 'Ada', message: 'old' }),
        'Hello world!',
        '{"broken":',
        '[1,2]',
      );
      const element = chat.open({ room });
      await untilShown(element, ['old', 'Hello world!']);
      await publish(chat, room, 'live and plain');
      await publish(chat, room, JSON.stringify({ type: 'from-the-future', message: 'x' }));
      await publish(chat, room, JSON.stringify({ message: { toString: 'x' } }));
      await publish(chat, room, JSON.stringify({ username: 'Ada', message: 'end' }));
      await untilShown(element, ['old', 'Hello world!', 'live and plain', 'end']);
      expect(element.droppedCount).to.equal(3);
    });

    it('takes a message’s author from the token, not from the payload', async () => {
      const element = chat.open();
      await untilStatus(element, 'connected');
      const forged = { id: 'F1', username: 'Ada', userId: 'ada', message: 'I am Ada' };
      await publish(chat, element.room, JSON.stringify(forged), 'mallory');
      await untilShown(element, ['I am Ada']);
      const [author] = await shown(element, '.author');
      expect(author?.textContent).to.equal('mallory');
      expect(await shown(element, '.own')).to.have.length(0);
    });

    it('loses nothing that is sent between the subscription and the fetch', async () => {
      const room = newRoom();
      await chat.engine.faults.inject({ kind: 'delay', rpc: 'ListFetch', ms: 400 });
      const element = chat.open({ room });
      await until(
        'the fetch',
        async () => (await chat.calls('ListFetch')) > 0 && element.status === 'catching-up',
      );
      const early = JSON.stringify({
        id: 'E1',
        username: 'G',
        message: 'stored and live',
        order: 1,
      });
      await chat.engine.push({ cache: CACHE, list: room }, early);
      await publish(chat, room, early);
      await publish(
        chat,
        room,
        JSON.stringify({ id: 'E2', username: 'G', message: 'live only', order: 2 }),
      );
      await untilShown(element, ['stored and live', 'live only']);
    });

    it('fires events for messages, sending and status', async () => {
      const room = newRoom();
      const statuses: string[] = [];
      const listen = (event: Event): void => {
        statuses.push((event.target as MomentoChatElement).status);
      };
      document.body.addEventListener('momento-chat-status-change', listen);
      const ada = chat.open({ room, user: 'ada' });
      await untilStatus(ada, 'connected');
      document.body.removeEventListener('momento-chat-status-change', listen);
      expect(statuses).to.deep.equal(['connecting', 'catching-up', 'connected']);
      const grace = chat.open({ room, user: 'grace' });
      await untilStatus(grace, 'connected');
      const sent = nextEvent(ada, 'momento-chat-send');
      const received = nextEvent(grace, 'momento-chat-message');
      const id = ada.send('Hello');
      expect((await sent).message).to.include({ id, text: 'Hello' });
      expect((await received).message).to.deep.include({
        id,
        text: 'Hello',
        author: { id: 'ada', name: 'Ada', verified: true },
      });
    });
  });

  describe('the composer', () => {
    it('keeps a text that is too long, and shows the error', async () => {
      const element = chat.open();
      await untilStatus(element, 'connected');
      const text = 'あ'.repeat(1400);
      await write(element, text);
      expect(() => element.send(text)).to.throw('4096 bytes');
      const composer = composerOf(element);
      await composer.updateComplete;
      expect(composer.value).to.equal(text);
      expect(composer.renderRoot.querySelector('[role=alert]')?.textContent).to.contain('too long');
      expect(await shownTexts(element)).to.deep.equal([]);
      await expect(element).to.be.accessible();
    });

    it('is empty after sending, and keeps text that was typed before the connection', async () => {
      await chat.endpoint.behave({ hang: true });
      const element = chat.open();
      await write(element, 'early');
      const composer = composerOf(element);
      expect(composer.value).to.equal('early');
      await chat.endpoint.behave({});
      element.reconnect();
      await untilStatus(element, 'connected');
      await write(element, 'early');
      expect(composer.value).to.equal('');
      await untilShown(element, ['early']);
    });
  });

  describe('states', () => {
    it('shows a skeleton while loading, and invites the first message into an empty room', async () => {
      await chat.endpoint.behave({ hang: true });
      const element = chat.open();
      expect(await shown(element, '.skeleton')).to.have.length(1);
      await expect(element).to.be.accessible();
      await chat.endpoint.behave({});
      element.reconnect();
      await untilStatus(element, 'connected');
      expect(await shown(element, '.skeleton')).to.have.length(0);
      expect((await shown(element, '.note'))[0]?.textContent).to.contain('No messages yet');
    });

    it('shows no invitation and no enabled composer when access is refused', async () => {
      await chat.endpoint.behave({ status: 403 });
      const element = chat.open();
      await untilStatus(element, 'failed');
      expect(await shown(element, '.note')).to.have.length(0);
      expect(composerOf(element).disabled).to.equal(true);
    });

    it('is read-only when the token is', async () => {
      await chat.endpoint.behave({ readOnly: true });
      const room = newRoom();
      const element = chat.open({ room });
      await untilStatus(element, 'connected');
      expect(composerOf(element).readOnly).to.equal(true);
      await publish(chat, room, 'but live');
      await untilShown(element, ['but live']);
    });

    it('marks a refused message, and offers to retry or discard it', async () => {
      const element = chat.open();
      await untilStatus(element, 'connected');
      const refused = { kind: 'error', rpc: 'ListPushBack', status: 'PERMISSION_DENIED' } as const;
      await chat.engine.faults.inject({ ...refused, count: 2 });
      await write(element, 'first');
      await write(element, 'second');
      await until('both to fail', () => element.pending.every(({ state }) => state === 'failed'));
      const buttons = await shown(element, '.failure button');
      expect(buttons.map((button) => button.textContent)).to.deep.equal([
        'Try again',
        'Discard',
        'Try again',
        'Discard',
      ]);
      await expect(element).to.be.accessible();
      buttons[1]?.click();
      buttons[2]?.click();
      await until('the second to be sent', () => element.pending.length === 0);
      expect(await shownTexts(element)).to.deep.equal(['second']);
    });
  });
});
