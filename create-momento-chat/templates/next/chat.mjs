import { createTokenEndpoint } from 'momento-chat/server';
import { momentoTokenIssuer } from 'momento-chat/server/momento-token-issuer';
import { asGuest, guestOf } from './guests.mjs';
import { connectMomento } from './momento.mjs';

async function createEndpoint() {
  const credentialProvider = await connectMomento();
  return createTokenEndpoint({
    issueToken: momentoTokenIssuer({ credentialProvider }),
    // Who may enter which room: here all guests, and the lobby only.
    authorize(request, room) {
      const user = guestOf(request);
      return user && room === 'lobby' ? { user } : null;
    },
  });
}

export async function answerToken(request) {
  // Next.js loads this module again after each change: the engine must stay. A build starts none.
  globalThis.tokenEndpoint ??= createEndpoint();
  return asGuest(request, await globalThis.tokenEndpoint);
}
