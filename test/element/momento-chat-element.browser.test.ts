import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ChatError, MomentoChatElement } from '../../src/momento-chat.js';
import type { Composer } from '../../src/views/composer.js';
import {
  CACHE,
  newRoom,
  nextEvent,
  shown,
  shownTexts,
  startChat,
  until,
  untilShown,
  untilStatus,
  write,
  type ChatFixture,
} from '../helpers/chat-fixture.js';

describe('<momento-chat>', () => {
  let chat: ChatFixture;

  before(async () => {
    chat = await startChat();
  });

  afterEach(() => chat.reset());

  after(() => chat.stop());

  /** As somebody else, with an older program. */
  async function publish(room: string, text: string, tokenId?: string): Promise<void> {
    await chat.engine.publish({ cache: CACHE, topic: room, text, ...(tokenId ? { tokenId } : {}) });
  }

  function pushed(room: string): Promise<string[]> {
    return chat.engine.list({ cache: CACHE, list: room });
  }

  function composerOf(element: MomentoChatElement): Composer | null {
    return element.renderRoot.querySelector('momento-chat-composer');
  }

  describe('conversation', () => {
    it('passes the accessibility audit, empty and with messages', async () => {
      const element = chat.open();
      await untilStatus(element, 'connected');
      await expect(element).to.be.accessible();
      await write(element, 'Hello');
      await until('it to be sent', () => element.pending.length === 0);
      await publish(element.room, 'Hello yourself');
      await untilShown(element, ['Hello', 'Hello yourself']);
      await expect(element).to.be.accessible();
    });

    it('lets two people chat in one room, and a third see the history', async () => {
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
      expect(await pushed(room)).to.have.length(2);
    });

    it('tells own messages apart, and shows author and time of the others', async () => {
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

    it('takes text for text, whatever it holds', async () => {
      const element = chat.open();
      await untilStatus(element, 'connected');
      const texts = [
        '<img src=x onerror="window.pwned = true"><script>window.pwned = true</' + 'script>',
        '${1 + 1} {{ 1 + 1 }} &lt;b&gt; <!-- -->',
        'javascript:alert(1)',
      ];
      for (const [index, text] of texts.entries()) {
        const username = `<b>${String(index)}</b>`;
        await publish(element.room, JSON.stringify({ username, message: text }));
      }
      await untilShown(element, texts);
      const [author] = await shown(element, '.author');
      expect(author?.textContent).to.equal('<b>0</b>');
      expect(await shown(element, '.log :is(img, script, a, b)')).to.have.length(0);
      expect((window as { pwned?: boolean }).pwned).to.equal(undefined);
    });

    it('shows older writers’ messages and plain text, and drops and counts the rest', async () => {
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
      await publish(room, 'live and plain');
      await publish(room, JSON.stringify({ type: 'from-the-future', message: 'x' }));
      await publish(room, JSON.stringify({ message: { toString: 'x' } }));
      await publish(room, JSON.stringify({ username: 'Ada', message: 'end' }));
      await untilShown(element, ['old', 'Hello world!', 'live and plain', 'end']);
      expect(element.droppedCount).to.equal(3);
    });

    it('believes the token, not the payload, about who wrote a message', async () => {
      const element = chat.open();
      await untilStatus(element, 'connected');
      const forged = { id: 'F1', username: 'Ada', userId: 'ada', message: 'I am Ada' };
      await publish(element.room, JSON.stringify(forged), 'mallory');
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
      await publish(room, early);
      await publish(
        room,
        JSON.stringify({ id: 'E2', username: 'G', message: 'live only', order: 2 }),
      );
      await untilShown(element, ['stored and live', 'live only']);
    });

    it('tells the page about messages, sending and status', async () => {
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

  describe('attributes', () => {
    it('history-limit: the list is cut to it, and no more is fetched', async () => {
      const room = newRoom();
      const element = chat.open({ room, attributes: { 'history-limit': '3' } });
      await untilStatus(element, 'connected');
      for (const text of ['1', '2', '3', '4', '5']) element.send(text);
      await until('all to be sent', () => element.pending.length === 0);
      expect(
        (await pushed(room)).map((text) => (JSON.parse(text) as { message: string }).message),
      ).to.deep.equal(['3', '4', '5']);
      const late = chat.open({ room, attributes: { 'history-limit': '2' } });
      await untilShown(late, ['4', '5']);
    });

    it('history-limit 0: live messages only, and no list at all', async () => {
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
      expect(await pushed(room)).to.deep.equal([]);
    });

    it('history-ttl: the list lives as long, and a day at most', async () => {
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

    it('cache-name: names the cache where the endpoint does not', async () => {
      await chat.endpoint.behave({ answer: { cacheName: null } });
      const element = chat.open({ attributes: { 'cache-name': 'no-such-cache' } });
      const { error } = await nextEvent(element, 'momento-chat-error');
      expect(error.code).to.equal('not-permitted');
      element.setAttribute('cache-name', CACHE);
      await untilStatus(element, 'connected');
    });

    it('credentials: sends cookies to another origin only when told to', async () => {
      // Cookies know hosts, not ports: the page's go to any server on this host.
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

    it('token-url: keeps its query, and asks for JSON that nobody cached', async () => {
      const room = newRoom();
      await untilStatus(chat.open({ room, user: 'grace' }), 'connected');
      const request = (await chat.endpoint.requests())
        .filter(({ method }) => method === 'GET')
        .at(-1);
      expect(request?.path).to.contain('user=grace').and.to.contain(`room=${room}`);
      expect(request?.headers.accept).to.equal('application/json');
    });

    it('empty numbers, as templates write them, count as not there', async () => {
      const room = newRoom();
      const attributes = { 'history-limit': '', 'history-ttl': '', 'max-length': '' };
      const element = chat.open({ room, attributes });
      await untilStatus(element, 'connected');
      expect(element.historyLimit).to.equal(100);
      await write(element, 'hello');
      await until('it to be sent', () => element.pending.length === 0);
      expect(await pushed(room)).to.have.length(1);
      expect(await chat.ttlSeconds(room)).to.be.within(3590, 3600);
    });

    it('so do properties that are no numbers, as frameworks set them', async () => {
      const room = newRoom();
      await chat.sendElsewhere(room, 'Before');
      const element = document.createElement('momento-chat');
      const set = { room, tokenUrl: chat.endpoint.url, historyLimit: undefined, historyTtl: '60' };
      chat.adopt(Object.assign(element, set as object));
      await untilShown(element, ['Before']);
      await write(element, 'hello');
      await until('it to be sent', () => element.pending.length === 0);
      expect(await pushed(room)).to.have.length(2);
      expect(await chat.ttlSeconds(room)).to.be.within(3590, 3600);
    });

    it('a word that makes no sense is named', async () => {
      const element = chat.open({ attributes: { credentials: 'sometimes' } });
      const { error } = await nextEvent(element, 'momento-chat-error');
      expect(error.code).to.equal('configuration-invalid');
      expect(error.message).to.contain('credentials');
    });

    it('what a listener sets in answer to an event takes effect', async () => {
      const element = document.createElement('momento-chat');
      element.room = newRoom();
      element.addEventListener('momento-chat-error', () => {
        element.tokenUrl = chat.endpoint.url;
      });
      chat.adopt(element);
      await untilStatus(element, 'connected');
    });

    it('max-length: a longer text stays as it was typed or pasted, and is not sent', async () => {
      const element = chat.open({ attributes: { 'max-length': '10' } });
      await untilStatus(element, 'connected');
      const composer = composerOf(element);
      composer?.focus();
      await sendKeys({ type: 'twelve chars' });
      await sendKeys({ press: 'Enter' });
      expect(composer?.value).to.equal('twelve chars');
      expect(element.pending).to.deep.equal([]);
      await composer?.updateComplete;
      const counter = composer?.renderRoot.querySelector('[part=counter]');
      expect(counter?.textContent.trim()).to.equal('2 characters too long');
      expect(composer?.renderRoot.querySelector('[role=alert]')?.textContent).to.contain(
        'too long',
      );
      expect(() => element.send('twelve chars')).to.throw('max-length');
    });

    it('username: names the visitor where the endpoint does not, and the token says who is who', async () => {
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

    it('readonly: no composer, but a word about it', async () => {
      const element = chat.open({ attributes: { readonly: '' } });
      await untilStatus(element, 'connected');
      const composer = composerOf(element);
      await composer?.updateComplete;
      expect(composer?.renderRoot.querySelector('textarea')).to.equal(null);
      expect(composer?.renderRoot.textContent).to.contain('not write');
      expect(element.send('x')).to.equal(undefined);
      await expect(element).to.be.accessible();
    });

    it('tokenProvider: takes the place of token-url', async () => {
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

  describe('the composer', () => {
    it('keeps what is too long, and says so', async () => {
      const element = chat.open();
      await untilStatus(element, 'connected');
      const text = 'あ'.repeat(1400);
      await write(element, text);
      expect(() => element.send(text)).to.throw('4096 bytes');
      const composer = composerOf(element);
      await composer?.updateComplete;
      expect(composer?.value).to.equal(text);
      expect(composer?.renderRoot.querySelector('[role=alert]')?.textContent).to.contain(
        'too long',
      );
      expect(await shownTexts(element)).to.deep.equal([]);
      await expect(element).to.be.accessible();
    });

    it('is empty again after sending, and keeps what was typed before the room is open', async () => {
      await chat.endpoint.behave({ hang: true });
      const element = chat.open();
      await write(element, 'early');
      const composer = composerOf(element);
      expect(composer?.value).to.equal('early');
      await chat.endpoint.behave({});
      element.reconnect();
      await untilStatus(element, 'connected');
      await write(element, 'early');
      expect(composer?.value).to.equal('');
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

    it('neither invites nor takes messages where the visitor may not enter', async () => {
      await chat.endpoint.behave({ status: 403 });
      const element = chat.open();
      await untilStatus(element, 'failed');
      expect(await shown(element, '.note')).to.have.length(0);
      expect(composerOf(element)?.disabled).to.equal(true);
    });

    it('is read-only where the token is', async () => {
      await chat.endpoint.behave({ readOnly: true });
      const room = newRoom();
      const element = chat.open({ room });
      await untilStatus(element, 'connected');
      expect(composerOf(element)?.readOnly).to.equal(true);
      await publish(room, 'but live');
      await untilShown(element, ['but live']);
    });

    it('marks a message that is refused, and sends it on request or forgets it', async () => {
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

  describe('errors', () => {
    async function failure(
      element: MomentoChatElement,
    ): Promise<{ error: ChatError; banner: HTMLElement }> {
      const { error } = await nextEvent(element, 'momento-chat-error');
      await element.updateComplete;
      const view = element.renderRoot.querySelector('momento-chat-status-banner');
      await view?.updateComplete;
      const banner = view?.renderRoot.querySelector<HTMLElement>('.banner');
      if (!banner) throw new Error('nothing shown');
      return { error, banner };
    }

    const cases = [
      ['401', { status: 401 }, 'token-refused', 'do not have access'],
      ['403', { status: 403 }, 'token-refused', 'do not have access'],
      ['404', { status: 404 }, 'token-not-found', 'not set up'],
      ['400', { status: 400, body: '{"error":{"message":"why"}}' }, 'token-rejected', 'not set up'],
      ['429', { status: 429, retryAfter: '1' }, 'token-rate-limited', 'Too many'],
      ['500', { status: 500 }, 'token-unavailable', 'cannot be reached'],
      ['503', { status: 503 }, 'token-unavailable', 'cannot be reached'],
      ['a cut connection', { drop: true }, 'token-unavailable', 'cannot be reached'],
      ['no CORS headers', { withoutCors: true }, 'token-unavailable', 'cannot be reached'],
      [
        'HTML',
        { status: 200, body: '<html>', contentType: 'text/html' },
        'token-invalid',
        'not set up',
      ],
      ['an empty body', { status: 200, body: '' }, 'token-invalid', 'not set up'],
      [
        'an endless answer',
        { status: 200, body: `"${'x'.repeat(100_000)}"` },
        'token-invalid',
        'not set up',
      ],
      ['JSON null', { status: 200, body: 'null' }, 'token-invalid', 'not set up'],
      ['no token', { answer: { authToken: null } }, 'token-invalid', 'not set up'],
      ['a token that is none', { answer: { authToken: 'garbage' } }, 'token-invalid', 'not set up'],
      [
        'a foreign endpoint',
        { answer: { endpoint: 'http://example.com' } },
        'token-invalid',
        'not set up',
      ],
    ] as const;

    for (const [name, behaviour, code, words] of cases) {
      it(`token endpoint: ${name} is ${code}, said in plain words, with a way to try again`, async () => {
        await chat.endpoint.behave(behaviour);
        const element = chat.open();
        const { error, banner } = await failure(element);
        expect(error.code).to.equal(code);
        expect(banner.textContent).to.contain(words);
        await expect(element).to.be.accessible();
        await chat.endpoint.behave({});
        banner.querySelector('button')?.click();
        await untilStatus(element, 'connected');
      });
    }

    it('names the attribute that is missing, and starts when it is there', async () => {
      const element = document.createElement('momento-chat');
      const first = failure(element);
      chat.adopt(element);
      expect((await first).error).to.include({ code: 'configuration-invalid' });
      expect((await first).error.message).to.contain('"room"');
      const second = failure(element);
      element.room = newRoom();
      expect((await second).error.message).to.contain('"token-url"');
      element.tokenUrl = chat.endpoint.url;
      await untilStatus(element, 'connected');
    });

    it('says that the token is not accepted', async () => {
      await chat.engine.faults.inject({
        kind: 'error',
        rpc: 'Subscribe',
        status: 'UNAUTHENTICATED',
      });
      expect((await failure(chat.open())).error.code).to.equal('not-authenticated');
    });

    it('says that the cache is missing', async () => {
      const bare = await startChat({ caches: ['another'] });
      try {
        expect((await failure(bare.open())).error.code).to.equal('cache-not-found');
      } finally {
        await bare.stop();
      }
    });

    it('says that the history cannot be read, and closes the stream', async () => {
      await chat.engine.faults.inject({
        kind: 'error',
        rpc: 'ListFetch',
        status: 'PERMISSION_DENIED',
      });
      expect((await failure(chat.open())).error.code).to.equal('not-permitted');
      await chat.untilStreams(0);
    });

    it('says that the service is down', async () => {
      await chat.engine.faults.inject({ kind: 'error', rpc: 'Subscribe', status: 'UNAVAILABLE' });
      expect((await failure(chat.open())).error.code).to.equal('service-unavailable');
    });
  });

  describe('life in the document', () => {
    it('changing the room leaves the old one and shows only the new', async () => {
      const [first, second] = [newRoom(), newRoom()];
      await chat.engine.push({ cache: CACHE, list: first }, 'in the first');
      await chat.engine.push({ cache: CACHE, list: second }, 'in the second');
      const element = chat.open({ room: first });
      await untilShown(element, ['in the first']);
      element.room = second;
      await untilShown(element, ['in the second']);
      await chat.untilStreams(1);
      await publish(first, 'late');
      await publish(second, 'live');
      await untilShown(element, ['in the second', 'live']);
    });

    it('changing the token-url enters as somebody else', async () => {
      const element = chat.open({ user: 'ada' });
      await untilStatus(element, 'connected');
      element.tokenUrl = chat.endpoint.urlFor('grace');
      await until('Grace', () => element.session?.user.id === 'grace');
      await untilStatus(element, 'connected');
      await chat.untilStreams(1);
    });

    it('whatever a listener does while the room changes, one stream is left, and then none', async () => {
      const element = chat.open();
      await untilStatus(element, 'connected');
      let rounds = 0;
      element.addEventListener('momento-chat-status-change', () => {
        rounds += 1;
        if (rounds < 5) element.reconnect();
      });
      element.room = newRoom();
      await until('an end of it', () => rounds >= 5 && element.status === 'connected');
      await chat.untilStreams(1);
      element.remove();
      await chat.untilStreams(0);
    });

    it('moving the element keeps its connection', async () => {
      const element = chat.open();
      await untilStatus(element, 'connected');
      const before = await chat.calls('Subscribe');
      const statuses: string[] = [];
      element.addEventListener('momento-chat-status-change', ({ status }) => statuses.push(status));
      const box = document.createElement('div');
      document.body.append(box);
      box.append(element);
      await publish(element.room, 'still here');
      await untilShown(element, ['still here']);
      expect(await chat.calls('Subscribe')).to.equal(before);
      expect(statuses).to.deep.equal([]);
      box.remove();
    });

    it('removing it closes the stream; adding it again brings everything back', async () => {
      const room = newRoom();
      const element = chat.open({ room });
      await untilStatus(element, 'connected');
      element.remove();
      await chat.untilStreams(0);
      expect(element.status).to.equal('disconnected');
      await chat.engine.push({ cache: CACHE, list: room }, 'meanwhile');
      document.body.append(element);
      await untilShown(element, ['meanwhile']);
      await publish(room, 'live');
      await untilShown(element, ['meanwhile', 'live']);
      await chat.untilStreams(1);
    });

    it('removing it at any moment while it connects leaves nothing behind', async () => {
      const moments = [
        { behaviour: { hang: true }, fault: undefined },
        { behaviour: {}, fault: { kind: 'hang', rpc: 'Subscribe' } as const },
        { behaviour: {}, fault: { kind: 'hang', rpc: 'ListFetch' } as const },
      ];
      for (const { behaviour, fault } of moments) {
        await chat.endpoint.behave(behaviour);
        if (fault) await chat.engine.faults.inject(fault);
        const requests = (await chat.endpoint.requests()).length;
        const before = fault ? await chat.calls(fault.rpc) : 0;
        const element = chat.open();
        await until('the moment', async () =>
          fault
            ? (await chat.calls(fault.rpc)) > before
            : (await chat.endpoint.requests()).length > requests,
        );
        element.remove();
        await chat.untilStreams(0);
        expect(element.status).to.equal('disconnected');
        await chat.engine.faults.clear();
      }
    });

    it('two elements in one page and room do not disturb each other', async () => {
      const room = newRoom();
      const first = chat.open({ room });
      const second = chat.open({ room });
      await untilStatus(first, 'connected');
      await untilStatus(second, 'connected');
      first.send('from the first');
      await untilShown(second, ['from the first']);
      first.remove();
      await chat.untilStreams(1);
      await publish(room, 'to the second');
      await untilShown(second, ['from the first', 'to the second']);
    });
  });
});
