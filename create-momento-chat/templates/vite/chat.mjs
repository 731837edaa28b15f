import { createTokenEndpoint } from 'momento-chat/server';
import { momentoTokenIssuer } from 'momento-chat/server/momento-token-issuer';
import { asGuest, guestOf } from './guests.mjs';
import { connectMomento } from './momento.mjs';

const credentialProvider = await connectMomento();

const tokenEndpoint = createTokenEndpoint({
  issueToken: momentoTokenIssuer({ credentialProvider }),
  // Who may enter which room: here all guests, and the lobby only.
  authorize(request, room) {
    const user = guestOf(request);
    return user && room === 'lobby' ? { user } : null;
  },
});

export function answerToken(request) {
  return asGuest(request, tokenEndpoint);
}
