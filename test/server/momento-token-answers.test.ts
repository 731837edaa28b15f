import { inspect } from 'node:util';
import { status } from '@grpc/grpc-js';
import { token as messages } from '@gomomento/generated-types/dist/token.js';
import { describe, expect, it } from 'vitest';
import { createTokenEndpoint, TokenIssueError } from '../../src/server/index.js';
import { API_KEY, tokenService } from '../helpers/token-service.js';

const service = tokenService();

describe('Momento’s answer', () => {
  it.each([
    ['127.0.0.1:8081', { endpoint: 'http://127.0.0.1:8081' }],
    // Elsewhere browsers refuse plain http.
    ['192.0.2.1:8081', {}],
    ['cell.example', {}],
  ])('says where browsers reach an engine at %s', async (endpoint, said) => {
    service.respond = (callback) => {
      callback(
        null,
        new messages._GenerateDisposableTokenResponse({ api_key: 'k', endpoint, valid_until: 9e9 }),
      );
    };
    const authToken = Buffer.from(JSON.stringify({ endpoint, api_key: 'k' })).toString('base64');
    expect(await service.issue()).toEqual({ authToken, expiresAt: 9e9, ...said });
  });

  it('becomes a token of the form that the web SDK takes', async () => {
    service.answerWith('disposable');
    const { authToken, expiresAt } = await service.issue();
    expect(expiresAt).toBe(1_763_640_000);
    expect(JSON.parse(Buffer.from(authToken, 'base64').toString())).toEqual({
      endpoint: 'cell.example',
      api_key: 'disposable',
    });
  });

  it('is not believed when it holds no token', async () => {
    service.answerWith('');
    await expect(service.issue()).rejects.toThrow(/unable to read Momento’s answer/);
  });

  it.each([
    [status.RESOURCE_EXHAUSTED, 'rate-limited', 1],
    [status.UNAVAILABLE, 'unavailable', 3],
    [status.INTERNAL, 'unavailable', 3],
    [status.UNAUTHENTICATED, 'refused', undefined],
    [status.PERMISSION_DENIED, 'refused', undefined],
    [status.INVALID_ARGUMENT, 'refused', undefined],
    [status.NOT_FOUND, 'refused', undefined],
  ])('of status %i is a failure that says %s', async (code, expected, retryAfterSeconds) => {
    service.respond = (callback) => {
      callback({ code, details: 'because' });
    };
    const error = await service.issue().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TokenIssueError);
    expect(error).toMatchObject({ code: expected, retryAfterSeconds });
    expect(String(error)).toContain(`${status[code]}: because`);
  });

  it('is not waited for beyond the time-out', async () => {
    service.respond = () => undefined;
    const impatient = service.connect(50);
    const grant = {
      cacheName: 'c',
      room: 'r',
      mode: 'direct',
      tokenId: 'u',
      ttlSeconds: 60,
    } as const;
    await expect(impatient({ ...grant, access: 'read-only' })).rejects.toMatchObject({
      code: 'unavailable',
    });
    impatient.close();
  });
});

describe('the API key', () => {
  it('reaches neither the visitor nor the log, even when Momento repeats it', async () => {
    const errors: unknown[] = [];
    const endpoint = createTokenEndpoint({
      issueToken: service.issuer,
      authorize: () => ({ user: { id: 'u1' } }),
      onError: (error) => errors.push(error),
    });
    for (const code of [status.UNAUTHENTICATED, status.INTERNAL, status.RESOURCE_EXHAUSTED]) {
      service.respond = (callback) => {
        callback({ code, details: `bad key ${API_KEY} in ${API_KEY}` });
      };
      const response = await endpoint(new Request('https://chat.example/t?room=lobby'));
      const sent = inspect([await response.text(), ...response.headers]);
      expect(sent).not.toContain(API_KEY);
      expect(sent).not.toContain('bad key');
    }
    expect(errors).toHaveLength(3);
    const logged = inspect(errors, { depth: null, showHidden: true, getters: true });
    expect(logged).toContain('bad key [API key]');
    expect(logged).not.toContain(API_KEY);
  });
});
