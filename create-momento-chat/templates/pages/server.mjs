import { createTokenEndpoint } from 'momento-chat/server';
import { momentoTokenIssuer } from 'momento-chat/server/momento-token-issuer';
import { serve } from 'srvx';
import { staticMiddleware } from 'srvx/static';
import { asGuest, guestOf } from './guests.mjs';
import { connectMomento } from './momento.mjs';

process.chdir(import.meta.dirname);
const credentialProvider = await connectMomento();

const tokenEndpoint = createTokenEndpoint({
  issueToken: momentoTokenIssuer({ credentialProvider }),
  // Who may enter which room: here all guests, and the lobby only.
  authorize(request, room) {
    const user = guestOf(request);
    return user && room === 'lobby' ? { user } : null;
  },
});

serve({
  hostname: '127.0.0.1',
  port: process.env.PORT ?? 3000,
  gracefulShutdown: false,
  middleware: [
    staticMiddleware({ dir: 'public' }),
    staticMiddleware({ dir: 'node_modules/momento-chat/dist' }), // momento-chat.js, and what it loads
  ],
  fetch: (request) =>
    new URL(request.url).pathname === '/momento-token'
      ? asGuest(request, tokenEndpoint)
      : new Response('Not found', { status: 404 }),
});
