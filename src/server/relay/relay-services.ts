import type { Clock } from '../../platform/clock.js';
import type { RelayFiles } from './relay-files.js';
import type { RelayGuard } from './relay-guard.js';
import type { RelaySettings } from './relay-options.js';
import type { RelayRooms } from './relay-rooms.js';
import type { RelaySender } from './relay-sender.js';
import type { TransferGuard } from './transfer-guard.js';

/** The services that all sessions of a relay share. */
export interface RelayServices {
  readonly settings: RelaySettings;
  readonly rooms: RelayRooms;
  readonly sender: RelaySender;
  readonly files: RelayFiles;
  readonly clock: Clock;
  readonly guard: RelayGuard;
  readonly transfers: TransferGuard;
  /** Called when a message was stored or submitted, with the time that it took in ms. */
  readonly onMessage: (ms: number) => void;
}
