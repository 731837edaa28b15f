import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Authorization } from '../../src/server/index.js';
import { ADA, SECRET, setUp, codeOf } from './token-endpoint-fixture.js';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('an answer', () => {
  it('has the token, its end, the cache and the user', async () => {
    const { get, grants } = setUp();
    const response = await get('?room=lobby');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      authToken: 'dG9rZW4=',
      expiresAt: 1_763_640_000,
      cacheName: 'instant-messaging',
      user: ADA.user,
      attachments: { types: 'images', maxSize: 1_048_576 },
    });
    expect(grants).toEqual([
      {
        cacheName: 'instant-messaging',
        room: 'lobby',
        access: 'read-write',
        mode: 'direct',
        attachments: true,
        tokenId: 'u1',
        ttlSeconds: 3_600,
      },
    ]);
  });

  it('is JSON that no cache may keep', async () => {
    const { headers } = await setUp().get('?room=lobby');
    expect(headers.get('Content-Type')).toBe('application/json; charset=utf-8');
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it('says when it was made, for visitors whose clock is wrong', async () => {
    vi.useFakeTimers({ now: Date.UTC(2025, 10, 20, 12, 0, 0) });
    const { headers } = await setUp().get('?room=lobby');
    expect(headers.get('Date')).toBe('Thu, 20 Nov 2025 12:00:00 GMT');
  });

  it('says so when the visitor may only read, and asks for such a token', async () => {
    const { get, grants } = setUp({ authorize: () => ({ ...ADA, readOnly: true }) });
    expect(await (await get('?room=lobby')).json()).toMatchObject({ readOnly: true });
    expect(grants[0]?.access).toBe('read-only');
  });

  it('follows the options', async () => {
    const { get, grants } = setUp({
      cacheName: 'chat',
      tokenTtlSeconds: 600,
      endpoint: 'http://127.0.0.1:8081',
    });
    expect(await (await get('?room=lobby')).json()).toMatchObject({
      cacheName: 'chat',
      endpoint: 'http://127.0.0.1:8081',
    });
    expect(grants[0]).toMatchObject({ cacheName: 'chat', ttlSeconds: 600 });
  });

  it('gives the room to authorize as the visitor spelled it, decoded', async () => {
    const authorize = vi.fn(() => ADA);
    await setUp({ authorize }).get('?tenant=7&room=%E3%82%B5%E3%83%9D%E3%83%BC%E3%83%88');
    expect(authorize).toHaveBeenCalledExactlyOnceWith(expect.any(Request), 'サポート', {});
  });

  it('tells a browser nothing of the user but the documented fields', async () => {
    const row = { id: 'u1', name: null, avatarUrl: null, email: 'ada@example.com', hash: 'x' };
    const { get } = setUp({ authorize: () => ({ user: row }) as unknown as Authorization });
    expect(await (await get('?room=lobby')).json()).toMatchObject({ user: { id: 'u1' } });
    expect(await (await get('?room=lobby')).text()).not.toMatch(/email|hash|null/);
  });

  it('waits for an authorize that takes its time', async () => {
    const { get } = setUp({ authorize: () => Promise.resolve(ADA) });
    expect((await get('?room=lobby')).status).toBe(200);
  });
});

