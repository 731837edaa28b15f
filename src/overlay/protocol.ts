import type { ChatMessage, MessageAuthor } from '../protocol/message.js';
import type { ConnectionStatus } from '../protocol/connection-status.js';
import { own, type Reader } from './readers.js';

/**
 * What the game's page and the chat's frame say to each other by `postMessage`. Either side takes the
 * other for a stranger: what comes in is read field by field into a new object, or ignored.
 *
 * On the wire a message is `{ momentoChat: 1, type: "send", body: { request: 1, text: "Hello" } }`.
 */

/** Longest text of a message and of an error, in UTF-16 code units. Momento delivers no longer message (4 KB). */
export const MAX_TEXT_LENGTH = 4096;

/** Longest name of a room, id and the like, in UTF-16 code units; names of rooms have 128 bytes at most. */
export const MAX_NAME_LENGTH = 256;

/** Tells this protocol's messages from all else that a window receives, and its versions from each other. */
const VERSION = 1;

/** From the game to the chat. */
export interface CommandBodies {
  /** The first word: from here on the sender's origin hears what happens. */
  hello: undefined;
  open: undefined;
  close: undefined;
  toggle: undefined;
  focus: undefined;
  send: Request;
  /** The text is the room's name. */
  'enter-room': Request;
}

/** Is answered under its number. */
export interface Request {
  readonly request: number;
  readonly text: string;
}

/** From the chat to the game. */
export interface NoticeBodies {
  /** The chat's page has loaded, or loaded anew. No more than that: nobody has said hello to it. */
  ready: undefined;
  /** The answer to a hello. */
  welcome: ChatSnapshot;
  /** Something of the state has changed. */
  state: ChatSnapshot;
  /** Somebody else's message. */
  message: OverlayMessage;
  /** A message that the visitor has sent. */
  sent: OverlayMessage;
  error: Fault;
  answer: Answer;
}

/** How the chat stands. */
export interface ChatSnapshot {
  readonly room: string;
  readonly status: ConnectionStatus;
  readonly opened: boolean;
  readonly unreadCount: number;
  /** The chat's page's, as CSS has it. A frame is transparent only while its element has the same. */
  readonly colorScheme: string;
}

/** What a game learns of a message. */
export interface OverlayMessage extends Pick<ChatMessage, 'id' | 'text' | 'sentAt'> {
  readonly author: Pick<MessageAuthor, 'id' | 'name' | 'verified'>;
}

/** Why something failed. */
export interface Fault {
  /** A `ChatErrorCode`, or one of the overlay's own. */
  readonly code: string;
  /** "unable to <do>; <reason>", for developers. */
  readonly message: string;
}

export interface Answer {
  readonly request: number;
  /** The sent message's; undefined where there was nothing to send. */
  readonly id?: string | undefined;
  readonly error?: Fault | undefined;
}

/** A type with the body that belongs to it. */
export type Typed<Bodies> = {
  [Type in keyof Bodies]: undefined extends Bodies[Type]
    ? { readonly type: Type; readonly body?: undefined }
    : { readonly type: Type; readonly body: Bodies[Type] };
}[keyof Bodies];

export type Command = Typed<CommandBodies>;
export type Notice = Typed<NoticeBodies>;

/** What goes to `postMessage`. */
export function tagged<T extends Command | Notice>(content: T): T & { momentoChat: number } {
  return { ...content, momentoChat: VERSION };
}

/** Whether data claims to be of this protocol, which says nothing about whom it comes from. */
export function isTagged(data: unknown): boolean {
  return own(data, 'momentoChat') === VERSION;
}

/** Reads what one side may say. Never throws: undefined for all else. */
export function parse<Bodies>(
  readers: { readonly [Type in keyof Bodies]: Reader<Bodies[Type]> },
  data: unknown,
): Typed<Bodies> | undefined {
  try {
    const type = own(data, 'type');
    if (typeof type !== 'string' || !isTagged(data)) return undefined;
    // By own names only: `constructor` is no type of message.
    const read = own(readers, type) as Reader<unknown> | undefined;
    if (!read) return undefined;
    return { type, body: read(own(data, 'body')) } as Typed<Bodies>;
  } catch {
    return undefined; // Of another shape, which is all there is to know.
  }
}
