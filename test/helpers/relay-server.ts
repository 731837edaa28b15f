import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import { CredentialProvider } from '@gomomento/sdk';
import { momentoRoomStore } from '../../src/server/store/momento-room-store.js';
import { createRelay, type Relay, type RelayOptions } from '../../src/server/relay/relay.js';
import type { OlderServers } from './older-servers.js';
import { systemClock } from '../../src/platform/clock.js';
import type { LeaseTimes } from '../../src/server/store/leases.js';
import type { LiveRoomStore } from '../../src/server/store/room-store.js';

export const CACHE = 'instant-messaging';

/** The engine's address. */
export interface RelayEngine {
  readonly host: string;
  readonly grpcPort: number;
}

export interface RelayServerOptions extends Partial<
  Omit<RelayOptions, 'io' | 'server' | 'serverOptions' | 'store'>
> {
  /** May be an earlier server's port; any free one by default. */
  port?: number;
  /** Shorter leases, for tests that wait until one expires. */
  leaseTimes?: LeaseTimes;
  /** Runs a relay of this build, with its own store. */
  older?: OlderServers;
  /** Other content to serve, by path. */
  pages?: Readonly<Record<string, string>>;
}

/** A relay on its own port, with the real SDK. */
export interface RelayServer {
  readonly url: string;
  readonly port: number;
  readonly relay: Relay;
  /** The errors that the relay reported to its host. */
  readonly errors: unknown[];
  /** Cuts every connection without notice. */
  cut(): void;
  /** Keeps current connections open and sends no more data over them. */
  stall(): void;
  /** Ends as a process does: cuts every connection and frees the port. */
  stop(): Promise<void>;
}

export function storeFor(
  { host, grpcPort }: RelayEngine,
  create = momentoRoomStore,
): LiveRoomStore {
  const credentialProvider = CredentialProvider.forMomentoLocal({ hostname: host, port: grpcPort });
  return create({ credentialProvider, cacheName: CACHE });
}

export async function startRelay(
  engine: RelayEngine,
  { port = 0, leaseTimes, older, pages = {}, ...options }: RelayServerOptions = {},
): Promise<RelayServer> {
  const store = storeFor(engine, older?.momentoRoomStore);
  const errors: unknown[] = [];
  const server = createServer((request, response) => {
    const page = pages[new URL(request.url ?? '/', 'http://localhost').pathname];
    const type = request.url?.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8';
    response.writeHead(page === undefined ? 404 : 200, { 'Content-Type': type });
    response.end(page);
  });
  const connections = new Set<Socket>();
  server.on('connection', (connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
  });
  const cut = (): void => {
    for (const connection of connections) connection.destroy();
  };
  const relay = (older?.createRelay ?? createRelay)(
    {
      server,
      serverOptions: {
        pingInterval: 300,
        // The tests' pages have many origins.
        ...(options.allowedOrigins ? {} : { cors: { origin: true }, allowRequest: allowAll }),
      },
      store,
      onError: (error) => errors.push(error),
      ...options,
    },
    systemClock,
    leaseTimes,
  );
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    port: address.port,
    relay,
    errors,
    cut,
    stall() {
      for (const connection of connections) connection.cork();
    },
    async stop() {
      cut();
      relay.close();
      await new Promise((resolve) => server.close(resolve));
      store.close();
    },
  };
}

function allowAll(_: unknown, allow: (error: null, success: boolean) => void): void {
  allow(null, true);
}
