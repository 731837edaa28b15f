/** The embedded engine: Momento's lists, topics and tokens on this machine, for development and tests. */
export {
  connectMomento,
  type ConnectedMomento,
  type ConnectMomentoOptions,
} from './connect-momento.js';
export type { Clock } from './engine/clock.js';
export type { CachePermission, Permission, TopicPermission } from './engine/permissions.js';
export type { TokenRequest } from './engine/tokens.js';
export type { CallFault } from './faults/call-faults.js';
export type { Faults, Quota, TopicName } from './faults/faults.js';
export {
  startLocalMomento,
  type LocalMomento,
  type LocalMomentoOptions,
  type LocalMomentoStats,
  type RestartOptions,
} from './local-momento.js';
export type { StatusName } from './engine/status.js';
