import type { Command, Notice } from '../../src/overlay/protocol.js';

export const STATE = {
  room: 'lobby',
  status: 'connected',
  opened: true,
  unreadCount: 3,
  mentionCount: 1,
  colorScheme: 'light dark',
} as const;

export const MESSAGE = {
  id: 'm1',
  text: 'Hello',
  author: { id: 'u1', name: 'Ada', verified: true },
  sentAt: 1_763_640_000_000,
};

export const FAULT = { code: 'quota-exceeded', message: 'unable to send; too much.' };

/** Every command, at its limits too. */
export const COMMANDS: Command[] = [
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

/** Every notice, with its optional fields and without. */
export const NOTICES: Notice[] = [
  { type: 'ready' },
  { type: 'welcome', body: STATE },
  {
    type: 'state',
    body: { ...STATE, room: '', status: 'failed', opened: false, unreadCount: 0, mentionCount: 0 },
  },
  { type: 'message', body: MESSAGE },
  { type: 'sent', body: { ...MESSAGE, sentAt: undefined } },
  { type: 'message', body: { ...MESSAGE, author: { ...MESSAGE.author, id: undefined } } },
  { type: 'error', body: FAULT },
  { type: 'answer', body: { request: 0, id: 'm1', error: undefined } },
  { type: 'answer', body: { request: 1, id: undefined, error: FAULT } },
  { type: 'answer', body: { request: 2, id: undefined, error: undefined } },
];

/** Data that is a message of neither side. */
export const INVALID: unknown[] = [
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
