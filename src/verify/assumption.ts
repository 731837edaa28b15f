import type { CheckWorld } from './check-world.js';
import type { Outcome } from './outcome.js';

/** What a check needs beyond an API key. Where it is missing, the assumption is unknown. */
export type Need = 'large' | 'webhook-url';

/** Something that the product takes for granted about Momento, and the check of it. */
export interface Assumption {
  /** Lower-case words with hyphens; unique. */
  readonly id: string;
  /** The assumption, as one sentence. */
  readonly statement: string;
  /** The promise or the file of the product that rests on it. */
  readonly dependsOn: string;
  /** The most operations that the check takes, as Momento meters them (see `Meter`). */
  readonly operations: number;
  /** Milliseconds after which the check is given up as unknown; 60,000 by default. */
  readonly timeoutMs?: number;
  /** Whether no other check may run meanwhile, because this one uses up the account's rates. */
  readonly alone?: boolean;
  /** `large`: thousands of operations. `webhook-url`: a public URL that leads to this machine. */
  readonly needs?: Need;
  /** A `Transient` error means that the target could not be asked, any other one that it differs. */
  check(world: CheckWorld): Promise<Outcome>;
}
