import { describe, expect, it } from 'vitest';
import { parseNotice } from '../../src/overlay/notice.js';
import { tagged } from '../../src/overlay/protocol.js';
import { COMMANDS, FAULT, INVALID, MESSAGE, NOTICES, STATE } from './protocol-samples.js';

describe('a notice', () => {
  it.each(NOTICES)('is read: $type', (notice) => {
    expect(parseNotice(structuredClone(tagged(notice)))).toEqual(notice);
  });

  it('has no mentions where the chat is older than the game', () => {
    const body = { ...STATE, mentionCount: undefined };
    expect(parseNotice({ momentoChat: 1, type: 'state', body })).toEqual({
      type: 'state',
      body: { ...STATE, mentionCount: 0 },
    });
  });

  it('is not a command', () => {
    for (const command of COMMANDS) expect(parseNotice(tagged(command))).toBeUndefined();
  });

  it.each(INVALID.map((data) => [data]))('is not %o', (data) => {
    expect(parseNotice(data)).toBeUndefined();
  });

  const without = <T extends object>(whole: T): object[] =>
    Object.keys(whole).map((name) => ({ ...whole, [name]: undefined }));

  it.each([
    ...without(STATE).filter(
      (body) => !('mentionCount' in body && body.mentionCount === undefined),
    ),
    { ...STATE, status: ['connected'] },
    { ...STATE, opened: 1 },
    { ...STATE, unreadCount: -1 },
    { ...STATE, unreadCount: '3' },
    { ...STATE, mentionCount: -1 },
    { ...STATE, room: { toString: () => 'lobby' } },
    null,
    'state',
  ])('is not read with the state %j', (body) => {
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
  ])('is not read with the message %j', (body) => {
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
  ])('is not read with the answer %j', (body) => {
    expect(parseNotice({ momentoChat: 1, type: 'answer', body })).toBeUndefined();
  });

  it('is not read with a text that is too long', () => {
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

  it('has the documented fields of a message only', () => {
    const author = { ...MESSAGE.author, isAdmin: true };
    const body = { ...MESSAGE, author, html: '<img onerror>' };
    expect(parseNotice({ momentoChat: 1, type: 'message', body })?.body).toEqual(MESSAGE);
  });
});
