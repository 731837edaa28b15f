import { createTokenEndpoint, TokenIssueError } from '../src/server/index.js';
import type { IssuedToken, TokenIssuer } from '../src/server/index.js';

/** The worker's bindings: the store of the visitors' sessions, and the issuer of tokens. */
interface Env {
  SESSIONS: { get(cookie: string, type: 'json'): Promise<{ id: string; name: string } | null> };
  ISSUER_URL: string;
  ISSUER_SECRET: string;
}

// Momento issues a token for one room over gRPC, which workers do not support. Its HTTP API is not documented to issue
// such tokens. So a Node process of yours checks the secret and passes the body to `momentoTokenIssuer`.
const issuerOf = (env: Env): TokenIssuer =>
  async function issueToken(grant) {
    const headers = { Authorization: `Bearer ${env.ISSUER_SECRET}` };
    const body = JSON.stringify(grant);
    const response = await fetch(env.ISSUER_URL, { method: 'POST', headers, body });
    if (response.ok) return (await response.json()) as IssuedToken;
    throw new TokenIssueError('unavailable', `the issuer answered ${response.status}`, 3);
  };

let tokenEndpoint: ReturnType<typeof createTokenEndpoint> | undefined; // kept, since it shares tokens between requests

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
