import type { LeaseTimes } from '../store/leases.js';

/** Settings that are not options of the host. */
export interface Internals {
  /** A room's reactions are published together so often; 0: each at once. */
  readonly reactionSpacingMs?: number;
  readonly leaseTimes?: LeaseTimes;
}
