import type { Clock } from '../platform/clock.js';
import type { AnyKind } from '../protocol/kinds/kind.js';
import type { Session } from '../session/session.js';
import type { SessionSource } from '../session/session-source.js';
import type { Transport } from '../transport/transport.js';
import type { OutboxStore } from './outbox/outbox-store.js';
import type { LoadFileUploads } from './room-files.js';

export interface RoomOptions {
  sessions: SessionSource;
  createTransport: (session: Session) => Transport;
  clock: Clock;
  createOutboxStore: (session: Session) => OutboxStore;
  /** The kinds of events that the room knows; all by default. */
  kinds?: readonly AnyKind[];
  /** Loads the module that brings files to the room; by default none can be sent. */
  loadFileUploads?: LoadFileUploads | undefined;
}
