import { CredentialProvider } from '@gomomento/sdk';
import { serve } from 'srvx'; // or any server that speaks Request and Response
import { createTokenEndpoint } from '../src/server/index.js';
import { momentoTokenIssuer } from '../src/server/token-endpoint/momento-token-issuer.js';

const sessions = new Map([['their-session-cookie', { id: 'u1', name: 'Ada' }]]); // your own store

const tokenEndpoint = createTokenEndpoint({
  // Reads MOMENTO_API_KEY and MOMENTO_ENDPOINT.
  issueToken: momentoTokenIssuer({ credentialProvider: CredentialProvider.fromEnvVarV2() }),
  authorize(request, room) {
    const cookies = request.headers.get('Cookie') ?? '';
    const user = sessions.get(/(?:^|; )session=([^;]*)/.exec(cookies)?.[1] ?? '');
    return user && room === 'lobby' ? { user } : null; // null: this visitor may not enter
  },
  // allowedOrigins: ['https://www.example.com'], // for pages on other origins than this server's
});

serve({
  hostname: '127.0.0.1', // and PORT, or 3000
  fetch: (request) =>
    new URL(request.url).pathname === '/momento-token'
      ? tokenEndpoint(request)
      : new Response('Not found', { status: 404 }),
  error: () => new Response('Bad request', { status: 400 }), // its URL is invalid
});
