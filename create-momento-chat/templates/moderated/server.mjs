import * as chat from 'momento-chat/server';
import { momentoRoomStore } from 'momento-chat/server/momento-room-store';
import { momentoTokenIssuer } from 'momento-chat/server/momento-token-issuer';
import { guestName, guestOf } from './guests.mjs';
import { connectMomento } from './momento.mjs';
import { serveSite, SITE } from './site.mjs';
import { becomeStaff, roleOf, STAFF_PATH } from './staff.mjs';

process.chdir(import.meta.dirname);
const credentialProvider = await connectMomento();
const store = momentoRoomStore({ credentialProvider });

const rules = chat.createTextRules({
  rules: [
    { name: 'rude', words: ['darn*'], action: 'mask' },
    { name: 'links', links: 'none', action: 'reject', reason: 'No links here, please.' },
  ],
});
const moderator = chat.createModerator({
  store,
  desk: chat.createModerationDesk({ store, roleOf }), // mutes, bans, slow mode, reports
  // Sees each message before others do. It may also return { text } or { reject: 'the reason' } of its own, or a promise.
  moderate: rules.moderate,
  profileOf: (id) => ({ name: guestName(id) }),
  roleOf,
});
const tokenEndpoint = chat.createTokenEndpoint({
  issueToken: momentoTokenIssuer({ credentialProvider }),
  moderator,
  // Who may enter which room: here all guests, and the lobby only.
  authorize(request, room) {
    const user = guestOf(request);
    return user && room === 'lobby' ? { user, role: roleOf(user.id) } : null;
  },
});

serveSite({ '/momento-token': tokenEndpoint, [STAFF_PATH]: becomeStaff('/') });
console.log(`Moderator: ${SITE}${STAFF_PATH}`);
