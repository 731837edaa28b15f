import { expect } from '@open-wc/testing';
import { watchForFaults } from '../../src/developer/index.js';
import type { MomentoChatElement, TokenResponse } from '../../src/momento-chat.js';
import { ChatError } from '../../src/protocol/errors.js';
import { newRoom, startChat, until, untilStatus, useChat } from '../helpers/chat-fixture.js';

describe('the panel for developers', () => {
  const chat = useChat();

  // Importing the module has begun to watch: tests run on a developer's machine.

  afterEach(() => {
    click('Close');
    sessionStorage.removeItem('momento-chat-developer');
  });

  function panel(): HTMLElement | null {
    return document.querySelector<HTMLElement>('#momento-chat-developer');
  }

  function shown(): string {
    return panel()?.shadowRoot?.querySelector('ul')?.textContent ?? '';
  }

  function click(label: string): void {
    const buttons = panel()?.shadowRoot?.querySelectorAll('button') ?? [];
    [...buttons].find(({ textContent }) => textContent === label)?.click();
  }

  /** A chat whose endpoint answers with some fields replaced. */
  function answering(fields: Partial<Record<keyof TokenResponse, unknown>>): MomentoChatElement {
    const element = document.createElement('momento-chat');
    element.room = newRoom();
    element.tokenProvider = async (room) => {
      const url = new URL(chat.endpoint.urlFor('ada'));
      url.searchParams.set('room', room);
      const answer = (await (await fetch(url)).json()) as TokenResponse;
      return { ...answer, ...fields } as TokenResponse;
    };
    chat.adopt(element);
    return element;
  }

  it('is not there while all is well', async () => {
    await untilStatus(chat.open(), 'connected');
    expect(panel() === null).to.equal(true);
  });

  const answers: [fault: string, fields: () => object, line: RegExp][] = [
    ['address', () => ({ endpoint: 'http://127.0.0.1:9' }), /endpoint: 'http:\/\/127\.0\.0\.1:9'/],
    [
      'engine without an address',
      () => ({ endpoint: undefined }),
      /endpoint: 'http:\/\/127\.0\.0\.1:\d+',.*does not name the engine’s address.*momentoTokenIssuer/,
    ],
    [
      'token',
      () => ({ authToken: btoa('{"endpoint":"127.0.0.1","api_key":"x"}') }),
      /MOMENTO_API_KEY=…/,
    ],
    ['cache', () => ({ cacheName: 'other' }), /cacheName/],
    ['expiry', () => ({ expiresAt: 1_000_000 }), /expiresAt: …/],
    ['short life', () => ({ expiresAt: Date.now() / 1000 + 20 }), /tokenTtlSeconds: 3600/],
    [
      'time in milliseconds',
      () => ({ expiresAt: Date.now() }),
      /expiresAt is not a time in epoch seconds/,
    ],
  ];

  for (const [fault, fields, line] of answers) {
    it(`names the line for a wrong ${fault}`, async () => {
      answering(fields());
      await until(`the line for a wrong ${fault}, not ${shown()}`, () => line.test(shown()));
    });
  }

  it('names the cache that is missing', async () => {
    const bare = await startChat({ caches: ['another'] });
    try {
      bare.open();
      await until('the line', () => shown().includes('create the cache instant-messaging'));
    } finally {
      await bare.stop();
    }
  });

  it('names the line for an origin that is not allowed', async () => {
    await chat.endpoint.behave({ withoutCors: true });
    chat.open();
    await until('the line', () => shown().includes(`allowedOrigins: ['${location.origin}']`));
  });

  it('names the line for a server that is not running', async () => {
    const element = chat.open();
    element.tokenUrl = 'http://127.0.0.1:9/momento-token';
    await until('the line', () =>
      shown().includes('token-url="http://127.0.0.1:9/momento-token", if your server'),
    );
  });

  for (const [status, line] of [
    [404, /token-url="/],
    [403, /authorize\(request, room\)/],
    [400, /room="/],
  ] as const) {
    it(`names the line for ${String(status)}`, async () => {
      await chat.endpoint.behave({ status });
      chat.open();
      await until('the line', () => line.test(shown()));
    });
  }

  it('names the line of the inbox for an agent who is refused', async () => {
    const inbox = document.createElement('momento-chat-inbox');
    document.body.append(inbox);
    const refusal = new ChatError('token-refused', 'unable to open the inbox; it was refused.');
    inbox.dispatchEvent(
      Object.assign(new Event('momento-chat-error', { bubbles: true }), { error: refusal }),
    );
    await until('the line', () => shown().includes('authorizeAgent(request)'));
    inbox.remove();
  });

  it('shows a problem once, is accessible, and can be closed', async () => {
    await chat.endpoint.behave({ status: 404 });
    const first = chat.open({ room: 'one' });
    await until('the first', () => shown() !== '');
    const before = shown();
    first.reconnect();
    await untilStatus(first, 'failed');
    expect(shown()).to.equal(before);
    const host = panel();
    if (!host) throw new Error('no panel');
    await expect(host).to.be.accessible();
    click('Close');
    expect(panel() === null).to.equal(true);
    chat.open({ room: 'two' });
    await until('the panel again', () => panel() !== null);
  });

  it('stays away from this tab where a developer does not want it', async () => {
    await chat.endpoint.behave({ status: 404 });
    chat.open();
    await until('the panel', () => panel() !== null);
    click('Not in this tab');
    await untilStatus(chat.open(), 'failed');
    expect(panel() === null).to.equal(true);
    // A page that is loaded again asks anew.
    const stop = watchForFaults();
    await untilStatus(chat.open(), 'failed');
    expect(panel() === null).to.equal(true);
    stop();
  });
});
