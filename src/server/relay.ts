import { Server, type Namespace, type Socket } from 'socket.io';
import { systemClock, type Clock } from '../clock.js';
import { checkedAuthorization, type AuthorizedUser } from './authorization.js';
import { checkedOrigins } from './cors.js';
import { RateLimiter } from './rate-limiter.js';
import { handshakeCheck } from './relay-handshake.js';
import { relaySettings, type RelayOptions, type RelaySettings } from './relay-options.js';
import { RelayRooms } from './relay-rooms.js';
import { RelaySender } from './relay-sender.js';
import { RelaySession, type RelayServices } from './relay-session.js';

export type { RelayOptions, RoomAuthorization } from './relay-options.js';

/** Larger than every event of a client, in bytes: engine.io ends a connection that sends more at once. */
const MAX_PACKET_BYTES = 32_768;
/** How often a socket shows that it is alive, and how long it may take to answer, in ms. */
const PING_INTERVAL_MS = 10_000;
const PING_TIMEOUT_MS = 8_000;
/** Events of any kind that one socket may send. */
const EVENT_LIMIT = { messages: 100, seconds: 10 };

export interface Relay {
  /** Where its sockets are. */
  readonly io: Server | Namespace;
  /** Rooms that somebody is in. */
  readonly rooms: readonly string[];
  /** Sends everybody away, and lets nobody in any more. The HTTP server and the store go on. */
  close(): void;
}

/**
 * Relays rooms over socket.io to browsers that may not reach Momento. What a room's topic brings goes to everybody who
 * is in it here, so any number of relays, and browsers that reach Momento themselves, meet in a room.
 *
 * @throws {TypeError} at once when an option makes no sense
 */
export function createRelay(options: RelayOptions, clock: Clock = systemClock): Relay {
  const settings = relaySettings(options);
  const io = options.io ?? ownServer(options, settings.report);
  const life = new AbortController();
  const { store, history, report } = settings;
  const rooms = new RelayRooms({ store, historyLimit: history.limit, clock, onFault: report });
  const services: RelayServices = {
    settings,
    rooms,
    sender: new RelaySender(settings, clock, life.signal),
    clock,
    messageLimiter: new RateLimiter(settings.rateLimit, () => clock.elapsed()),
    eventLimiter: new RateLimiter(EVENT_LIMIT, () => clock.elapsed()),
  };
  const users = new WeakMap<Socket, AuthorizedUser>();

  io.use((socket: Socket, next: (error?: Error) => void) => {
    const enter = async (): Promise<void> => {
      if (life.signal.aborted) throw refusal('unavailable', 'the relay is closed');
      if (isForScript(socket)) throw refusal('not-allowed', 'its answers are for no script tag');
      const user = await userOf(socket, settings);
      if (user) users.set(socket, user);
    };
    enter().then(() => next(), next);
  });
  const welcome = (socket: Socket): void => {
    new RelaySession(socket, users.get(socket), services);
  };
  io.on('connection', welcome);

  return {
    io,
    get rooms() {
      return rooms.names;
    },
    close() {
      life.abort();
      io.off('connection', welcome);
      io.disconnectSockets(true);
      rooms.close();
      if (!options.io && io instanceof Server) io.engine.close();
    },
  };
}

function ownServer(
  { server, serverOptions, allowedOrigins = [] }: RelayOptions,
  report: RelaySettings['report'],
): Server {
  const origins = checkedOrigins(allowedOrigins);
  return new Server(server, {
    maxHttpBufferSize: MAX_PACKET_BYTES,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    cors: { origin: [...origins], credentials: true },
    allowRequest: handshakeCheck(origins, report),
    ...serverOptions,
  });
}

/**
 * Whether the answers are to be a script (JSONP), which engine.io still offers, and no client of today asks for. Any
 * page may load a script, with its visitor's cookies and without a word of where it comes from, and read it.
 */
function isForScript({ handshake }: Socket): boolean {
  return handshake.query['j'] !== undefined;
}

/** @throws what socket.io tells the client: a fixed sentence, and a code */
async function userOf(
  socket: Socket,
  { authorize, report }: RelaySettings,
): Promise<AuthorizedUser | undefined> {
  if (!authorize) return undefined;
  let user: AuthorizedUser | null | undefined;
  try {
    user = await authorize({ handshake: socket.handshake, socket });
    if (user) return checkedAuthorization({ user }).user;
  } catch (error) {
    report(error);
    throw refusal('unavailable', 'the server failed to look up the visitor');
  }
  // A function that forgot its return must not let anybody in either.
  throw refusal('not-allowed', 'it is not open to this visitor');
}

function refusal(code: 'not-allowed' | 'unavailable', reason: string): Error {
  const message = `unable to enter; ${reason}.`;
  return Object.assign(new Error(message), { data: { ok: false, code, message } });
}
