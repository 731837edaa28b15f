import type { LeaseTimes } from '../../src/server/store/leases.js';

/** About a quarter of the real times, for tests that wait until a lease expires. The engine answers within milliseconds. */
export const SHORT_LEASES: LeaseTimes = {
  lease: 4_000,
  recording: 1_300,
  storing: 700,
  relayStoring: 2_100,
};
