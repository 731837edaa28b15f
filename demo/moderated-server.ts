import { createServer, type RequestListener } from 'node:http';
import { CredentialProvider } from '@gomomento/sdk';
import { toNodeHandler } from 'srvx/node'; // or any other adapter
import { createModerator, createTokenEndpoint, type RoomMode } from '../src/server/index.js';
import { momentoRoomStore } from '../src/server/store/momento-room-store.js';
import { momentoTokenIssuer } from '../src/server/token-endpoint/momento-token-issuer.js';
import { createRelay } from '../src/server/relay/relay.js';

const sessions = new Map([['their-session-cookie', { user: { id: 'u1', name: 'Ada' } }]]); // your own store
const sessionOf = (cookies?: string | null) =>
  sessions.get(/(?:^|; )session=([^;]*)/.exec(cookies ?? '')?.[1] ?? '');
const rooms = new Map<string, RoomMode>().set('lobby', 'direct').set('town-hall', 'moderated');
const mode = (room: string) => rooms.get(room) ?? 'moderated';

const credentialProvider = CredentialProvider.fromEnvVarV2(); // MOMENTO_API_KEY, MOMENTO_ENDPOINT
const store = momentoRoomStore({ credentialProvider });
// It may also return `{ reject: 'the reason' }`, or a promise.
const moderate = ({ text }: { text: string }) => ({ text: text.replace(/darn/gi, 'd***') });
const profileOf = (id: string) => ({ name: id === 'u1' ? 'Ada' : id }); // from your users
const moderator = createModerator({ store, moderate, profileOf });

const issueToken = momentoTokenIssuer({ credentialProvider });
const authorize = (request: Request, room: string) =>
  (rooms.has(room) && sessionOf(request.headers.get('Cookie'))) || null; // null: may not enter
const tokenEndpoint = createTokenEndpoint({ issueToken, authorize, mode, moderator });

const server = createServer(toNodeHandler(tokenEndpoint) as RequestListener);
const shared = { server, store, mode, moderator };
createRelay({
  ...shared,
  authorize: ({ handshake }) => sessionOf(handshake.headers.cookie)?.user ?? null,
  authorizeRoom: (_, room) => rooms.has(room),
});
server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
