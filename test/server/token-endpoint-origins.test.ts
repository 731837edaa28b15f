import { afterEach, describe, expect, it, vi } from 'vitest';
import { TokenIssueError } from '../../src/server/index.js';
import { ADA, setUp, codeOf } from './token-endpoint-fixture.js';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
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
    expect(headers.get('Access-Control-Allow-Methods')).toBe('GET, POST');
    expect(headers.get('Access-Control-Allow-Headers')).toBe('authorization,x-session');
    expect(headers.get('Access-Control-Max-Age')).toBe('600');
  });

  it('is told that answers differ by origin even when it sends none', async () => {
    const { headers } = await setUp({ allowedOrigins }).get('?room=a');
    expect(headers.get('Vary')).toBe('Origin');
  });
});

describe('a request by a page of another origin', () => {
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
