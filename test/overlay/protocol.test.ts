import { afterEach, describe, expect, it } from 'vitest';
import { parseCommand } from '../../src/overlay/command.js';
import { parseNotice } from '../../src/overlay/notice.js';
import { parsePageOrigin } from '../../src/overlay/page-origin.js';
import { type Command, type Notice, tagged } from '../../src/overlay/protocol.js';

const STATE = {
  room: 'lobby',
  status: 'connected',
  opened: true,
  unreadCount: 3,
  colorScheme: 'light dark',
} as const;

const MESSAGE = {
  id: 'm1',
  text: 'Hello',
  author: { id: 'u1', name: 'Ada', verified: true },
  sentAt: 1_763_640_000_000,
};

const FAULT = { code: 'quota-exceeded', message: 'unable to send; too much.' };

const COMMANDS: Command[] = [
  { type: 'hello' },
  { type: 'open' },
  { type: 'close' },
  { type: 'toggle' },
  { type: 'focus' },
  { type: 'send', body: { request: 0, text: 'Hello' } },
  { type: 'send', body: { request: 7, text: '' } },
  { type: 'send', body: { request: 7, text: 'x'.repeat(4096) } },
  { type: 'enter-room', body: { request: 8, text: 'r'.repeat(256) } },
];

const NOTICES: Notice[] = [
  { type: 'ready' },
  { type: 'welcome', body: STATE },
  { type: 'state', body: { ...STATE, room: '', status: 'failed', opened: false, unreadCount: 0 } },
  { type: 'message', body: MESSAGE },
  { type: 'sent', body: { ...MESSAGE, sentAt: undefined } },
  { type: 'message', body: { ...MESSAGE, author: { ...MESSAGE.author, id: undefined } } },
  { type: 'error', body: FAULT },
  { type: 'answer', body: { request: 0, id: 'm1', error: undefined } },
  { type: 'answer', body: { request: 1, id: undefined, error: FAULT } },
  { type: 'answer', body: { request: 2, id: undefined, error: undefined } },
];

/** No message of either side, whatever else is right about it. */
const STRANGERS: unknown[] = [
  undefined,
  null,
  0,
  1n,
  NaN,
  true,
  '',
  'hello',
  '{"momentoChat":1,"type":"hello"}',
  Symbol('hello'),
  [],
  [1, 'hello'],
  {},
  { type: 'hello' },
  { momentoChat: 1 },
  { momentoChat: '1', type: 'hello' },
  { momentoChat: 2, type: 'hello' },
  { momentoChat: true, type: 'ready' },
  { momentoChat: 1, type: 'unheard-of' },
  { momentoChat: 1, type: 'constructor' },
  { momentoChat: 1, type: '__proto__' },
  { momentoChat: 1, type: 'toString' },
  { momentoChat: 1, type: ['hello'] },
  { momentoChat: 1, type: { toString: () => 'hello' } },
  { momentoChat: 1, type: null },
  new Map([['type', 'hello']]),
  new Date(),
  new ArrayBuffer(8),
  { momentoChat: 1, body: { type: 'hello' } },
];

