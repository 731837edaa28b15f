import * as chat from 'momento-chat/server';
import { momentoRoomStore } from 'momento-chat/server/momento-room-store';
import { momentoTokenIssuer } from 'momento-chat/server/momento-token-issuer';
import { BOT, reply } from './bot.mjs';
import { guestOf } from './guests.mjs';
import { connectMomento } from './momento.mjs';
import { agentOf, isSupport, nameOf, rename, roomOf } from './people.mjs';
import { serveSite, SITE } from './site.mjs';
import { becomeStaff, roleOf, STAFF_PATH } from './staff.mjs';

process.chdir(import.meta.dirname);
const credentialProvider = await connectMomento();
const store = momentoRoomStore({ credentialProvider });
const issueToken = momentoTokenIssuer({ credentialProvider });

// All conversations, for the staff. Their tokens are the inbox's.
const inbox = chat.createInbox({
  store,
  issueToken,
  rooms: isSupport,
  authorizeAgent: (request) => agentOf(guestOf(request)),
  cannedAnswers: [{ name: 'thanks', text: 'You are welcome!' }], // after a slash
});
const moderator = chat.createModerator({
  store,
  inbox,
  bot: chat.createBot({ store, user: BOT, reply }),
  moderate: () => undefined, // all messages pass
  profileOf: (id) => ({ name: nameOf(id) }),
  roleOf,
});
const tokenEndpoint = chat.createTokenEndpoint({
  issueToken,
  moderator,
  inbox,
  // Visitors enter their own room only.
  authorize(request, room, { name }) {
    const { id } = guestOf(request);
    if (room !== roomOf(id)) return null;
    if (name) rename(id, name);
    // What agents see of the visitor.
    const context = { Page: request.headers.get('Referer') ?? '' };
    return { user: { id, name: nameOf(id) }, context };
  },
});

serveSite({
  '/momento-token': tokenEndpoint,
  '/inbox': inbox.handler,
  '/my-room': (request) => Response.json({ room: roomOf(guestOf(request).id) }),
  [STAFF_PATH]: becomeStaff('/desk.html'),
});
console.log(`Desk: ${SITE}${STAFF_PATH}`);
