import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  createTokenEndpoint,
  TokenIssueError,
  type Authorization,
  type TokenEndpointOptions,
  type TokenGrant,
} from '../../src/server/index.js';

const ADA: Authorization = { user: { id: 'u1', name: 'Ada', avatarUrl: 'https://a.example/ada' } };
const SECRET = 'the-api-key-that-stays-at-home';

/** An endpoint whose issuer keeps what it was asked for, and whose log is caught. */
function setUp(options: Partial<TokenEndpointOptions> = {}) {
  const grants: TokenGrant[] = [];
  const errors: unknown[] = [];
  const endpoint = createTokenEndpoint({
    issueToken: (grant) => {
      grants.push(grant);
      return Promise.resolve({ authToken: 'dG9rZW4=', expiresAt: 1_763_640_000 });
    },
    authorize: () => ADA,
    onError: (error) => errors.push(error),
    ...options,
  });
  return {
    grants,
    errors,
    get: (query: string, init?: RequestInit) => endpoint(request(query, init)),
  };
}

function request(query: string, init?: RequestInit): Request {
  return new Request(`https://chat.example/momento-token${query}`, init);
}

async function codeOf(response: Response): Promise<unknown> {
  const body = (await response.json()) as { error: { code: string; message: string } };
  expect(body.error.message).toMatch(/^unable to .+; .+/);
  return body.error.code;
}

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
    });
    expect(grants).toEqual([
      {
        cacheName: 'instant-messaging',
        room: 'lobby',
        access: 'read-write',
        mode: 'direct',
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
    expect(authorize).toHaveBeenCalledExactlyOnceWith(expect.any(Request), 'サポート');
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

describe('a question that makes no sense', () => {
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

  it.each(['POST', 'PUT', 'DELETE', 'HEAD'])('%s is not allowed', async (method) => {
    const { get, grants } = setUp();
    const response = await get('?room=lobby', { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe('GET, OPTIONS');
    expect(await codeOf(response)).toBe('method-not-allowed');
    expect(grants).toEqual([]);
  });

  it('OPTIONS says what is allowed, and opens nothing to other origins', async () => {
    const response = await setUp().get('?room=lobby', {
      method: 'OPTIONS',
      headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'GET' },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('Allow')).toBe('GET, OPTIONS');
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

describe('a moderated room', () => {
  const moderated: Partial<TokenEndpointOptions> = { mode: () => 'moderated' };

  it('is said to be one, and gets a token that cannot write past the moderator', async () => {
    const { get, grants } = setUp(moderated);
    expect(await (await get('?room=lobby')).json()).toMatchObject({
      mode: 'moderated',
      features: ['relations'],
    });
    expect(grants).toMatchObject([{ mode: 'moderated', access: 'read-write' }]);
  });

  it('is one by the server’s word alone, whatever the client asks for', async () => {
    const mode = vi.fn((room: string) => Promise.resolve(room === 'open' ? 'direct' : 'moderated'));
    const { get, grants } = setUp({ mode: mode as NonNullable<TokenEndpointOptions['mode']> });
    await get('?room=lobby&mode=direct');
    await get('?room=open&mode=moderated');
    expect(grants.map((grant) => grant.mode)).toEqual(['moderated', 'direct']);
    expect(mode).toHaveBeenCalledWith('lobby', ADA.user);
  });

  it('is every room where there is a moderator and nobody says otherwise, as on a relay', async () => {
    const attend = vi.fn();
    const { get, grants } = setUp({ moderator: { attend } });
    expect(await (await get('?room=lobby')).json()).toMatchObject({ mode: 'moderated' });
    expect(grants).toMatchObject([{ mode: 'moderated' }]);
    expect(attend).toHaveBeenCalledOnce();
  });

  it('is attended for as long as its token lives, and longer; a direct one is not', async () => {
    const attend = vi.fn();
    const mode = (room: string) => (room === 'open' ? 'direct' : 'moderated');
    const { get } = setUp({ mode, moderator: { attend }, tokenTtlSeconds: 600 });
    await get('?room=open');
    expect(attend).not.toHaveBeenCalled();
    await get('?room=lobby');
    // A shared token is no reason to leave sooner.
    await get('?room=lobby');
    expect(attend.mock.calls).toEqual([
      ['lobby', 660],
      ['lobby', 660],
    ]);
  });

  it('is open to a visitor whose address no header tells', async () => {
    const admit = vi.fn(() => true);
    const { get } = setUp({
      moderator: { attend: () => undefined, admit },
      addressOf: (request) => request.headers.get('X-Real-IP') as string,
    });
    expect((await get('?room=lobby')).status).toBe(200);
    expect(admit).toHaveBeenCalledWith('lobby', expect.any(Number), { userId: 'u1' });
  });

  it.each([undefined, null, 'Moderated', true, ''])(
    'gets no token at all, least of all a direct one, when mode() returns %j',
    async (value) => {
      const mode = (() => value) as unknown as NonNullable<TokenEndpointOptions['mode']>;
      const { get, grants, errors } = setUp({ mode });
      const response = await get('?room=lobby');
      expect(response.status).toBe(500);
      expect(await codeOf(response)).toBe('server-misconfigured');
      expect(grants).toEqual([]);
      expect(String(errors[0])).toMatch(/what mode\(\) returned/);
    },
  );

  it('gets no token when mode() throws, and its words stay on the server', async () => {
    const { get, grants, errors } = setUp({ mode: () => Promise.reject(new Error(SECRET)) });
    const response = await get('?room=lobby');
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).toContain('authorization-failed');
    expect(text).not.toContain(SECRET);
    expect([grants, errors]).toEqual([[], [new Error(SECRET)]]);
  });
});

describe('requests of one person for one room', () => {
  it('are asked about one by one, and share a token', async () => {
    vi.useFakeTimers({ now: 1_763_636_400_000 });
    const authorize = vi.fn(() => ADA);
    const { get, grants } = setUp({ authorize });
    const first: unknown = await (await get('?room=lobby')).json();
    expect(await (await get('?room=lobby')).json()).toEqual(first);
    expect(authorize).toHaveBeenCalledTimes(2);
    expect(grants).toHaveLength(1);
  });

  it('get none any more once authorize refuses, or only what it allows now', async () => {
    vi.useFakeTimers({ now: 1_763_636_400_000 });
    const answers = [ADA, null, { ...ADA, readOnly: true }];
    const { get, grants } = setUp({ authorize: () => answers.shift() ?? null });
    expect((await get('?room=lobby')).status).toBe(200);
    expect((await get('?room=lobby')).status).toBe(403);
    expect(await (await get('?room=lobby')).json()).toMatchObject({ readOnly: true });
    expect(grants.map(({ access }) => access)).toEqual(['read-write', 'read-only']);
  });
});

describe('an issuer that fails', () => {
  it.each([
    [new TokenIssueError('rate-limited', SECRET, 1), 429, 'rate-limited', '1'],
    [new TokenIssueError('unavailable', SECRET, 3), 503, 'momento-unavailable', '3'],
    [new TokenIssueError('unavailable', SECRET), 503, 'momento-unavailable', null],
    [new TokenIssueError('refused', SECRET), 500, 'server-misconfigured', null],
    [new Error(SECRET), 500, 'server-misconfigured', null],
  ])('with %o becomes %i', async (error, status, code, retryAfter) => {
    const { get, errors } = setUp({ issueToken: () => Promise.reject(error) });
    const response = await get('?room=lobby');
    expect(response.status).toBe(status);
    expect(response.headers.get('Retry-After')).toBe(retryAfter);
    expect(await response.clone().text()).not.toContain(SECRET);
    expect(await codeOf(response)).toBe(code);
    expect(errors).toEqual([error]);
  });

  it('is logged once on the console where the host has no log', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const error = new TokenIssueError('refused', 'unable to issue a token; no');
    const endpoint = createTokenEndpoint({
      authorize: () => ADA,
      issueToken: () => Promise.reject(error),
    });
    await endpoint(request('?room=lobby'));
    expect(log.mock.calls).toEqual([[error]]);
  });

  it('is answered even when the host’s log fails, too', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { get } = setUp({
      issueToken: () => Promise.reject(new Error('no')),
      onError: () => {
        throw new Error('disk full');
      },
    });
    expect((await get('?room=lobby')).status).toBe(500);
    expect(log).toHaveBeenCalledOnce();
  });
});

describe('a page on another origin', () => {
  const allowedOrigins = ['https://shop.example', 'http://localhost:8000'];
  const from = (origin: string, init?: RequestInit) => ({
    ...init,
    headers: { Origin: origin, ...init?.headers },
  });

  it('reads the answer when it is listed, with the visitor’s cookies', async () => {
    const { headers } = await setUp({ allowedOrigins }).get(
      '?room=a',
      from('https://shop.example'),
    );
    expect(headers.get('Access-Control-Allow-Origin')).toBe('https://shop.example');
    expect(headers.get('Access-Control-Allow-Credentials')).toBe('true');
    expect(headers.get('Access-Control-Expose-Headers')).toContain('Date');
    expect(headers.get('Vary')).toBe('Origin');
  });

  it('reads refusals and when to come back, too', async () => {
    const { get } = setUp({
      allowedOrigins,
      issueToken: () => Promise.reject(new TokenIssueError('rate-limited', 'no', 1)),
    });
    const { status, headers } = await get('?room=a', from('https://shop.example'));
    expect(status).toBe(429);
    expect(headers.get('Access-Control-Allow-Origin')).toBe('https://shop.example');
    expect(headers.get('Access-Control-Expose-Headers')).toBe('Date, Retry-After');
  });

  it.each(['https://shop.example.evil.example', 'http://shop.example', 'null'])(
    'reads nothing from %s, which is not listed',
    async (origin) => {
      const { headers } = await setUp({ allowedOrigins }).get('?room=a', from(origin));
      expect(headers.has('Access-Control-Allow-Origin')).toBe(false);
      expect(headers.get('Vary')).toBe('Origin');
    },
  );

  it('may send headers of its own after asking', async () => {
    const preflight = from('https://shop.example', {
      method: 'OPTIONS',
      headers: {
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': 'authorization,x-session',
      },
    });
    const { status, headers } = await setUp({ allowedOrigins }).get('?room=a', preflight);
    expect(status).toBe(204);
    expect(headers.get('Access-Control-Allow-Methods')).toBe('GET');
    expect(headers.get('Access-Control-Allow-Headers')).toBe('authorization,x-session');
    expect(headers.get('Access-Control-Max-Age')).toBe('600');
  });

  it('is told that answers differ by origin even when it sends none', async () => {
    const { headers } = await setUp({ allowedOrigins }).get('?room=a');
    expect(headers.get('Vary')).toBe('Origin');
  });
});

describe('a browser that asks for a page of another origin', () => {
  const allowedOrigins = ['https://shop.example'];

  /** What a stranger's page can have a visitor's browser send, cookies included. */
  it.each<[string, RequestInit]>([
    ['an image or a link', { headers: { 'Sec-Fetch-Site': 'cross-site' } }],
    ['an image of a sibling subdomain', { headers: { 'Sec-Fetch-Site': 'same-site' } }],
    ['a fetch', { headers: { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' } }],
    [
      'a fetch of a sibling subdomain',
      { headers: { 'Sec-Fetch-Site': 'same-site', Origin: 'https://blog.chat.example' } },
    ],
    ['a fetch of an old browser', { headers: { Origin: 'https://evil.example' } }],
    ['a fetch in the clear from the same host', { headers: { Origin: 'http://chat.example' } }],
    ['a fetch from another port', { headers: { Origin: 'https://chat.example:8443' } }],
    ['a sandboxed frame', { headers: { Origin: 'null' } }],
    ['a sandboxed frame, sent on', { headers: { Origin: 'null', 'Sec-Fetch-Site': 'none' } }],
    ['an extension', { headers: { Origin: 'chrome-extension://abc', 'Sec-Fetch-Site': 'none' } }],
    ['a word that is not known yet', { headers: { 'Sec-Fetch-Site': 'sibling' } }],
    ['two words', { headers: { 'Sec-Fetch-Site': 'same-origin, cross-site' } }],
    ['no word', { headers: { 'Sec-Fetch-Site': '' } }],
    ['a form', { method: 'POST', headers: { 'Sec-Fetch-Site': 'cross-site' } }],
    ['a form of an old browser', { method: 'POST', headers: { Origin: 'https://evil.example' } }],
  ])('spends nothing of its visitor’s: %s', async (_, init) => {
    const authorize = vi.fn(() => ADA);
    const attend = vi.fn();
    const { get, grants, errors } = setUp({ authorize, allowedOrigins, moderator: { attend } });
    const response = await get('?room=lobby', init);
    expect(response.status).toBe(403);
    expect(await codeOf(response)).toBe('foreign-page');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(response.headers.has('Access-Control-Allow-Origin')).toBe(false);
    expect([authorize.mock.calls, attend.mock.calls, grants, errors]).toEqual([[], [], [], []]);
  });

  it.each<[string, Record<string, string>]>([
    ['a page of the endpoint’s own origin', { 'Sec-Fetch-Site': 'same-origin' }],
    [
      // The proxy in front has ended TLS: by the address that it asks, the origin would be another.
      'such a page behind a proxy',
      { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://outside.example' },
    ],
    ['such a page in an old browser', { Origin: 'https://chat.example' }],
    ['an address that was typed', { 'Sec-Fetch-Site': 'none' }],
    ['a program', {}],
    ['a listed page', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://shop.example' }],
    ['a listed sibling', { 'Sec-Fetch-Site': 'same-site', Origin: 'https://shop.example' }],
  ])('is served for %s', async (_, headers) => {
    const { get, grants } = setUp({ allowedOrigins });
    expect((await get('?room=lobby', { headers })).status).toBe(200);
    expect(grants).toHaveLength(1);
  });

  it('is told nothing of use when it asks in advance, and spends nothing', async () => {
    const authorize = vi.fn(() => ADA);
    const { get, grants } = setUp({ authorize, allowedOrigins });
    const { status, headers } = await get('?room=lobby', {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://evil.example',
        'Sec-Fetch-Site': 'cross-site',
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': 'authorization',
      },
    });
    expect(status).toBe(204);
    expect([...headers.keys()].filter((name) => name.startsWith('access-'))).toEqual([]);
    expect([authorize.mock.calls, grants]).toEqual([[], []]);
  });
});

describe('options that make no sense', () => {
  it.each([
    ['a token of a day and two hours', { tokenTtlSeconds: 93_600 }, /tokenTtlSeconds 93600/],
    ['a token of a second', { tokenTtlSeconds: 1 }, /from 60 to 90000/],
    ['half seconds', { tokenTtlSeconds: 60.5 }, /whole number/],
    ['a lifetime that is no number', { tokenTtlSeconds: Number.NaN }, /whole number/],
    ['no cache', { cacheName: ' ' }, /cacheName/],
    ['any origin', { allowedOrigins: ['*'] }, /"\*"/],
    ['an origin with a path', { allowedOrigins: ['https://a.example/'] }, /as a browser sends it/],
    ['an opaque origin', { allowedOrigins: ['null'] }, /"null"/],
    ['an endpoint in the clear', { endpoint: 'http://momento.example' }, /https origin/],
    ['an endpoint with a path', { endpoint: 'https://momento.example/x' }, /no path/],
    ['a look-alike of loopback', { endpoint: 'http://127.0.0.1.evil.example' }, /loopback/],
    ['an endpoint that is no URL', { endpoint: 'momento' }, /unable to use the endpoint "momento"/],
  ] satisfies [string, Partial<TokenEndpointOptions>, RegExp][])(
    'are refused at the start: %s',
    (_, options, reason) => {
      expect(() => setUp(options)).toThrow(reason);
    },
  );

  it.each([
    'https://momento.example',
    'http://localhost:1',
    'http://127.0.0.1:1',
    'http://[::1]:1',
    'https://momento.example/',
  ])('an endpoint may be %s', async (endpoint) => {
    const response = await setUp({ endpoint }).get('?room=lobby');
    expect(await response.json()).toMatchObject({ endpoint: new URL(endpoint).origin });
  });
});
