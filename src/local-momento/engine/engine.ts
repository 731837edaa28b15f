import type { Clock } from './clock.js';
import { Caches } from './caches.js';
import { Tokens } from './tokens.js';

export interface EngineOptions {
  readonly clock: Clock;
  /** Caches to create at start. */
  readonly caches: readonly string[];
  readonly apiKey: string;
  /** Milliseconds between heartbeats of a subscription. */
  readonly heartbeatMs: number;
  /** The number of items that each topic keeps for subscribers that resume. */
  readonly backlogSize: number;
}

/** The service's state, independent of any transport. */
export class Engine {
  readonly clock: Clock;
  readonly caches: Caches;
  readonly tokens: Tokens;

  constructor(options: EngineOptions) {
    this.clock = options.clock;
    this.caches = new Caches(options);
    this.tokens = new Tokens(options.clock, options.apiKey);
    for (const name of options.caches) this.caches.create(name);
  }
}
