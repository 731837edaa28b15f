import { CredentialProvider } from '@gomomento/sdk';
import {
  momentoTokenIssuer,
  type MomentoCredentials,
} from '../server/token-endpoint/momento-token-issuer.js';
import { TokenIssueError } from '../server/index.js';
import { parseTokenResponse } from '../session/token-response.js';
import { fine, problem, type Finding } from './finding.js';
import { checkRoom } from './room-checks.js';

export interface AccountToCheck {
  readonly cacheName: string;
  readonly room: string;
  /** Of this machine, in epoch ms. */
  readonly now: () => number;
}

/** Checks the account that `MOMENTO_API_KEY` and `MOMENTO_ENDPOINT` name, as a server uses it. */
export async function checkEnvironment(
  environment: NodeJS.ProcessEnv,
  account: AccountToCheck,
): Promise<Finding[]> {
  const { MOMENTO_API_KEY: apiKey, MOMENTO_ENDPOINT: endpoint } = environment;
  if (!apiKey || !endpoint) {
    const missing = apiKey ? 'MOMENTO_ENDPOINT' : 'MOMENTO_API_KEY';
    return [
      problem(`${missing} is not set.`, `${missing}=… in .env, from https://console.gomomento.com`),
    ];
  }
  let credentials: CredentialProvider;
  try {
    credentials = CredentialProvider.fromApiKeyV2({ apiKey, endpoint });
  } catch {
    // The SDK's error is not shown: its text may quote the key.
    return [
      problem(
        'MOMENTO_API_KEY is not an API key of version 2.',
        'MOMENTO_API_KEY=… in .env: create a key at https://console.gomomento.com',
      ),
    ];
  }
  return checkAccount(credentials, account);
}

/** Has a token issued, and tries it. */
export async function checkAccount(
  credentialProvider: MomentoCredentials,
  { cacheName, room, now }: AccountToCheck,
): Promise<Finding[]> {
  const issueToken = momentoTokenIssuer({ credentialProvider });
  try {
    const issued = await issueToken({
      cacheName,
      room,
      access: 'read-write',
      mode: 'direct',
      tokenId: 'doctor',
      ttlSeconds: 600,
    });
    const defaults = {
      room,
      cacheName,
      visitor: { id: 'doctor', name: 'doctor', avatarUrl: undefined },
    };
    const session = parseTokenResponse(issued, defaults, now());
    return [fine('The key issues tokens.'), ...(await checkRoom(session))];
  } catch (error) {
    return [notIssued(error)];
  } finally {
    issueToken.close();
  }
}

function notIssued(error: unknown): Finding {
  const { message } = error as Error;
  const code = error instanceof TokenIssueError ? error.code : undefined;
  switch (code) {
    case 'refused':
      return problem(
        `${message}.`,
        'MOMENTO_API_KEY=… in .env: a key of this endpoint’s account that has not expired and may issue tokens',
      );
    case 'unavailable':
      return problem(`${message}.`, 'MOMENTO_ENDPOINT=… in .env, or the network');
    default:
      return problem(`${message}.`, 'nothing of yours, as far as can be seen; try again');
  }
}
