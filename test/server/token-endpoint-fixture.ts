import { expect } from 'vitest';
import type { Clock } from '../../src/platform/clock.js';
import {
  createTokenEndpoint,
  type Authorization,
  type TokenEndpointOptions,
  type TokenGrant,
} from '../../src/server/index.js';

export const ADA: Authorization = {
  user: { id: 'u1', name: 'Ada', avatarUrl: 'https://a.example/ada' },
};
export const SECRET = 'the-api-key-that-stays-at-home';

/** An endpoint whose issuer keeps what it was asked for, and whose log is caught. */
export function setUp(options: Partial<TokenEndpointOptions> = {}, clock?: Clock) {
  const grants: TokenGrant[] = [];
  const errors: unknown[] = [];
  const endpoint = createTokenEndpoint(
    {
      issueToken: (grant) => {
        grants.push(grant);
        return Promise.resolve({ authToken: 'dG9rZW4=', expiresAt: 1_763_640_000 });
      },
      authorize: () => ADA,
      onError: (error) => errors.push(error),
      ...options,
    },
    clock,
  );
  return {
    grants,
    errors,
    endpoint,
    get: (query: string, init?: RequestInit) => endpoint(request(query, init)),
  };
}

export function request(query: string, init?: RequestInit): Request {
  return new Request(`https://chat.example/momento-token${query}`, init);
}

export async function codeOf(response: Response): Promise<unknown> {
  const body = (await response.json()) as { error: { code: string; message: string } };
  expect(body.error.message).toMatch(/^unable to .+; .+/);
  return body.error.code;
}
