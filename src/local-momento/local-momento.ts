import { randomBytes } from 'node:crypto';
import { sleep, systemClock, type Clock } from './clock.js';
import { DirectAccess } from './direct-access.js';
import { Dispatcher } from './dispatcher.js';
import { Engine } from './engine/engine.js';
import { permissionsFromText } from './engine/permissions.js';
import type { TokenRequest } from './engine/tokens.js';
import { GrpcFace } from './faces/grpc-face.js';
import { GrpcWebFace } from './faces/grpc-web-face.js';
import { reachableHost } from './faces/listening.js';
import { Faults } from './faults/faults.js';
import { OpenStreams } from './open-streams.js';

export interface LocalMomentoOptions {
  /** Where to listen; 127.0.0.1 by default, so that only this machine gets in. */
  readonly host?: string;
  /** 0, the default, takes any free port. */
  readonly grpcPort?: number;
  /** Likewise, for the browser's SDK. */
  readonly webPort?: number;
  /** Caches that are there from the start. */
  readonly caches?: readonly string[];
  /** Opens everything on both faces; made up by default. Tokens are signed with a key of it. */
  readonly apiKey?: string;
  /** Milliseconds between two heartbeats of a subscription; 10,000 by default. */
  readonly heartbeatMs?: number;
  /** Items that each topic keeps for subscribers that come back; 1,000 by default. */
  readonly backlogSize?: number;
  /** The machine's, unless a test moves its own. */
  readonly clock?: Clock;
}

export interface RestartOptions {
  /** False loses every item and every topic's numbers; the caches' names stay. Default true. */
  readonly keepData?: boolean;
  /** Milliseconds of the engine's clock in which connections are refused. Default 0. */
  readonly downMs?: number;
}

export interface LocalMomentoStats {
  /** Subscriptions open now, on both faces. */
  readonly openStreams: number;
  /** Calls so far by the RPC's name, refused ones included. */
  readonly calls: Readonly<Record<string, number>>;
}

/** Starts an engine and both its faces. Rejects with the system's error where a port is taken. */
export async function startLocalMomento(options: LocalMomentoOptions = {}): Promise<LocalMomento> {
  const local = new LocalMomento(options);
  await local.start();
  return local;
}

/**
 * Momento on this machine: for development and for tests.
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
   * Where clients on this machine find it, as it stands before a port: an IPv6 address in brackets,
   * and loopback where it listens on every address.
   */
  readonly host: string;
  readonly apiKey: string;
  readonly faults: Faults;
  /** The state itself, for tests. */
  readonly direct: DirectAccess;
  readonly #listensOn: string;
  readonly #engine: Engine;
  readonly #streams = new OpenStreams();
  readonly #dispatcher: Dispatcher;
  readonly #grpcFace: GrpcFace;
  readonly #webFace: GrpcWebFace;
  #grpcPort: number;
  #webPort: number;
  /** Starts and stops happen one after the other, in the order asked for. */
  #transition: Promise<void> = Promise.resolve();
  #running = false;
  #closed = false;

  constructor(options: LocalMomentoOptions = {}) {
    this.#listensOn = options.host ?? '127.0.0.1';
    this.host = reachableHost(this.#listensOn);
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
    this.#grpcFace = new GrpcFace(this.#dispatcher);
    this.#webFace = new GrpcWebFace(this.#dispatcher);
  }

  /** The port of the gRPC face: for `CredentialProvider.forMomentoLocal({ hostname, port })`. */
  get grpcPort(): number {
    return this.#grpcPort;
  }

  get webPort(): number {
    return this.#webPort;
  }

  /** The origin of the gRPC-Web face: for the `endpointOverrides` of `@gomomento/sdk-web`. */
  get webUrl(): string {
    return `http://${this.host}:${this.#webPort}`;
  }

  /**
   * Issues a disposable token, the bare signed one, without asking who wants it. Throws for what
   * the service refuses: more than 25 hours, or an id of more than 64 characters.
   */
  createToken(request: TokenRequest): string {
    const permissions = permissionsFromText(request.permissions);
    return this.#engine.tokens.issue({ ...request, permissions }).token;
  }

  /** What a test asserts to know that nothing leaks, and nothing is called that need not be. */
  stats(): LocalMomentoStats {
    return { openStreams: this.#streams.size, calls: this.#dispatcher.calls };
  }

  /** Listens again, on the ports it had. */
  start(): Promise<void> {
    return this.#next(async () => {
      if (this.#running) return;
      if (this.#closed) throw new Error('unable to start; this engine was closed');
      this.#grpcPort = await this.#grpcFace.listen(this.#listensOn, this.#grpcPort);
      try {
        this.#webPort = await this.#webFace.listen(this.#listensOn, this.#webPort);
      } catch (error) {
        await this.#grpcFace.close();
        throw error;
      }
      this.#running = true;
    });
  }

  /** Refuses new connections and cuts the open ones; the data stay. */
  stop(): Promise<void> {
    return this.#next(async () => {
      this.#running = false;
      await Promise.all([this.#grpcFace.close(), this.#webFace.close()]);
      // What a connection's end has not closed yet: timers must not outlive the faces.
      this.#streams.forEach((stream) => stream.close());
      this.#dispatcher.abandonDelayed();
    });
  }

  /** Down and up again, on the same ports: open connections are cut, tokens stay valid. */
  async restart({ keepData = true, downMs = 0 }: RestartOptions = {}): Promise<void> {
    await this.stop();
    if (!keepData) this.#engine.caches.clear();
    if (downMs > 0) await sleep(this.#engine.clock, downMs);
    await this.start();
  }

  /** Stops for good and leaves no handle behind. Any number of calls is one. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.stop();
  }

  #next(step: () => Promise<void>): Promise<void> {
    const done = this.#transition.then(step);
    // A failed step is its caller's to handle; the next one goes on regardless.
    this.#transition = done.catch(() => undefined);
    return done;
  }
}
