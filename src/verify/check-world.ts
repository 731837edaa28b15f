import { randomBytes } from 'node:crypto';
import { roomPermissions, type RoomScope } from '../server/token-endpoint/room-permissions.js';
import type { Answer } from './answer.js';
import { Client } from './client.js';
import type { Meter } from './meter.js';
import { allOf, type messages } from '../server/token-endpoint/permissions.js';
import { RawStream, type ResumePoint } from './raw-stream.js';
import type { Target, Token } from './target.js';
import { TokenService, type TokenWish } from './token-service.js';
import { Transient } from './transient.js';

/** What a check may use beyond an API key. */
export interface Means {
  /** Whether thousands of operations may be spent on one check. */
  readonly large: boolean;
  /** A public URL that leads to a port of this machine. */
  readonly webhook?: { readonly url: string; readonly port: number };
}

/** The statuses of a token's request that say nothing about it. */
const TRANSIENT = ['UNAVAILABLE', 'RESOURCE_EXHAUSTED', 'DEADLINE_EXCEEDED', 'CANCELLED'];

export interface CheckContext {
  readonly target: Target;
  readonly cacheName: string;
  readonly meter: Meter;
  readonly means: Means;
  readonly onWrite: (cache: string, key: string) => void;
}

/** What one check works with: clients, tokens and streams, which end with it. */
export class CheckWorld {
  readonly target: Target;
  readonly cacheName: string;
  readonly meter: Meter;
  readonly means: Means;
  /** With the API key. */
  readonly owner: Client;
  readonly #context: CheckContext;
  readonly #tokens: TokenService;
  readonly #closers = new Set<() => void>();
  /** How many of this check's streams are open, by topic. */
  readonly #listeners = new Map<string, number>();
  readonly #run = randomBytes(6).toString('hex');

  constructor(context: CheckContext) {
    this.#context = context;
    this.target = context.target;
    this.cacheName = context.cacheName;
    this.meter = context.meter;
    this.means = context.means;
    this.#tokens = new TokenService(context.target.credentials);
    this.#closers.add(() => this.#tokens.close());
    this.owner = this.#client(context.target.credentials);
  }

  /** A key, room or topic that nothing else uses. Equal words give equal names within a check. */
  name(word: string): string {
    return `verify-${this.#run}-${word}`;
  }

  /** Issues a token. @param by the API key by default */
  async issue(
    wish: TokenWish,
    by = this.target.credentials.getAuthToken(),
  ): Promise<Answer<Token>> {
    this.meter.charge(1);
    await this.target.paces.control.wait(1);
    const answer = await this.#tokens.issue(by, wish);
    if (TRANSIENT.includes(answer.code)) {
      throw new Transient(`unable to issue a token; ${answer.code}: ${answer.message}`);
    }
    return answer;
  }

  /** The same without regard to the account's rate, whose refusal is an answer like others. */
  issueAtOnce(
    wish: TokenWish,
    by = this.target.credentials.getAuthToken(),
  ): Promise<Answer<Token>> {
    this.meter.charge(1);
    return this.#tokens.issue(by, wish);
  }

  /** A token that has to be issued for the check to go on. @throws if the target refuses it */
  async token(
    permissions: readonly messages.PermissionsType[],
    more: Omit<TokenWish, 'permissions'> = {},
  ): Promise<Token> {
    return valueOf(await this.issue({ permissions: allOf(permissions), ...more }));
  }

  /** A client with a new token of these permissions. */
  async bearer(...permissions: readonly messages.PermissionsType[]): Promise<Client> {
    return this.clientFor(await this.token(permissions));
  }

  /** The token that the product's endpoint issues to a visitor of a room. */
  async visitorToken(
    scope: Omit<RoomScope, 'cacheName' | 'tokenId'>,
    more: Omit<TokenWish, 'permissions'> = {},
  ): Promise<Token> {
    const { tokenId = '' } = more;
    const permissions = roomPermissions({ ...scope, cacheName: this.cacheName, tokenId });
    return valueOf(await this.issue({ permissions, ...more }));
  }

  clientFor(token: Pick<Token, 'apiKey' | 'endpoint'>): Client {
    return this.#client(this.target.credentialsFor(token));
  }

  /** Opens a stream. @param token the API key by default */
  stream(topic: string, token?: Token, resume?: ResumePoint, cache = this.cacheName): RawStream {
    const provider = token ? this.target.credentialsFor(token) : this.target.credentials;
    this.meter.charge(1);
    this.#count(topic, 1);
    const request = { cache, topic, ...(resume && { resume }) };
    const stream = new RawStream(provider, request, this.meter, () => this.#count(topic, -1));
    this.#closers.add(() => stream.close());
    return stream;
  }

  /** A stream that has brought its first frame, so that it misses nothing from now on. */
  async openStream(topic: string, token?: Token): Promise<RawStream> {
    const stream = this.stream(topic, token);
    const first = await stream.frame();
    if (first?.kind === 'heartbeat') return stream;
    if (!first) throw new Transient('a stream has brought nothing in time');
    throw new Error(`a new stream begins with ${JSON.stringify(first)}, not a heartbeat`);
  }

  /** Never resolves if the check is given up meanwhile. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#closers.add(() => clearTimeout(timer));
    });
  }

  /** Ends after the check, whatever came of it. */
  onEnd(close: () => void): void {
    this.#closers.add(close);
  }

  /** Ends all that the check has opened. It can make no further calls. */
  close(): void {
    this.meter.close();
    for (const close of this.#closers) close();
    this.#closers.clear();
  }

  #client(credentials: Target['credentials']): Client {
    const client = new Client({
      credentials,
      cacheName: this.cacheName,
      meter: this.meter,
      paces: this.target.paces,
      onWrite: this.#context.onWrite,
      listeners: (topic) => this.#listeners.get(topic) ?? 0,
    });
    this.#closers.add(() => client.close());
    return client;
  }

  #count(topic: string, change: number): void {
    this.#listeners.set(topic, (this.#listeners.get(topic) ?? 0) + change);
  }
}

/** @throws with the refusal's code if there is no value */
export function valueOf<T>({ code, value, message }: Answer<T>): T {
  if (value === undefined) throw new Error(`unexpectedly refused: ${code} ${message}`);
  return value;
}
