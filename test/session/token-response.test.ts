import { describe, expect, it } from 'vitest';
import { ChatError } from '../../src/protocol/errors.js';
import { parseTokenResponse } from '../../src/session/token-response.js';

const visitor = { id: 'guest-1', name: 'Guest', avatarUrl: undefined };
const defaults = { room: 'lobby', cacheName: 'default-cache', visitor };
const SERVED_AT = 1_763_639_000_000;
const answer = { authToken: 'token', expiresAt: 1_763_640_000 };

function parse(more: object = {}) {
  return parseTokenResponse({ ...answer, ...more }, defaults, SERVED_AT);
}

function refusal(value: unknown): ChatError {
  try {
    parseTokenResponse(value, defaults, SERVED_AT);
  } catch (error) {
    if (error instanceof ChatError) return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('a token endpoint’s answer', () => {
  it('requires only a token and its expiry', () => {
    expect(parse()).toEqual({
      room: 'lobby',
      authToken: 'token',
      expiresAt: 1_763_640_000_000,
      lifetimeMs: 1_000_000,
      cacheName: 'default-cache',
      user: visitor,
      userIsVouchedFor: false,
      mode: 'direct',
      readOnly: false,
      role: 'member',
      relations: true,
      signals: true,
      away: false,
      answerSeconds: undefined,
      endpoint: undefined,
    });
  });

  it('can name the cache, the user, the mode and read-only access', () => {
    const user = { id: 'u1', name: ' Ada\u202e ', avatarUrl: 'https://example.com/ada.png' };
    expect(parse({ cacheName: 'chat', user, mode: 'moderated', readOnly: true })).toMatchObject({
      cacheName: 'chat',
      user: { id: 'u1', name: 'Ada', avatarUrl: 'https://example.com/ada.png' },
      userIsVouchedFor: true,
      mode: 'moderated',
      readOnly: true,
    });
  });

  it('names the files that a moderated room takes, from those whom a server knows: a user, or a relay’s guest', () => {
    const rules = { types: 'images', maxSize: 500_000 };
    const fields = { ...answer, mode: 'moderated', attachments: rules };
    expect(parse(fields).attachments).toBe(undefined);
    expect(parse({ ...fields, mode: 'direct' }).attachments).toEqual(rules);
    expect(parse({ ...fields, user: { id: 'u1', name: 'Ada' } }).attachments).toEqual(rules);
    const guest = parseTokenResponse(fields, defaults, SERVED_AT, 'guest-of-relay');
    expect(guest.attachments).toEqual(rules);
    expect(guest.user).toEqual({ ...visitor, id: 'guest-of-relay' });
    expect(guest.userIsVouchedFor).toBe(false);
  });

  it('can say that nobody is here to answer, and how long an answer takes', () => {
    expect(parse({ away: true, answerSeconds: 90 })).toMatchObject({
      away: true,
      answerSeconds: 90,
    });
    for (const value of ['yes', 1, {}, null]) expect(parse({ away: value }).away).toBe(false);
    for (const value of ['90', [90], {}, null]) {
      expect(parse({ answerSeconds: value }).answerSeconds).toBeUndefined();
    }
  });

  it('can omit a field by null, as many JSON serializers do', () => {
    const nulls = { cacheName: null, user: null, mode: null, readOnly: null, endpoint: null };
    expect(parse(nulls)).toEqual(parse());
  });

  it.each([
    ['moderator', 'moderator'],
    ['owner', 'owner'],
    ['member', 'member'],
    ['admin', 'member'],
    [null, 'member'],
    [['owner'], 'member'],
    [{ toString: (): string => 'owner' }, 'member'],
  ])('can give the role %j, which counts as %s', (role, expected) => {
    expect(parse({ role }).role).toBe(expected);
  });

  it('allows writing in a moderated room', () => {
    expect(parse({ mode: 'moderated' })).toMatchObject({ mode: 'moderated', readOnly: false });
  });

  it('names a user without a name by their id, and drops an invalid avatar', () => {
    for (const avatarUrl of ['javascript:alert(1)', 'data:text/html,x', '//', 5, null]) {
      expect(parse({ user: { id: 'u1', avatarUrl } }).user).toEqual({
        id: 'u1',
        name: 'u1',
        avatarUrl: undefined,
      });
    }
  });

  it('is rejected with the name of the wrong field', () => {
    const cases: [unknown, string][] = [
      [undefined, 'JSON object'],
      [null, 'JSON object'],
      ['token', 'JSON object'],
      [[], 'JSON object'],
      [{}, 'authToken'],
      [{ ...answer, authToken: '' }, 'authToken'],
      [{ ...answer, authToken: 'x'.repeat(20_000) }, 'authToken'],
      [{ authToken: 'x' }, 'expiresAt'],
      [{ ...answer, expiresAt: '2030-01-01' }, 'expiresAt'],
      [{ ...answer, expiresAt: -1 }, 'expiresAt'],
      [{ ...answer, expiresAt: Number.NaN }, 'expiresAt'],
      [{ ...answer, expiresAt: 1_763_640_000_000 }, 'expiresAt'],
      [{ ...answer, cacheName: '' }, 'cacheName'],
      [{ ...answer, cacheName: 7 }, 'cacheName'],
      [{ ...answer, user: {} }, 'user.id'],
      [{ ...answer, user: 'Ada' }, 'user.id'],
      [{ ...answer, user: { id: 'x'.repeat(65) } }, 'user.id'],
      [{ ...answer, mode: 'admin' }, 'mode'],
      [{ ...answer, readOnly: 'no' }, 'readOnly'],
    ];
    for (const [value, named] of cases) {
      const error = refusal(value);
      expect(error.code).toBe('token-invalid');
      expect(error.message).toContain(named);
      expect(error.passing).toBe(false);
    }
  });

  it('accepts as endpoint only an https origin, or http on loopback', () => {
    for (const endpoint of [
      'https://cell.example.com',
      'http://127.0.0.1:8081',
      'http://localhost:8081',
      'http://[::1]:8081',
    ]) {
      expect(parse({ endpoint }).endpoint).toBe(endpoint);
      expect(parse({ endpoint: `${endpoint}/` }).endpoint).toBe(endpoint);
    }
    for (const endpoint of [
      'http://example.com',
      'http://127.0.0.1.example.com',
      'http://localhost.example.com',
      'https://example.com/path',
      'https://example.com/?q',
      'https://user:secret@example.com',
      'javascript:alert(1)',
      'ws://localhost',
      'example.com',
      '',
      7,
    ]) {
      expect(refusal({ ...answer, endpoint }).message).toContain('endpoint');
    }
  });
});
