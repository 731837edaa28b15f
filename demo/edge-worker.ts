import { createTokenEndpoint, TokenIssueError } from '../src/server/index.js';
import type { IssuedToken, TokenIssuer } from '../src/server/index.js';

/** What the worker is given: where its visitors are known, and who issues the tokens. */
interface Env {
  SESSIONS: { get(cookie: string, type: 'json'): Promise<{ id: string; name: string } | null> };
  ISSUER_URL: string;
  ISSUER_SECRET: string;
}

// Momento issues tokens for one room over gRPC, which workers do not speak; its HTTP API is not documented to. So a
// Node process of yours does it, which hands the body, once it has seen the secret, to `momentoTokenIssuer`.
const issuerOf = (env: Env): TokenIssuer =>
  async function issueToken(grant) {
    const headers = { Authorization: `Bearer ${env.ISSUER_SECRET}` };
    const body = JSON.stringify(grant);
    const response = await fetch(env.ISSUER_URL, { method: 'POST', headers, body });
    if (response.ok) return (await response.json()) as IssuedToken;
    throw new TokenIssueError('unavailable', `the issuer answered ${response.status}`, 3);
  };

let tokenEndpoint: ReturnType<typeof createTokenEndpoint> | undefined; // and the tokens it shares

export default {
  fetch(request: Request, env: Env): Promise<Response> {
    tokenEndpoint ??= createTokenEndpoint({
      issueToken: issuerOf(env),
      async authorize(request, room) {
        const cookie = /(?:^|; )session=([^;]*)/.exec(request.headers.get('Cookie') ?? '')?.[1];
        const user = room === 'lobby' && cookie ? await env.SESSIONS.get(cookie, 'json') : null;
        return user && { user };
      },
    });
    return tokenEndpoint(request);
  },
};
