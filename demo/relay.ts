import type { IncomingMessage, Server } from 'node:http';
import type { LiveRoomStore, Moderator } from '../src/server/index.js';
import { createRelay, type Relay } from '../src/server/relay/relay.js';
import { personOf } from './people.js';
import { modeOf } from './rooms.js';

/** Below which the relay's sockets are, beside all else that the server serves. */
export const RELAY_PATH = '/relay/';

export interface DemoRelayOptions {
  readonly server: Server;
  readonly store: LiveRoomStore;
  readonly moderator: Moderator;
  /** Whether a request comes from one of the demo's own pages. */
  readonly isOwn: (request: IncomingMessage) => boolean;
}

/** For browsers that may not reach Momento: all of the demo's rooms, over a WebSocket. */
export function demoRelay({ server, store, moderator, isOwn }: DemoRelayOptions): Relay {
  return createRelay({
    server,
    serverOptions: {
      path: RELAY_PATH,
      serveClient: false,
      // Vite has a WebSocket of its own, to reload pages: what is not the relay's is left alone.
      destroyUpgrade: false,
      // Browsers ask nobody before they open a WebSocket to another origin.
      allowRequest: (request, allow) => allow(null, isOwn(request)),
    },
    store,
    moderator,
    mode: modeOf,
    // The demo believes whoever says to be Ada. A real site must not: it reads the handshake's cookies.
    authorize({ handshake }) {
      const person = personOf(String(handshake.query['user']));
      return person ? { id: person.id, name: person.name } : null;
    },
  });
}
