import { Server, type Namespace, type Socket } from 'socket.io';
import { systemClock, type Clock } from '../../platform/clock.js';
import type { RelayRefusalCode } from '../../protocol/relay.js';
import { relationsLimit } from '../../protocol/room-rules.js';
import { checkedOrigins } from '../host/cors.js';
import { RelayFiles } from './relay-files.js';
import { RelayGuard } from './relay-guard.js';
import { handshakeCheck } from './relay-handshake.js';
import type { RelayOrigin } from './relay-limits.js';
import { RecentTimes, type TimesInMs } from '../limits/recent-times.js';
import { relaySettings, type RelayOptions, type RelaySettings } from './relay-options.js';
import { RelayRefusal } from './relay-refusal.js';
import { RelayRooms } from './relay-rooms.js';
import { RelaySender } from './relay-sender.js';
import type { RelayServices } from './relay-services.js';
import { RelaySession } from './relay-session.js';
import { refusal, UNKNOWN, visitorOf, type RelayVisitor } from './relay-visitor.js';
import { acceptsParts, MAX_PART_PACKET_BYTES } from './session-files.js';
import { TransferGuard } from './transfer-guard.js';
import { Leases, type LeaseTimes } from '../store/leases.js';

export type { ByteLimit } from '../limits/rate-limiter.js';
export type { RelayLimitOptions, RelayOrigin } from './relay-limits.js';
export type { RelayOptions, RoomAuthorization } from './relay-options.js';

/** Larger than every event of a client without files, in bytes. Engine.io closes a connection that sends a larger packet. */
const MAX_PACKET_BYTES = 32_768;
/** How often a socket is pinged, and how long it may take to answer, in ms. */
const PING_INTERVAL_MS = 10_000;
const PING_TIMEOUT_MS = 8_000;
/** How long a connection may take to enter a namespace, in ms. */
const CONNECT_TIMEOUT_MS = 10_000;

/** A relay's statistics. They count since the relay was created, unless stated otherwise. */
export interface RelayStats {
  /** Rooms with clients now. */
  readonly rooms: number;
  /** Of these, rooms with an open stream. If it is less than `rooms`, streams from Momento are missing. */
  readonly streams: number;
  /** Accepted sockets now. */
  readonly sockets: number;
  /** Different network addresses of these sockets, as the limits count them. */
  readonly addresses: number;
  /** Messages that were stored, or submitted to the moderator. */
  readonly messages: number;
  /**
   * How long it took to store these messages, or to submit them to the moderator, in ms. For clients of the documented
   * protocol it includes the wait for the moderator's verdict.
   */
  readonly answerMs: TimesInMs;
  /** The number of refusals by code; codes without a refusal are left out. */
  readonly refusals: Readonly<Partial<Record<RelayRefusalCode, number>>>;
}

export interface Relay {
  /** The socket.io server or namespace with the relay's sockets. */
  readonly io: Server | Namespace;
  /** Rooms with clients. */
  readonly rooms: readonly string[];
  /** The current statistics, for monitoring. */
  stats(): RelayStats;
  /** Disconnects all clients, and accepts no new ones. The HTTP server and the store stay open. */
  close(): void;
}

/**
 * Relays rooms over socket.io to browsers that cannot reach Momento. Each item of a room's topic is sent to all clients
 * in the room. So clients of several relays, and browsers that reach Momento themselves, can share a room.
 *
 * @throws {TypeError} at once if an option is invalid
 */
