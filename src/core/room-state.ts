import type { ConnectionStatus } from '../protocol/connection-status.js';
import type { ChatError } from '../protocol/errors.js';
import type { ChatMessage, PendingChange, PendingMessage } from '../protocol/message.js';
import type { Session } from '../session/session.js';
import type { EarlierState } from './connection/earlier-history.js';

/** Everything there is to show of a room. Frozen; a new one after every change. */
export interface RoomState {
  readonly status: ConnectionStatus;
  /** Why the status is `reconnecting` or `failed`, or stays `catching-up`. */
  readonly error: ChatError | undefined;
  /** Who the visitor is and what they may do; undefined until the first token. */
  readonly session: Session | undefined;
  /** The author id of the visitor's own messages, as far as it is known. */
  readonly ownId: string | undefined;
  /** Settled messages, in the order that every reader sees. */
  readonly messages: readonly ChatMessage[];
  /** Ids of messages before which others may be missing. */
  readonly gaps: ReadonlySet<string>;
  /** The visitor's own messages on their way. */
  readonly pending: readonly PendingMessage[];
  /** The visitor's own changes of messages that are not accepted yet. */
  readonly changes: readonly PendingChange[];
  /** Whether messages can be reacted to, edited and removed here. */
  readonly canRelate: boolean;
  /** Whether the messages of others can be removed here, too, as the visitor's role allows it. */
  readonly canModerate: boolean;
  /** Whether `messages` holds the history: before that, an empty room is only an unknown one. */
  readonly loaded: boolean;
  /** Whether the server has closed the chat: nothing more can be written. */
  readonly ended: boolean;
  /** Whether there are stored messages before the first of `messages`. */
  readonly earlier: EarlierState;
  /** List elements and topic items that were no messages, or forged, and are not shown. */
  readonly dropped: number;
}

/** A room before anything is known of it. */
export const EMPTY_ROOM: RoomState = Object.freeze({
  status: 'disconnected',
  error: undefined,
  session: undefined,
  ownId: undefined,
  messages: [],
  gaps: new Set<string>(),
  pending: [],
  changes: [],
  canRelate: false,
  canModerate: false,
  loaded: false,
  ended: false,
  earlier: 'unknown',
  dropped: 0,
});

/** Whether the visitor may write in a room. */
export function canWrite({ session, ended }: RoomState): boolean {
  return session !== undefined && !session.readOnly && !ended;
}
