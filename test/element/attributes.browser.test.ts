import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import {
  CACHE,
  newRoom,
  nextEvent,
  shown,
  until,
  untilShown,
  untilStatus,
  useChat,
  write,
} from '../helpers/chat-fixture.js';
import { composerOf } from '../helpers/element-parts.js';
import { pushed } from '../helpers/stored-messages.js';

describe('<momento-chat>', () => {
  const chat = useChat();

  describe('attributes', () => {
    it('history-limit: limits the stored list and the fetch', async () => {
      const room = newRoom();
      const element = chat.open({ room, attributes: { 'history-limit': '3' } });
      await untilStatus(element, 'connected');
      for (const text of ['1', '2', '3', '4', '5']) element.send(text);
      await until('all to be sent', () => element.pending.length === 0);
      expect(
        (await pushed(chat, room)).map((text) => (JSON.parse(text) as { message: string }).message),
      ).to.deep.equal(['3', '4', '5']);
      const late = chat.open({ room, attributes: { 'history-limit': '2' } });
      await untilShown(late, ['4', '5']);
    });

    it('history-limit 0: shows live messages only, and stores none', async () => {
      const room = newRoom();
      const before = [await chat.calls('ListFetch'), await chat.calls('ListPushBack')];
      const ada = chat.open({ room, user: 'ada', attributes: { 'history-limit': '0' } });
      const grace = chat.open({ room, user: 'grace', attributes: { 'history-limit': '0' } });
      await untilStatus(ada, 'connected');
      await untilStatus(grace, 'connected');
      ada.send('now or never');
      await untilShown(grace, ['now or never']);
      await until('it to be sent', () => ada.pending.length === 0);
      expect([await chat.calls('ListFetch'), await chat.calls('ListPushBack')]).to.deep.equal(
        before,
      );
      expect(await pushed(chat, room)).to.deep.equal([]);
    });

    it('history-ttl: sets the list’s time to live, at most one day', async () => {
      for (const [ttl, seconds] of [
        ['60', 60],
        ['', 3600],
        ['999999', 86_400],
        ['x', 3600],
      ] as const) {
        const room = newRoom();
        const element = chat.open({ room, attributes: ttl ? { 'history-ttl': ttl } : {} });
        await untilStatus(element, 'connected');
        element.send('hello');
        await until('it to be sent', () => element.pending.length === 0);
        expect(await chat.ttlSeconds(room)).to.be.within(seconds - 10, seconds);
      }
    });

    it('cache-name: is used when the endpoint names no cache', async () => {
      await chat.endpoint.behave({ answer: { cacheName: null } });
      const element = chat.open({ attributes: { 'cache-name': 'no-such-cache' } });
      const { error } = await nextEvent(element, 'momento-chat-error');
      expect(error.code).to.equal('not-permitted');
      element.setAttribute('cache-name', CACHE);
      await untilStatus(element, 'connected');
    });

    it('credentials: sends cookies to another origin only with include', async () => {
      // Cookies belong to a host, not to a port: the page's cookies reach every server on this host.
      document.cookie = 'session=secret; path=/';
      const url = new URL(chat.endpoint.url);
      url.hostname = location.hostname;
      for (const [credentials, sent] of [
        ['same-origin', false],
        ['include', true],
      ] as const) {
        const attributes = { 'token-url': url.href, credentials };
        await untilStatus(chat.open({ attributes }), 'connected');
        const request = (await chat.endpoint.requests())
          .filter(({ method }) => method === 'GET')
          .at(-1);
        expect(/session=secret/.test(request?.headers.cookie ?? '')).to.equal(sent);
      }
    });

    it('token-url: keeps its query, and requests JSON past every cache', async () => {
      const room = newRoom();
      await untilStatus(chat.open({ room, user: 'grace' }), 'connected');
      const request = (await chat.endpoint.requests())
        .filter(({ method }) => method === 'GET')
        .at(-1);
      expect(request?.path).to.contain('user=grace').and.to.contain(`room=${room}`);
      expect(request?.headers.accept).to.equal('application/json');
    });

    it('treats an empty number, as templates write it, as not set', async () => {
      const room = newRoom();
      const attributes = { 'history-limit': '', 'history-ttl': '', 'max-length': '' };
      const element = chat.open({ room, attributes });
      await untilStatus(element, 'connected');
      expect(element.historyLimit).to.equal(100);
      await write(element, 'hello');
      await until('it to be sent', () => element.pending.length === 0);
      expect(await pushed(chat, room)).to.have.length(1);
      expect(await chat.ttlSeconds(room)).to.be.within(3590, 3600);
    });

    it('treats a property that is no number, as frameworks set it, as not set', async () => {
      const room = newRoom();
      await chat.sendElsewhere(room, 'Before');
      const element = document.createElement('momento-chat');
      const set = { room, tokenUrl: chat.endpoint.url, historyLimit: undefined, historyTtl: '60' };
      chat.adopt(Object.assign(element, set as object));
      await untilShown(element, ['Before']);
      await write(element, 'hello');
      await until('it to be sent', () => element.pending.length === 0);
      expect(await pushed(chat, room)).to.have.length(2);
      expect(await chat.ttlSeconds(room)).to.be.within(3590, 3600);
    });

    it('an invalid value is named in the error', async () => {
      const element = chat.open({ attributes: { credentials: 'sometimes' } });
      const { error } = await nextEvent(element, 'momento-chat-error');
      expect(error.code).to.equal('configuration-invalid');
      expect(error.message).to.contain('credentials');
    });

    it('a property that an event listener sets takes effect', async () => {
      const element = document.createElement('momento-chat');
      element.room = newRoom();
      element.addEventListener('momento-chat-error', () => {
        element.tokenUrl = chat.endpoint.url;
      });
      chat.adopt(element);
      await untilStatus(element, 'connected');
    });

    it('max-length: keeps a longer text as typed or pasted, and does not send it', async () => {
      const element = chat.open({ attributes: { 'max-length': '10' } });
      await untilStatus(element, 'connected');
      const composer = composerOf(element);
      composer.focus();
      await sendKeys({ type: 'twelve chars' });
      await sendKeys({ press: 'Enter' });
      expect(composer.value).to.equal('twelve chars');
      expect(element.pending).to.deep.equal([]);
      await composer.updateComplete;
      const counter = composer.renderRoot.querySelector('[part=counter]');
      expect(counter?.textContent.trim()).to.equal('2 characters too long');
      expect(composer.renderRoot.querySelector('[role=alert]')?.textContent).to.contain('too long');
      expect(() => element.send('twelve chars')).to.throw('max-length');
    });

    it('username: is the visitor’s name when the endpoint gives none; the token identifies users', async () => {
      await chat.endpoint.behave({ answer: { user: null } });
      const room = newRoom();
      const attributes = { username: 'Grace\u202e' };
      const grace = chat.open({ room, user: 'grace', attributes });
      const guest = chat.open({ room, user: 'ada' });
      await untilStatus(grace, 'connected');
      await untilStatus(guest, 'connected');
      grace.send('hello');
      await untilShown(guest, ['hello']);
      guest.send('hello too');
      await untilShown(grace, ['hello', 'hello too']);
      await until('all to be settled', () => grace.pending.length + guest.pending.length === 0);
      await until('the echoes', () => guest.messages.every(({ author }) => author.verified));
      expect(guest.messages.map(({ author }) => author.id)).to.deep.equal(['grace', 'ada']);
      expect(guest.messages[0]?.author.name).to.equal('Grace');
      expect(guest.messages[1]?.author.name).to.match(/^Guest /);
      expect(await shown(grace, '.own')).to.have.length(1);
      expect(await shown(guest, '.own')).to.have.length(1);
      grace.send('once more');
      await untilShown(grace, ['hello', 'hello too', 'once more']);
      await until('it to be settled', () => grace.pending.length === 0);
      expect(await shown(grace, '.own')).to.have.length(2);
    });

    it('readonly: shows a notice in place of the composer', async () => {
      const element = chat.open({ attributes: { readonly: '' } });
      await untilStatus(element, 'connected');
      const composer = composerOf(element);
      await composer.updateComplete;
      expect(composer.renderRoot.querySelector('textarea')).to.equal(null);
      expect(composer.renderRoot.textContent).to.contain('not write');
      expect(element.send('x')).to.equal(undefined);
      await expect(element).to.be.accessible();
    });

    it('tokenProvider: replaces token-url', async () => {
      const { url } = chat.endpoint;
      const rooms: string[] = [];
      const element = document.createElement('momento-chat');
      element.room = newRoom();
      element.tokenProvider = async (room, { signal }) => {
        rooms.push(room);
        const response = await fetch(`${url}&room=${room}`, { signal });
        return (await response.json()) as never;
      };
      chat.adopt(element);
      await untilStatus(element, 'connected');
      expect(rooms).to.deep.equal([element.room]);
    });
  });
});
