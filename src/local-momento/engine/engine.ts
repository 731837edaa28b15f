import type { Clock } from '../clock.js';
import { Caches } from './caches.js';
import { Tokens } from './tokens.js';

export interface EngineOptions {
  readonly clock: Clock;
  /** Caches that are there from the start. */
  readonly caches: readonly string[];
  readonly apiKey: string;
  /** Milliseconds between two heartbeats of a subscription. */
  readonly heartbeatMs: number;
  /** Items that each topic keeps for subscribers that come back. */
  readonly backlogSize: number;
}

/** The state machine: everything that the service would know, and nothing about wires. */
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
