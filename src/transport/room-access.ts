import type { Session, TokenSource } from '../session/session.js';
import type { Transport } from './transport.js';

/** Access to a room: directly or through a relay. */
export interface RoomAccess {
  /** Identifies the visitor and their permissions. */
  readonly tokens: TokenSource;
  readonly createTransport: (session: Session) => Transport;
}