describe('an invalid request', () => {
  it.each([
    ['', 'missing-room'],
    ['?user=ada', 'missing-room'],
    ['?room=a&room=b', 'duplicate-room'],
    ['?room=a&room=a', 'duplicate-room'],
    ['?room=', 'invalid-room'],
    ['?room=lobby-input', 'invalid-room'],
    ['?room=momento-chat/rooms', 'invalid-room'],
    ['?room=%00', 'invalid-room'],
    ['?room=%ED%A0%80', 'invalid-room'],
    ['?room=lobby%0d%0aSet-Cookie:x', 'invalid-room'],
    [`?room=${'x'.repeat(129)}`, 'invalid-room'],
  ])('%j is refused as %s before anybody is asked', async (query, code) => {
    const authorize = vi.fn(() => ADA);
    const { get, grants, errors } = setUp({ authorize });
    const response = await get(query);
    expect(response.status).toBe(400);
    expect(await codeOf(response)).toBe(code);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect([authorize.mock.calls, grants, errors]).toEqual([[], [], []]);
  });

  it.each(['PUT', 'DELETE', 'HEAD'])('%s is not allowed', async (method) => {
    const { get, grants } = setUp();
    const response = await get('?room=lobby', { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe('GET, POST, OPTIONS');
    expect(await codeOf(response)).toBe('method-not-allowed');
    expect(grants).toEqual([]);
  });

  it('OPTIONS names the allowed methods, and opens nothing to other origins', async () => {
    const response = await setUp().get('?room=lobby', {
      method: 'OPTIONS',
      headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'GET' },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('Allow')).toBe('GET, POST, OPTIONS');
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-'))).toEqual([]);
  });
});

describe('authorize', () => {
  it.each([null, undefined])('refuses with %s', async (answer) => {
    const { get, grants, errors } = setUp({ authorize: () => answer as null });
    const response = await get('?room=lobby');
    expect(response.status).toBe(403);
    expect(await codeOf(response)).toBe('forbidden');
    expect([grants, errors]).toEqual([[], []]);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error(SECRET);
      },
    ],
    ['rejects', () => Promise.reject(new Error(SECRET))],
  ])('that %s is told to the log, and not to the visitor', async (_, authorize) => {
    const { get, grants, errors } = setUp({ authorize });
    const response = await get('?room=lobby');
    expect(response.status).toBe(500);
    const text = await response.clone().text();
    expect(text).not.toContain(SECRET);
    expect(text).not.toMatch(/\bat .+:\d+/);
    expect(await codeOf(response)).toBe('authorization-failed');
    expect(errors).toEqual([new Error(SECRET)]);
    expect(grants).toEqual([]);
  });

  it.each([
    ['true', true, /must be an object/],
    ['no user', {}, /user must be an object/],
    ['no id', { user: {} }, /user.id must be a string/],
    ['an empty id', { user: { id: '' } }, /user.id must be a string/],
    ['a number for an id', { user: { id: 7 } }, /user.id must be a string/],
    [
      'an id of 65 characters',
      { user: { id: 'x'.repeat(65) } },
      /65 characters; Momento allows 64/,
    ],
    ['an id with a lone surrogate', { user: { id: 'a\ud800' } }, /surrogates/],
    ['an id with a NUL', { user: { id: 'a\0' } }, /control characters/],
    ['a name that is no text', { user: { id: 'a', name: {} } }, /user.name must be a string/],
    ['a read-only that is neither', { ...ADA, readOnly: 'no' }, /readOnly must be true or false/],
  ])('that answers with %s issues nothing and tells the host why', async (_, answer, reason) => {
    const { get, grants, errors } = setUp({ authorize: () => answer as Authorization });
    const response = await get('?room=lobby');
    expect(response.status).toBe(500);
    expect(await codeOf(response)).toBe('server-misconfigured');
    expect(errors).toHaveLength(1);
    expect(String(errors[0])).toMatch(reason);
    expect(grants).toEqual([]);
  });

  it('may use all 64 characters of an id', async () => {
    const id = 'x'.repeat(64);
    const { get, grants } = setUp({ authorize: () => ({ user: { id } }) });
    await get('?room=lobby');
    expect(grants[0]?.tokenId).toBe(id);
  });
});

describe('requests of one user for one room', () => {
  it('are asked about one by one, and share a token', async () => {
    vi.useFakeTimers({ now: 1_763_636_400_000 });
    const authorize = vi.fn(() => ADA);
    const { get, grants } = setUp({ authorize });
    const first: unknown = await (await get('?room=lobby')).json();
    expect(await (await get('?room=lobby')).json()).toEqual(first);
    expect(authorize).toHaveBeenCalledTimes(2);
    expect(grants).toHaveLength(1);
  });

  it('get no token once authorize refuses, or one with only the access that it allows now', async () => {
    vi.useFakeTimers({ now: 1_763_636_400_000 });
    const answers = [ADA, null, { ...ADA, readOnly: true }];
    const { get, grants } = setUp({ authorize: () => answers.shift() ?? null });
    expect((await get('?room=lobby')).status).toBe(200);
    expect((await get('?room=lobby')).status).toBe(403);
    expect(await (await get('?room=lobby')).json()).toMatchObject({ readOnly: true });
    expect(grants.map(({ access }) => access)).toEqual(['read-write', 'read-only']);
  });
});
