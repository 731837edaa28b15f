import type { Clock } from '../../platform/clock.js';
import type { RelayGuard } from './relay-guard.js';
import type { RelaySettings } from './relay-options.js';
import type { RelayRooms } from './relay-rooms.js';
import type { RelaySender } from './relay-sender.js';

/** The services that all sessions of a relay share. */
export interface RelayServices {
  readonly settings: RelaySettings;
  readonly rooms: RelayRooms;
  readonly sender: RelaySender;
  readonly clock: Clock;
  readonly guard: RelayGuard;
  /** Called when a message was stored or submitted, with the time that it took in ms. */
  readonly onMessage: (ms: number) => void;
}
