import type { Session, TokenSource } from '../session/session.js';
import type { Transport } from './transport.js';

/** How a room is reached. */
export interface RoomAccess {
  /** Says who the visitor is, and what they may do. */
  readonly tokens: TokenSource;
  readonly createTransport: (session: Session) => Transport;
}
