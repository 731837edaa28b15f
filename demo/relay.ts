import type { IncomingMessage, Server } from 'node:http';
import type { LiveRoomStore, ModerationDesk, Moderator } from '../src/server/index.js';
import { createRelay, type Relay } from '../src/server/relay/relay.js';
import { personOf } from './people.js';
import { modeOf } from './rooms.js';

/** The path of the relay's sockets on the demo's server. */
export const RELAY_PATH = '/relay/';

export interface DemoRelayOptions {
  readonly server: Server;
  readonly store: LiveRoomStore;
  readonly moderator: Moderator;
  readonly desk: ModerationDesk;
  /** Whether a request comes from one of the demo's own pages. */
  readonly isOwn: (request: IncomingMessage) => boolean;
}

/** Serves all of the demo's rooms over a WebSocket, for browsers that cannot reach Momento. */
export function demoRelay({ server, store, moderator, desk, isOwn }: DemoRelayOptions): Relay {
  return createRelay({
    server,
    serverOptions: {
      path: RELAY_PATH,
      serveClient: false,
      // Vite has its own WebSocket, which reloads pages: upgrades to other paths stay open.
      destroyUpgrade: false,
      // CORS does not cover WebSockets: any web page may open one, so the origin is checked here.
      allowRequest: (request, allow) => allow(null, isOwn(request)),
    },
    store,
    moderator,
    desk,
    mode: modeOf,
    // The demo trusts the name in the query. A real site must not: it reads the handshake's cookies.
    authorize({ handshake }) {
      const person = personOf(String(handshake.query['user']));
      return person ? { id: person.id, name: person.name } : null;
    },
    authorizeRoom: (user) => ({ role: personOf(user?.id ?? null)?.role ?? 'member' }),
  });
}
