import type { ChatError } from './errors.js';

/** The author of a message. */
export interface MessageAuthor {
  /** The user's id, where the writer gave one. */
  readonly id: string | undefined;
  /** A name to show. The writer chose it. */
  readonly name: string;
  /** Whether the service vouches for `id`: true for live messages published with a token that carries an id. */
  readonly verified: boolean;
  /** An http(s) URL of a picture. The writer chose it: load it only from a place where strangers store nothing. */
  readonly avatarUrl?: string;
}

/** A chat message as the widget and its host see it. */
export interface ChatMessage {
  readonly id: string;
  readonly text: string;
  readonly author: MessageAuthor;
  /** When it was sent by the sender's clock, in epoch ms. A claim: never sort by it. */
  readonly sentAt: number | undefined;
  /** Whether the message was removed: then `text` is empty. */
  readonly removed?: boolean;
}

/** `sending` may take as long as the connection is away; `failed` waits for the visitor. */
export type DeliveryState = 'sending' | 'failed';

/** A message of the visitor's own that is not settled yet. */
export interface PendingMessage extends ChatMessage {
  readonly state: DeliveryState;
  /** Why it failed. */
  readonly error: ChatError | undefined;
}

/** Whether a message was removed. */
export function isRemoved(message: ChatMessage): boolean {
  return Object.hasOwn(message, 'removed');
}
