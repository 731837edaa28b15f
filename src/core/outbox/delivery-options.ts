import type { Clock } from '../../platform/clock.js';
import type { ChatError } from '../../protocol/errors.js';
import type { ChatMessage } from '../../protocol/message.js';
import type { Transport } from '../../transport/transport.js';
import type { FileUploads } from '../room-files.js';
import type { OutboxEntry } from './outbox-entry.js';
import type { RelationEvent } from '../timeline/relations.js';

export interface DeliveryOptions {
  clock: Clock;
  files: Pick<FileUploads, 'upload'>;
  /** The `order` for the message that is sent next. */
  nextOrder: () => number;
  /** Called when a message is stored and published: it belongs to the timeline now. */
  onSent: (message: ChatMessage, order: number) => void;
  /** An entry has arrived, or may have: it is not in the outbox any more. */
  onArrived: (entry: OutboxEntry) => void;
  /** An entry cannot be sent, by this fault. */
  onFailed: (entry: OutboxEntry, fault: ChatError) => void;
  /** Called when a relation is stored and published. */
  onRelated: (relation: RelationEvent) => void;
  /** A message has arrived, or may have, that the visitor has removed meanwhile. @param order its own, where it has one */
  onWithdrawn: (id: string, order: number | undefined) => void;
  /**
   * Takes what a relation replaces out of the lists.
   *
   * @param replaces an element of the relations' list
   * @throws ChatError; the signal's reason
   */
  cleanUp: (
    transport: Transport,
    relation: RelationEvent,
    replaces: string | undefined,
    signal: AbortSignal,
  ) => Promise<void>;
  /**
   * Fetches stored messages, as far back as this order.
   *
   * @throws ChatError; the signal's reason
   */
  fetchStored: (
    transport: Transport,
    since: number,
    signal: AbortSignal,
  ) => Promise<readonly ChatMessage[]>;
  /** A moderator has not answered: the room may have none at the moment. */
  onUnanswered: () => void;
  /** The service no longer accepts the token that messages are sent with. */
  onNotAuthenticated: () => void;
}
