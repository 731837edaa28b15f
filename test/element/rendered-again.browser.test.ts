import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import type { TokenProvider } from '../../src/session/session.js';
import {
  newRoom,
  recordStatuses,
  startChat,
  until,
  untilStatus,
  useChat,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { composerOf, settled } from '../helpers/element-parts.js';
import { openRelay, type TestRelay } from '../helpers/relay-page.js';

describe('a template that renders the chat again', () => {
  let chat: ChatFixture;
  let relay: TestRelay;

  before(async () => {
    chat = await startChat();
    relay = await openRelay(chat);
  });

  afterEach(async () => {
    await chat.reset();
    await relay.untilEmpty();
  });

  after(async () => {
    await relay.stop();
    await chat.stop();
  });

  /** A provider as an inline function of a template: a new function at each render. */
  function provider(asked: string[], name: string): TokenProvider {
    return async (room, { signal }) => {
      asked.push(name);
      const response = await fetch(`${chat.endpoint.url}&room=${room}`, { signal });
      return (await response.json()) as never;
    };
  }

  async function provided(asked: string[]): Promise<MomentoChatElement> {
    const element = document.createElement('momento-chat');
    element.room = newRoom();
    element.tokenProvider = provider(asked, 'first');
    chat.adopt(element);
    await untilStatus(element, 'connected');
    return element;
  }

  it('with an inline tokenProvider stays in the room, and calls the latest function for the next token', async () => {
    const asked: string[] = [];
    const element = await provided(asked);
    const statuses = recordStatuses(element);
    for (const name of ['second', 'third']) {
      element.tokenProvider = provider(asked, name);
      await settled(element);
    }
    expect(asked).to.deep.equal(['first']);
    expect(statuses).to.deep.equal([]);
    element.reconnect();
    await until('another token', () => asked.length > 1);
    expect(asked).to.deep.equal(['first', 'third']);
  });

  it('uses token-url when tokenProvider is removed, and the provider when it is set again', async () => {
    const asked: string[] = [];
    const element = await provided(asked);
    element.tokenUrl = chat.endpoint.urlFor('grace');
    element.tokenProvider = undefined;
    await until('Grace', () => element.session?.user.id === 'grace');
    element.tokenProvider = provider(asked, 'second');
    await until('Ada', () => element.session?.user.id === 'ada');
    expect(asked).to.deep.equal(['first', 'second']);
  });

  it('stays in the room when values change and change back at once', async () => {
    const element = chat.open();
    await untilStatus(element, 'connected');
    const statuses = recordStatuses(element);
    const { session, room, tokenUrl } = element;
    element.room = 'elsewhere';
    element.tokenUrl = '/elsewhere';
    element.room = room;
    element.tokenUrl = tokenUrl;
    // Frameworks unset a property with null or with undefined.
    element.username = undefined as unknown as null;
    await settled(element);
    expect(element.session).to.equal(session);
    expect(statuses).to.deep.equal([]);
  });

  it('with inline renderMessage, avatarUrl and strings stays in the room and keeps the unsent text', async () => {
    const element = chat.open();
    await untilStatus(element, 'connected');
    const statuses = recordStatuses(element);
    const { session } = element;
    const composer = composerOf(element);
    composer.value = 'half a word';
    for (let render = 0; render < 3; render += 1) {
      element.renderMessage = ({ text }) => text;
      element.avatarUrl = () => undefined;
      element.strings = { send: 'Go' };
      await settled(element);
    }
    expect(composerOf(element)).to.equal(composer);
    expect(composer.value).to.equal('half a word');
    expect(element.session).to.equal(session);
    expect(statuses).to.deep.equal([]);
  });

  it('with an equal relayAuth, or another function, stays connected to the relay', async () => {
    const element = relay.open();
    element.relayAuth = { ticket: { number: 1 } };
    await untilStatus(element, 'connected');
    const statuses = recordStatuses(element);
    element.relayAuth = { ticket: { number: 1 } };
    await settled(element);
    expect(statuses).to.deep.equal([]);
    element.relayAuth = { ticket: { number: 2 } };
    await settled(element);
    await untilStatus(element, 'connected');
    expect(statuses).to.contain('connecting');
    const asked: string[] = [];
    element.relayAuth = () => ({ by: asked.push('first') });
    await until('the first function is asked', () => asked.length > 0);
    await untilStatus(element, 'connected');
    statuses.length = 0;
    element.relayAuth = () => ({ by: asked.push('second') });
    await settled(element);
    expect(statuses).to.deep.equal([]);
    await relay.cut();
    await until('another link', () => asked.length > 1);
    expect(asked).to.deep.equal(['first', 'second']);
  });
});

describe('an element requests a single token', () => {
  const chat = useChat();

  async function tokensOf(act: () => Promise<MomentoChatElement>): Promise<number> {
    const before = (await chat.endpoint.requests()).length;
    const element = await act();
    await untilStatus(element, 'connected');
    return (await chat.endpoint.requests()).length - before;
  }

  const attributes = { variant: 'launcher' };

  it('as a launcher that was open on the previous page', async () => {
    const first = chat.open({ attributes });
    const { room } = first;
    await settled(first);
    first.open();
    await untilStatus(first, 'connected');
    first.remove();
    await chat.untilStreams(0);
    const opened = async (): Promise<MomentoChatElement> => {
      const second = chat.open({ room, attributes });
      await until('the panel is open', () => second.opened);
      return second;
    };
    expect(await tokensOf(opened)).to.equal(1);
  });

  it('when a launcher opens right after its room was set', async () => {
    const element = chat.open({ attributes });
    await settled(element);
    const opened = (): Promise<MomentoChatElement> => {
      element.room = newRoom();
      element.open();
      return Promise.resolve(element);
    };
    expect(await tokensOf(opened)).to.equal(1);
  });

  it('when it returns to the page with another room', async () => {
    const element = chat.open();
    await untilStatus(element, 'connected');
    element.remove();
    await chat.untilStreams(0);
    const added = (): Promise<MomentoChatElement> => {
      element.room = newRoom();
      chat.adopt(element);
      return Promise.resolve(element);
    };
    expect(await tokensOf(added)).to.equal(1);
  });
});
