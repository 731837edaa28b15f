import { randomUUID } from 'node:crypto';
import { createBot, createModerator, createTokenEndpoint } from 'momento-chat/server';
import { momentoRoomStore } from 'momento-chat/server/momento-room-store';
import { momentoTokenIssuer } from 'momento-chat/server/momento-token-issuer';
import { serve } from 'srvx';
import { staticMiddleware } from 'srvx/static';
import { reply } from './bot.mjs';
import { Conversations, roomOf } from './conversations.mjs';
import { asGuest, guestOf } from './guests.mjs';
import { connectMomento } from './momento.mjs';

process.chdir(import.meta.dirname);
const credentialProvider = await connectMomento();
const port = Number(process.env.PORT ?? 3000);

// Who opens this link becomes one of the staff. Put the staff of your own sign-in in this place.
const staffKey = randomUUID();
const staff = new Set();
const conversations = new Conversations();

const store = momentoRoomStore({ credentialProvider });
const bot = { id: 'bot-help', name: 'Helper' };
function nameOf(id) {
  if (id === bot.id) return bot.name;
  return staff.has(id) ? 'Support' : conversations.nameOf(id);
}
const moderator = createModerator({
  store,
  moderate: (message) => conversations.note(message),
  profileOf: (id) => ({ name: nameOf(id) }),
  roleOf: (id) => (staff.has(id) ? 'moderator' : 'member'),
  // The bot answers visitors; staff speak for themselves.
  bot: createBot({
    store,
    user: bot,
    reply: (message) => (staff.has(message.author.id) ? null : reply(message)),
  }),
});

const tokenEndpoint = createTokenEndpoint({
  issueToken: momentoTokenIssuer({ credentialProvider }),
  moderator,
  // Visitors enter their own room, staff every room in which a visitor has asked.
  authorize(request, room, { name }) {
    const { id } = guestOf(request);
    if (staff.has(id)) {
      return conversations.has(room) ? { user: { id, name: nameOf(id) }, role: 'moderator' } : null;
    }
    if (room !== roomOf(id)) return null;
    if (name) conversations.rename(id, name);
    return { user: { id, name: nameOf(id) } };
  },
});

/** What the pages ask for, besides tokens. */
function answer(request) {
  const { pathname, searchParams } = new URL(request.url);
  const { id } = guestOf(request);
  switch (pathname) {
    case '/momento-token':
      return tokenEndpoint(request);
    case '/my-room':
      return Response.json({ room: roomOf(id) });
    case '/conversations':
      return staff.has(id)
        ? Response.json(conversations.list())
        : new Response('Forbidden', { status: 403 });
    case '/staff':
      if (searchParams.get('key') === staffKey) staff.add(id);
      return new Response(null, { status: 303, headers: { Location: '/desk.html' } });
    default:
      return new Response('Not found', { status: 404 });
  }
}

serve({
  hostname: '127.0.0.1',
  port,
  gracefulShutdown: false,
  middleware: [
    staticMiddleware({ dir: 'public' }),
    staticMiddleware({ dir: 'node_modules/momento-chat/dist' }), // momento-chat.js, and what it loads
  ],
  fetch: (request) => asGuest(request, answer),
});
console.log(`Desk: http://127.0.0.1:${port}/staff?key=${staffKey}`);