describe('what a game may say', () => {
  it.each(COMMANDS)('is $type', (command) => {
    expect(parseCommand(structuredClone(tagged(command)))).toEqual(command);
  });

  it('is not what the chat says', () => {
    for (const notice of NOTICES) expect(parseCommand(tagged(notice))).toBeUndefined();
  });

  it.each(STRANGERS.map((data) => [data]))('is not %o', (data) => {
    expect(parseCommand(data)).toBeUndefined();
  });

  it.each([
    undefined,
    null,
    'Hello',
    {},
    { text: 'Hello' },
    { request: 1 },
    { request: '1', text: 'Hello' },
    { request: -1, text: 'Hello' },
    { request: 1.5, text: 'Hello' },
    { request: NaN, text: 'Hello' },
    { request: Infinity, text: 'Hello' },
    { request: 2 ** 53, text: 'Hello' },
    { request: 1, text: 7 },
    { request: 1, text: null },
    { request: 1, text: ['Hello'] },
    { request: 1, text: { length: 1 } },
  ])('is not a request of %j', (body) => {
    expect(parseCommand({ momentoChat: 1, type: 'send', body })).toBeUndefined();
    expect(parseCommand({ momentoChat: 1, type: 'enter-room', body })).toBeUndefined();
  });

  it.each([
    ['send', 4097],
    ['send', 10_000_000],
    ['enter-room', 257],
    ['enter-room', 10_000_000],
  ])('is not %s with %i characters', (type, length) => {
    const body = { request: 1, text: 'x'.repeat(length) };
    expect(parseCommand({ momentoChat: 1, type, body })).toBeUndefined();
  });

  it('is no request with a number that is no number', () => {
    for (const request of [1n, Symbol('1'), [1], { valueOf: () => 1 }, new Date(1)]) {
      const body = { request, text: 'Hello' };
      expect(parseCommand({ momentoChat: 1, type: 'send', body })).toBeUndefined();
    }
  });

  it('is read without what else is written there', () => {
    const data = {
      momentoChat: 1,
      type: 'open',
      body: { request: 1 },
      origin: 'https://game.example',
      source: null,
      __proto__: { evil: true },
    };
    expect(parseCommand(data)).toEqual({ type: 'open', body: undefined });
  });
});

describe('what a chat may say', () => {
  it.each(NOTICES)('is $type', (notice) => {
    expect(parseNotice(structuredClone(tagged(notice)))).toEqual(notice);
  });

  it('is not what a game says', () => {
    for (const command of COMMANDS) expect(parseNotice(tagged(command))).toBeUndefined();
  });

  it.each(STRANGERS.map((data) => [data]))('is not %o', (data) => {
    expect(parseNotice(data)).toBeUndefined();
  });

  const without = <T extends object>(whole: T): object[] =>
    Object.keys(whole).map((name) => ({ ...whole, [name]: undefined }));

  it.each([
    ...without(STATE),
    { ...STATE, status: ['connected'] },
    { ...STATE, opened: 1 },
    { ...STATE, unreadCount: -1 },
    { ...STATE, unreadCount: '3' },
    { ...STATE, room: { toString: () => 'lobby' } },
    null,
    'state',
  ])('is not the state %j', (body) => {
    expect(parseNotice({ momentoChat: 1, type: 'welcome', body })).toBeUndefined();
    expect(parseNotice({ momentoChat: 1, type: 'state', body })).toBeUndefined();
  });

  it.each([
    { ...MESSAGE, id: undefined },
    { ...MESSAGE, id: 7 },
    { ...MESSAGE, text: undefined },
    { ...MESSAGE, sentAt: '2025' },
    { ...MESSAGE, sentAt: NaN },
    { ...MESSAGE, sentAt: null },
    { ...MESSAGE, author: undefined },
    { ...MESSAGE, author: 'Ada' },
    { ...MESSAGE, author: { ...MESSAGE.author, id: 7 } },
    { ...MESSAGE, author: { ...MESSAGE.author, name: undefined } },
    { ...MESSAGE, author: { ...MESSAGE.author, verified: 'true' } },
    undefined,
  ])('is not the message %j', (body) => {
    expect(parseNotice({ momentoChat: 1, type: 'message', body })).toBeUndefined();
    expect(parseNotice({ momentoChat: 1, type: 'sent', body })).toBeUndefined();
  });

  it.each([
    { id: 'm1' },
    { request: -1, id: 'm1' },
    { request: 1, id: 7 },
    { request: 1, id: null },
    { request: 1, error: 'quota-exceeded' },
    { request: 1, error: null },
    { request: 1, error: { code: 'quota-exceeded' } },
    { request: 1, error: { code: 7, message: '' } },
  ])('is not the answer %j', (body) => {
    expect(parseNotice({ momentoChat: 1, type: 'answer', body })).toBeUndefined();
  });

  it('is nothing that is too long', () => {
    const long = 'x'.repeat(257);
    const longer = 'x'.repeat(4097);
    const notices = [
      { type: 'state', body: { ...STATE, room: long } },
      { type: 'state', body: { ...STATE, status: long } },
      { type: 'state', body: { ...STATE, colorScheme: long } },
      { type: 'message', body: { ...MESSAGE, id: long } },
      { type: 'message', body: { ...MESSAGE, text: longer } },
      { type: 'message', body: { ...MESSAGE, author: { ...MESSAGE.author, id: long } } },
      { type: 'message', body: { ...MESSAGE, author: { ...MESSAGE.author, name: long } } },
      { type: 'error', body: { ...FAULT, code: long } },
      { type: 'error', body: { ...FAULT, message: longer } },
      { type: 'answer', body: { request: 1, id: long } },
    ];
    for (const notice of notices) {
      expect(parseNotice({ momentoChat: 1, ...notice })).toBeUndefined();
    }
  });

  it('is a message with the documented fields only', () => {
    const author = { ...MESSAGE.author, isAdmin: true };
    const body = { ...MESSAGE, author, html: '<img onerror>' };
    expect(parseNotice({ momentoChat: 1, type: 'message', body })?.body).toEqual(MESSAGE);
  });
});

