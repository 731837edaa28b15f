import { CredentialProvider } from '@gomomento/sdk';
import { toLambdaHandler } from 'srvx/aws-lambda';
import { createTokenEndpoint } from '../src/server/index.js';
import { momentoTokenIssuer } from '../src/server/token-endpoint/momento-token-issuer.js';

const sessions = new Map([['their-session-cookie', { id: 'u1', name: 'Ada' }]]); // your own store

// Outside of the handler: a warm function shares tokens between requests.
const tokenEndpoint = createTokenEndpoint({
  issueToken: momentoTokenIssuer({ credentialProvider: CredentialProvider.fromEnvVarV2() }),
  authorize(request, room) {
    const cookies = request.headers.get('Cookie') ?? '';
    const user = sessions.get(/(?:^|; )session=([^;]*)/.exec(cookies)?.[1] ?? '');
    return user && room === 'lobby' ? { user } : null;
  },
});

export const handler = toLambdaHandler({ fetch: tokenEndpoint });
