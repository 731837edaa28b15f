import { randomBytes } from 'node:crypto';
import { sleep, systemClock, type Clock } from './engine/clock.js';
import { DirectAccess } from './engine/direct-access.js';
import { Dispatcher } from './dispatcher.js';
import { Engine } from './engine/engine.js';
import { permissionsFromText } from './engine/permissions.js';
import type { TokenRequest } from './engine/tokens.js';
import { GrpcServer } from './servers/grpc-server.js';
import { GrpcWebServer } from './servers/grpc-web-server.js';
import { reachableHost } from './servers/listening.js';
import { Faults } from './faults/faults.js';
import { OpenStreams } from './rpc/open-streams.js';

export interface LocalMomentoOptions {
  /** The address to listen on; 127.0.0.1 by default, which only this machine can reach. */
  readonly host?: string;
  /** The port of the gRPC server; 0, the default, selects a free port. */
  readonly grpcPort?: number;
  /** The port of the gRPC-Web server; 0, the default, selects a free port. */
  readonly webPort?: number;
  /** Caches to create at start. */
  readonly caches?: readonly string[];
  /** Grants every permission on both servers; random by default. The tokens' signing key is derived from it. */
  readonly apiKey?: string;
  /** Milliseconds between heartbeats of a subscription; 10,000 by default. */
  readonly heartbeatMs?: number;
  /** The number of items that each topic keeps for subscribers that resume; 1,000 by default. */
  readonly backlogSize?: number;
  /** The system clock by default; a test can inject another. */
  readonly clock?: Clock;
}

/** How the engine is restarted. */
export interface RestartOptions {
  /** False deletes every item and topic, but keeps the caches' names. Default true. */
  readonly keepData?: boolean;
  /** Milliseconds of the engine's clock during which connections are refused. Default 0. */
  readonly downMs?: number;
}

/** What the engine has done so far. */
export interface LocalMomentoStats {
  /** The number of open subscriptions on both servers. */
  readonly openStreams: number;
  /** The number of calls so far by the RPC's name, refused ones included. */
  readonly calls: Readonly<Record<string, number>>;
}

/** Starts an engine and its two servers. Rejects with the system's error if a port is taken. */
export async function startLocalMomento(options: LocalMomentoOptions = {}): Promise<LocalMomento> {
  const local = new LocalMomento(options);
  await local.start();
  return local;
}

/**
 * Momento on this machine, for development and tests.
 *
 * @example
 *   const local = await startLocalMomento({ caches: ['instant-messaging'] });
 *   const provider = CredentialProvider.forMomentoLocal({
 *     hostname: local.host,
 *     port: local.grpcPort,
 *   });
 *   // …
 *   await local.close();
 */
export class LocalMomento {
  /**
   * The host by which clients on this machine reach it, formatted for use before a port: an IPv6
   * address in brackets, and loopback if it listens on every address.
   */
  readonly host: string;
  /** Grants every permission, for clients of a test's own. */
  readonly apiKey: string;
  readonly faults: Faults;
  /** Access to the state without a client, for tests. */
  readonly direct: DirectAccess;
  readonly #listenHost: string;
  readonly #engine: Engine;
  readonly #streams = new OpenStreams();
  readonly #dispatcher: Dispatcher;
  readonly #grpcServer: GrpcServer;
  readonly #webServer: GrpcWebServer;
  #grpcPort: number;
  #webPort: number;
  /** Starts and stops run one after the other, in the order of the calls. */
  #transition: Promise<void> = Promise.resolve();
  #running = false;
  #closed = false;

  constructor(options: LocalMomentoOptions = {}) {
    this.#listenHost = options.host ?? '127.0.0.1';
    this.host = reachableHost(this.#listenHost);
    this.#grpcPort = options.grpcPort ?? 0;
    this.#webPort = options.webPort ?? 0;
    this.apiKey = options.apiKey ?? randomBytes(24).toString('base64url');
    this.#engine = new Engine({
      clock: options.clock ?? systemClock,
      caches: options.caches ?? [],
      apiKey: this.apiKey,
      heartbeatMs: options.heartbeatMs ?? 10_000,
      backlogSize: options.backlogSize ?? 1000,
    });
    this.direct = new DirectAccess(this.#engine);
    this.faults = new Faults(this.#engine, this.#streams);
    this.#dispatcher = new Dispatcher({
      engine: this.#engine,
      faults: this.faults,
      streams: this.#streams,
      webEndpoint: () => `${this.host}:${this.#webPort}`,
    });
    this.#grpcServer = new GrpcServer(this.#dispatcher);
    this.#webServer = new GrpcWebServer(this.#dispatcher);
  }

  /** The port of the gRPC server, for `CredentialProvider.forMomentoLocal({ hostname, port })`. */
  get grpcPort(): number {
    return this.#grpcPort;
  }

  /** The port of the gRPC-Web server. */
  get webPort(): number {
    return this.#webPort;
  }

  /** The origin of the gRPC-Web server, for the `endpointOverrides` of `@gomomento/sdk-web`. */
  get webUrl(): string {
    return `http://${this.host}:${this.#webPort}`;
  }

  /**
   * Issues a disposable token without a credential check. Returns the signed token without the
   * endpoint that the SDK wraps around it. Throws for more than 25 hours, or an id of more than 64
   * characters, as the service does.
   */
  createToken(request: TokenRequest): string {
    const permissions = permissionsFromText(request.permissions);
    return this.#engine.tokens.issue({ ...request, permissions }).token;
  }

  /** Counters by which a test detects leaked streams and needless calls. */
  stats(): LocalMomentoStats {
    return { openStreams: this.#streams.size, calls: this.#dispatcher.calls };
  }

  /** Listens, on the same ports as before a stop. */
  start(): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#running) return;
      if (this.#closed) throw new Error('unable to start; this engine was closed');
      this.#grpcPort = await this.#grpcServer.listen(this.#listenHost, this.#grpcPort);
      try {
        this.#webPort = await this.#webServer.listen(this.#listenHost, this.#webPort);
      } catch (error) {
        await this.#grpcServer.close();
        throw error;
      }
      this.#running = true;
    });
  }

  /** Refuses new connections and cuts the open ones. The data are kept. */
  stop(): Promise<void> {
    return this.#enqueue(async () => {
      this.#running = false;
      await Promise.all([this.#grpcServer.close(), this.#webServer.close()]);
      // Streams that the end of their connection has not closed yet: no timer may outlive the servers.
      this.#streams.forEach((stream) => stream.close());
      this.#dispatcher.cancelDelays();
    });
  }

  /** Stops, and starts on the same ports. Open connections are cut; tokens stay valid. */
  async restart({ keepData = true, downMs = 0 }: RestartOptions = {}): Promise<void> {
    await this.stop();
    if (!keepData) this.#engine.caches.clear();
    if (downMs > 0) await sleep(this.#engine.clock, downMs);
    await this.start();
  }

  /** Stops permanently and leaves no handle open. Further calls have no effect. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.stop();
  }

  #enqueue(step: () => Promise<void>): Promise<void> {
    const done = this.#transition.then(step);
    // The caller handles a failed step; the next step runs regardless.
    this.#transition = done.catch(() => undefined);
    return done;
  }
}
