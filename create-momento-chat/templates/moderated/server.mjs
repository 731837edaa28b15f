import { randomUUID } from 'node:crypto';
import {
  createModerationDesk,
  createModerator,
  createTextRules,
  createTokenEndpoint,
} from 'momento-chat/server';
import { momentoRoomStore } from 'momento-chat/server/momento-room-store';
import { momentoTokenIssuer } from 'momento-chat/server/momento-token-issuer';
import { serve } from 'srvx';
import { staticMiddleware } from 'srvx/static';
import { asGuest, guestName, guestOf } from './guests.mjs';
import { connectMomento } from './momento.mjs';

process.chdir(import.meta.dirname);
const credentialProvider = await connectMomento();
const port = Number(process.env.PORT ?? 3000);

// Who opens this link becomes a moderator. Put the roles of your own users in this place.
const moderatorKey = randomUUID();
const moderators = new Set();
const roleOf = (id) => (moderators.has(id) ? 'moderator' : 'member');

const rules = createTextRules({
  rules: [
    { name: 'rude', words: ['darn*'], action: 'mask' },
    { name: 'links', links: 'none', action: 'reject', reason: 'No links here, please.' },
  ],
});
const store = momentoRoomStore({ credentialProvider });
const desk = createModerationDesk({ store, roleOf });
const moderator = createModerator({
  store,
  // Sees each message before others do. It may also return { text } or { reject: 'the reason' } of its own, or a promise.
  moderate: (message) => rules.moderate(message),
  profileOf: (id) => ({ name: guestName(id) }),
  roleOf,
  desk,
});

const tokenEndpoint = createTokenEndpoint({
  issueToken: momentoTokenIssuer({ credentialProvider }),
  moderator,
  desk,
  authorize(request, room) {
    const user = guestOf(request);
    return user && room === 'lobby' ? { user, role: roleOf(user.id) } : null;
  },
});

function becomeModerator(request) {
  if (new URL(request.url).searchParams.get('key') === moderatorKey) {
    moderators.add(guestOf(request).id);
  }
  return new Response(null, { status: 303, headers: { Location: '/' } });
}

serve({
  hostname: '127.0.0.1',
  port,
  gracefulShutdown: false,
  middleware: [
    staticMiddleware({ dir: 'public' }),
    staticMiddleware({ dir: 'node_modules/momento-chat/dist' }), // momento-chat.js, and what it loads
  ],
  fetch(request) {
    const { pathname } = new URL(request.url);
    if (pathname === '/momento-token') return asGuest(request, tokenEndpoint);
    if (pathname === '/moderate') return asGuest(request, becomeModerator);
    return new Response('Not found', { status: 404 });
  },
});
console.log(`Moderator: http://127.0.0.1:${port}/moderate?key=${moderatorKey}`);