export function createRelay(
  options: RelayOptions,
  clock: Clock = systemClock,
  leaseTimes?: LeaseTimes,
): Relay {
  const settings = relaySettings(options);
  const guard = new RelayGuard(settings, clock);
  const io =
    options.io ??
    ownServer(options, settings, (origin, isOpenToPage) => {
      if (!isOpenToPage) guard.countRefusal('not-allowed');
      return isOpenToPage && guard.takeConnection(settings.limits.addressOf(origin));
    });
  const closing = new AbortController();
  const { store, history, report } = settings;
  const leases = new Leases(store, clock, leaseTimes);
  const rooms = new RelayRooms({
    store,
    historyLimit: history.limit,
    relationsLimit: relationsLimit(history.limit),
    clock,
    bot: options.bot,
    onFault: report,
  });
  let messages = 0;
  const answers = new RecentTimes();
  const files = new RelayFiles(store, report);
  const services: RelayServices = {
    settings,
    rooms,
    sender: new RelaySender(settings, files, leases, rooms, clock, closing.signal),
    files,
    clock,
    guard,
    transfers: new TransferGuard(settings.limits, clock),
    onMessage(ms) {
      messages += 1;
      answers.add(ms);
    },
  };
  const visitors = new WeakMap<Socket, RelayVisitor>();

  io.use((socket: Socket, next: (error?: Error) => void) => {
    const enter = async (): Promise<void> => {
      const release = countSocket(socket, guard);
      try {
        await authenticate();
      } catch (error) {
        release();
        throw error;
      }
    };
    const authenticate = async (): Promise<void> => {
      if (closing.signal.aborted) throw refusal('unavailable', 'the relay is closed');
      if (isJsonp(socket)) throw refusal('not-allowed', 'it does not answer script tags');
      visitors.set(socket, await visitorOf(socket, settings));
    };
    enter().then(
      () => next(),
      (error: Error & { data?: { code: RelayRefusalCode } }) => {
        if (error.data) guard.countRefusal(error.data.code);
        next(error);
      },
    );
  });
  let isChecked = false;
  const onConnection = (socket: Socket): void => {
    if (!isChecked && options.attachments && !acceptsParts(socket)) {
      report(
        new Error(
          `unable to take files; the maxHttpBufferSize of io is below ${MAX_PART_PACKET_BYTES} bytes`,
        ),
      );
    }
    isChecked = true;
    new RelaySession(socket, visitors.get(socket) ?? UNKNOWN, services);
  };
  io.on('connection', onConnection);

  return {
    io,
    get rooms() {
      return rooms.names;
    },
    stats: () => ({
      rooms: rooms.size,
      streams: rooms.live,
      sockets: guard.sockets,
      addresses: guard.addresses,
      messages,
      answerMs: answers.stats,
      refusals: guard.refusals,
    }),
    close() {
      closing.abort();
      options.bot?.close();
      io.off('connection', onConnection);
      io.disconnectSockets(true);
      rooms.close();
      if (!options.io && io instanceof Server) io.engine.close();
    },
  };
}

/** @param mayConnect whether the address may open one more connection now; counts the refusals, also those of pages */
function ownServer(
  { server, serverOptions, allowedOrigins = [] }: RelayOptions,
  { attachments, report }: RelaySettings,
  mayConnect: (origin: RelayOrigin, isOpenToPage: boolean) => boolean,
): Server {
  const origins = checkedOrigins(allowedOrigins);
  const mayEnter = handshakeCheck(origins, report);
  const takesFiles = attachments.direct !== undefined || attachments.moderated !== undefined;
  return new Server(server, {
    maxHttpBufferSize: takesFiles ? MAX_PART_PACKET_BYTES : MAX_PACKET_BYTES,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    cors: { origin: [...origins], credentials: true },
    connectTimeout: CONNECT_TIMEOUT_MS,
    allowRequest: (request, allow) =>
      mayEnter(request, (refusal, allowed) => {
        const { headers, socket } = request;
        allow(refusal, mayConnect({ headers, address: socket.remoteAddress ?? '' }, allowed));
      }),
    ...serverOptions,
  });
}

/**
 * Whether the client requests answers as a script (JSONP), which engine.io still supports, but no current client uses.
 * Any page can load a script with the visitor's cookies and without an origin header, and read it.
 */
function isJsonp({ handshake }: Socket): boolean {
  return handshake.query['j'] !== undefined;
}

/**
 * Counts a socket until it disconnects. If its connection closes before the socket is accepted, only the connection
 * emits an event, so both are observed.
 *
 * @returns the function that removes the socket from the count
 * @throws the error that socket.io sends to the client
 */
function countSocket(socket: Socket, guard: RelayGuard): () => void {
  try {
    const release = guard.takeSocket(guard.addressOf(socket));
    const leave = (): void => {
      socket.conn.off('close', leave);
      release();
    };
    socket.once('disconnect', leave);
    socket.conn.once('close', leave);
    return leave;
  } catch (error) {
    if (!(error instanceof RelayRefusal)) throw error;
    throw Object.assign(new Error(error.message), { data: error.answer });
  }
}
