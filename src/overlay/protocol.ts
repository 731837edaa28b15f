import type { ChatMessage, MessageAuthor } from '../protocol/message.js';
import type { ConnectionStatus } from '../protocol/connection-status.js';
import { own, type Reader } from './readers.js';

/**
 * The messages between the game's page and the chat's frame, sent by `postMessage`. Neither side trusts the
 * other: each message is read field by field into a new object, or ignored.
 *
 * On the wire a message is `{ momentoChat: 1, type: "send", body: { request: 1, text: "Hello" } }`.
 */

/** Longest text of a message or an error, in UTF-16 code units. Momento delivers messages of 4 KB at most. */
export const MAX_TEXT_LENGTH = 4096;

/** Longest room name, id or similar, in UTF-16 code units. Room names have 128 bytes at most. */
export const MAX_NAME_LENGTH = 256;

/** Marks this protocol's messages among all that a window receives, and tells its versions apart. */
const VERSION = 1;

/** From the game to the chat. */
export interface CommandBodies {
  /** The first command: from here on the bridge sends notices to the sender's origin. */
  hello: undefined;
  /** Opens the chat and focuses its composer. */
  open: undefined;
  /** Closes it. */
  close: undefined;
  /** Opens a closed chat, and closes an open one. */
  toggle: undefined;
  /** Focuses the composer, and opens a closed chat. */
  focus: undefined;
  send: NumberedRequest;
  /** The text is the room's name. */
  'enter-room': NumberedRequest;
}

/** A request with the number that its answer repeats. */
export interface NumberedRequest {
  readonly request: number;
  readonly text: string;
}

/** From the chat to the game. */
export interface NoticeBodies {
  /** The chat's page has loaded or reloaded. It carries no state, since no hello has been received yet. */
  ready: undefined;
  /** Answers a hello. */
  welcome: ChatSnapshot;
  /** A part of the state has changed. */
  state: ChatSnapshot;
  /** A message from another user. */
  message: OverlayMessage;
  /** A message that the visitor has sent. */
  sent: OverlayMessage;
  error: Fault;
  /** Of the chat to a numbered request. */
  answer: Answer;
}

/** The chat's state. */
export interface ChatSnapshot {
  readonly room: string;
  readonly status: ConnectionStatus;
  /** Whether it is open for writing. */
  readonly opened: boolean;
  /** Messages of others that the visitor has not read. */
  readonly unreadCount: number;
  /** How many of the unread messages name the visitor. */
  readonly mentionCount: number;
  /** The CSS `color-scheme` of the chat's page. A frame is transparent only while its element has the same. */
  readonly colorScheme: string;
}

/** The part of a message that a game receives. */
export interface OverlayMessage extends Pick<ChatMessage, 'id' | 'text' | 'sentAt'> {
  /** Whose word the name is: `verified` tells. */
  readonly author: Pick<MessageAuthor, 'id' | 'name' | 'verified'>;
}

/** Why something failed. */
export interface Fault {
  /** A `ChatErrorCode`, or a code of `OverlayError`. */
  readonly code: string;
  /** "unable to <do>; <reason>", for developers. */
  readonly message: string;
}

export interface Answer {
  readonly request: number;
  /** The sent message's id; undefined if nothing was sent. */
  readonly id?: string | undefined;
  readonly error?: Fault | undefined;
}

/** A message type with the body that belongs to it. */
export type Typed<Bodies> = {
  [Type in keyof Bodies]: undefined extends Bodies[Type]
    ? { readonly type: Type; readonly body?: undefined }
    : { readonly type: Type; readonly body: Bodies[Type] };
}[keyof Bodies];

export type Command = Typed<CommandBodies>;
export type Notice = Typed<NoticeBodies>;

/** Adds the protocol's mark: the result goes to `postMessage`. */
export function tagged<T extends Command | Notice>(content: T): T & { momentoChat: number } {
  return { ...content, momentoChat: VERSION };
}

/** Whether data carries this protocol's mark. That proves nothing about the sender. */
export function isTagged(data: unknown): boolean {
  return own(data, 'momentoChat') === VERSION;
}

/** Parses a message with the readers of its type. Returns undefined for anything else; never throws. */
export function parse<Bodies>(
  readers: { readonly [Type in keyof Bodies]: Reader<Bodies[Type]> },
  data: unknown,
): Typed<Bodies> | undefined {
  try {
    const type = own(data, 'type');
    if (typeof type !== 'string' || !isTagged(data)) return undefined;
    // Own properties only: `constructor` is not a message type.
    const read = own(readers, type) as Reader<unknown> | undefined;
    if (!read) return undefined;
    return { type, body: read(own(data, 'body')) } as Typed<Bodies>;
  } catch {
    return undefined; // A reader rejected the shape; the reason is not needed.
  }
}