describe('a polluted prototype', () => {
  const prototype = Object.prototype as Record<string, unknown>;

  afterEach(() => {
    for (const name of ['momentoChat', 'type', 'body', 'request', 'text', 'evil']) {
      delete prototype[name];
    }
  });

  it('adds nothing to a message that lacks it', () => {
    Object.assign(prototype, { momentoChat: 1, type: 'open' });
    expect(parseCommand({})).toBeUndefined();
    expect(parseCommand({ type: 'open' })).toBeUndefined();
    expect(parseCommand({ momentoChat: 1 })).toBeUndefined();
    Object.assign(prototype, { body: { request: 1, text: 'Hello' } });
    expect(parseCommand({ momentoChat: 1, type: 'send' })).toBeUndefined();
    Object.assign(prototype, { request: 1, text: 'Hello' });
    expect(parseCommand({ momentoChat: 1, type: 'send', body: {} })).toBeUndefined();
  });

  it('does not come from a message', () => {
    const data = JSON.parse(
      '{"momentoChat":1,"type":"send","__proto__":{"evil":1},"body":{"request":1,"text":"Hello","__proto__":{"evil":1},"constructor":{"prototype":{"evil":1}}}}',
    ) as unknown;
    const command = parseCommand(structuredClone(data));
    expect(command?.body).toEqual({ request: 1, text: 'Hello' });
    expect(Object.keys(command?.body ?? {})).toEqual(['request', 'text']);
    expect(({} as { evil?: unknown }).evil).toBeUndefined();
    expect((command?.body as { evil?: unknown }).evil).toBeUndefined();
  });
});

describe('what cannot come through a window', () => {
  it('is ignored all the same, and throws nothing', () => {
    const trap = new Proxy({}, { getOwnPropertyDescriptor: () => fail() });
    const getter = Object.defineProperty({ momentoChat: 1 }, 'type', { get: () => fail() });
    expect(parseCommand(trap)).toBeUndefined();
    expect(parseNotice(getter)).toBeUndefined();
  });

  function fail(): never {
    throw new Error('asked for what it has no business with');
  }
});

describe('the origin of a page', () => {
  it.each(['https://game.example', 'http://localhost:5173', 'https://game.example:8443'])(
    'is %s, with a slash at the end or without',
    (origin) => {
      expect(parsePageOrigin(origin)).toBe(origin);
      expect(parsePageOrigin(`${origin}/`)).toBe(origin);
    },
  );

  it('is spelled as the platform does', () => {
    expect(parsePageOrigin('HTTPS://Game.Example:443')).toBe('https://game.example');
  });

  it.each([
    '*',
    'null',
    '',
    'game.example',
    '//game.example',
    'https://*.game.example',
    'https://game.example/play',
    'https://game.example?a',
    'https://game.example#a',
    'https://user@game.example',
    'https://game.example, https://other.example',
    'file:///game.html',
    'data:text/html,game',
    'about:blank',
    'javascript:0',
    'blob:https://game.example/1',
    'chrome-extension://abc',
    null,
    undefined,
    7,
    ['https://game.example'],
  ])('is not %s', (value) => {
    expect(parsePageOrigin(value)).toBeUndefined();
  });
});
