import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  createTokenEndpoint,
  TokenIssueError,
  type TokenEndpointOptions,
} from '../../src/server/index.js';
import { ADA, SECRET, setUp, request, codeOf } from './token-endpoint-fixture.js';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
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

describe('invalid options', () => {
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
