import { executeServerCommand } from '@web/test-runner-commands';
import type {
  CallFault,
  LocalMomentoStats,
  Quota,
  RestartOptions,
  TokenRequest,
  TopicName,
} from '../../src/local-momento/index.js';
import type {
  EngineAddress,
  EngineCommand,
  EngineCommands,
  EngineOptions,
  EngineToken,
  FaultAction,
  ListName,
  TopicText,
} from './engine-protocol.js';

/**
 * Starts an embedded engine outside the browser, on another origin than the page under test. The
 * test stops it; otherwise it stops with the page.
 *
 * @example
 *   const engine = await startEngine({ caches: ['chat'], heartbeatMs: 50 });
 *   await engine.faults.inject({ rpc: 'ListPushBack', kind: 'error', status: 'UNAVAILABLE' });
 */
export async function startEngine(options: EngineOptions = {}): Promise<TestEngine> {
  return new TestEngine(await send('engine:start', options));
}

/** An engine's client in a browser test; every call is a command of the runner. */
export class TestEngine implements EngineAddress {
  readonly id: string;
  readonly host: string;
  readonly grpcPort: number;
  readonly webUrl: string;
  readonly apiKey: string;
  readonly faults: TestFaults;

  constructor(address: EngineAddress) {
    this.id = address.id;
    this.host = address.host;
    this.grpcPort = address.grpcPort;
    this.webUrl = address.webUrl;
    this.apiKey = address.apiKey;
    this.faults = new TestFaults(address.id);
  }

  /** Issues a disposable token. */
  token(request: TokenRequest): Promise<EngineToken> {
    return send('engine:token', { id: this.id, request });
  }

  stats(): Promise<LocalMomentoStats> {
    return send('engine:stats', { id: this.id });
  }

  async restart(options: RestartOptions = {}): Promise<void> {
    await send('engine:restart', { id: this.id, options });
  }

  /** Cuts every connection and refuses new ones until `up`. */
  async down(): Promise<void> {
    await send('engine:down', { id: this.id });
  }

  async up(): Promise<void> {
    await send('engine:up', { id: this.id });
  }

  /** Publishes as another user. */
  async publish(message: TopicText): Promise<void> {
    await send('engine:publish', { id: this.id, message });
  }

  /** Appends to a list as another user; returns its new length. */
  push(list: ListName, ...values: string[]): Promise<number> {
    return send('engine:push', { id: this.id, list, values });
  }

  /** The elements of a list; empty if there is no list. */
  list(list: ListName): Promise<string[]> {
    return send('engine:list', { id: this.id, list });
  }

  async stop(): Promise<void> {
    await send('engine:stop', { id: this.id });
  }
}

/** The engine's `Faults` as remote calls. */
export class TestFaults {
  readonly #id: string;

  constructor(id: string) {
    this.#id = id;
  }

  inject(argument: CallFault): Promise<void> {
    return this.#apply({ name: 'inject', argument });
  }

  quota(argument: Quota): Promise<void> {
    return this.#apply({ name: 'quota', argument });
  }

  dropStreams(): Promise<void> {
    return this.#apply({ name: 'dropStreams' });
  }

  endStreams(): Promise<void> {
    return this.#apply({ name: 'endStreams' });
  }

  stallStreams(): Promise<void> {
    return this.#apply({ name: 'stallStreams' });
  }

  releaseStreams(): Promise<void> {
    return this.#apply({ name: 'releaseStreams' });
  }

  halfOpen(argument = true): Promise<void> {
    return this.#apply({ name: 'halfOpen', argument });
  }

  duplicate(argument = 1): Promise<void> {
    return this.#apply({ name: 'duplicate', argument });
  }

  discontinuity(argument: TopicName & { missed?: number }): Promise<void> {
    return this.#apply({ name: 'discontinuity', argument });
  }

  resetTopic(argument: TopicName & { announced?: boolean }): Promise<void> {
    return this.#apply({ name: 'resetTopic', argument });
  }

  clear(): Promise<void> {
    return this.#apply({ name: 'clear' });
  }

  async #apply(action: FaultAction): Promise<void> {
    await send('engine:fault', { id: this.#id, action });
  }
}

function send<Name extends EngineCommand>(
  name: Name,
  payload: EngineCommands[Name]['payload'],
): Promise<EngineCommands[Name]['result']> {
  return executeServerCommand(name, payload);
}
