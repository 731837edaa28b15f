import type { AttachmentRules } from './attachments.js';
import type { ServedState } from './kinds/desk-state.js';
import type { RoomEvent } from './kinds/kind.js';
import type { MessageDetails } from './message.js';
import type { Role } from './role.js';
import type { ChatMode } from './room-rules.js';
import type { ChatUser } from './chat-user.js';

/*
 * What a relay and its clients say to each other, over socket.io.
 *
 * The founding documents' part, which every client may rely on:
 *
 *   join {room}                    → joined {chatHistory}, messages as objects
 *   message {room, message, name}  → message {chatMessage} to everyone in the room, the sender too; a JSON string
 *   leave {room}
 *
 * All else is optional: acknowledgements, ids, and `items`, by which a client gets what the room's topic and list hold
 * as it is, with the topic's numbers, to do for itself what the relay does for the documents' clients.
 *
 * Reactions, edits and removals (relations) are for clients that know them: the answer to `join` names the feature
 * `relations`, the event `relation` sends one, and `history` with `list: 'relations'` fetches the stored ones. The
 * documents' clients get none of them but `removed {room, id}`. In the same way the feature `signals` stands for the event
 * `signal {room, event}`, by which a client tells what its visitor does.
 *
 * Files are for clients that find `attachments` in the answer to `join`. They store a file by `upload {room, id, part, bytes}`,
 * part by part, send its description with a `message`, and fetch what others have sent by `download {room, id, part}`. The
 * bytes travel as binary. The documents' clients get the names of files in place of an empty text.
 */

/**
 * Why a relay does not do what it was asked to.
 *
 * - `malformed`: the event is not of the documented shape.
 * - `not-allowed`: the host does not let this visitor in, or write here.
 * - `not-joined`: one writes and reads in rooms that one has joined.
 * - `too-many-rooms`: a socket may be in so many rooms only.
 * - `message-too-long`: the message does not fit in a topic item.
 * - `file-lost`: a file of the message is not stored, or not all of it.
 * - `file-refused`: a file of the message is not what the message says of it, or none that the room takes, or another's.
 * - `rate-limited`: too much at once; later it may be taken.
 * - `rejected`: a moderator does not let the message pass; `message` has the reason.
 * - `unavailable`: Momento, or what the host asks, cannot be reached; later it may.
 */
export type RelayRefusalCode =
  | 'malformed'
  | 'not-allowed'
  | 'not-joined'
  | 'too-many-rooms'
  | 'message-too-long'
  | 'file-lost'
  | 'file-refused'
  | 'rate-limited'
  | 'rejected'
  | 'unavailable';

/** Why something was not done: in an acknowledgement, or else as an event of its own. */
export interface RelayRefusalAnswer {
  readonly ok: false;
  readonly code: RelayRefusalCode;
  /** "unable to <do>; <reason>", for developers; a moderator's reason is for the sender to read. */
  readonly message: string;
  /** When it may be tried again, in ms, where that is known. */
  readonly retryAfterMs?: number;
}

/** A client asks to be let into a room. */
export interface JoinRequest {
  readonly room: string;
  /** Whether it wants `item` in place of `joined` and `message`. */
  readonly items?: boolean;
}

/** What a client learns by the acknowledgement of `join`. */
export interface JoinAnswer {
  readonly ok: true;
  /**
   * Who the visitor is, by the relay's word: its messages carry this id. A guest, whom the host does not know, has no
   * name here.
   */
  readonly user: Pick<ChatUser, 'id'> & { readonly name?: string; readonly avatarUrl?: string };
  readonly mode: ChatMode;
  readonly readOnly: boolean;
  /** What the visitor is in the room; missing for a member, and in the answers of older relays. */
  readonly role?: Role;
  /** Messages that are kept stored. */
  readonly historyLimit: number;
  /** What the relay handles besides messages: `relations`, `signals`. Missing in the answers of older relays. */
  readonly features?: readonly string[];
  /** What the relay tells of the room. Missing where the host has neither desk nor inbox, and in the answers of older relays. */
  readonly desk?: ServedState;
  /** Whether no agent is here. Missing where one is, and without an inbox. */
  readonly away?: boolean;
  /** How long visitors have waited for an agent of late, in seconds: the median. Missing where nobody knows. */
  readonly answerSeconds?: number;
  /** The files that the room takes. Missing where it takes none, and in the answers of older relays. */
  readonly attachments?: AttachmentRules;
}

/**
 * Something to say. All but `room` and `message` is optional; `replyTo`, `mentions` and `attachments` are as in a message,
 * whose text may be empty if there are files. All of their parts have to be stored before. Files are dropped where the room
 * takes none.
 */
export interface MessageRequest extends MessageDetails {
  readonly room: string;
  readonly message: string;
  readonly name?: string;
  /** Unique: 1 to 64 letters, digits and any of `_.:-`. The same one may be sent again, and is stored once. */
  readonly id?: string;
  /** Epoch ms. */
  readonly timestamp?: number;
  /** As in `WireMessage`. */
  readonly order?: number;
}

/** Sends a reaction, an edit or a removal. Its answer is a {@link MessageAnswer}. */
export interface RelationRequest {
  readonly room: string;
  /**
   * The event's wire form, as an object. The relay replaces its `userId` by the visitor's, and the name of a user whom the
   * host knows. The same one may be sent again: it counts once.
   */
  readonly event: RoomEvent;
}

/** Tells what the visitor does. The relay replaces who it is, and drops it where there is too much to do. */
export interface SignalRequest {
  readonly room: string;
  /** An `ActivityEvent`. */
  readonly event: RoomEvent;
}

/** Stores one part of a file that goes with a later message of the visitor's. Nobody else can read it before that. */
export interface UploadRequest {
  readonly room: string;
  /** Of the file, as its message will have it. */
  readonly id: string;
  /** Of the part, from 0. */
  readonly part: number;
  /** `PART_BYTES` of the file, or the rest of it; null: the part is not needed any more. */
  readonly bytes: Uint8Array | null;
}

/** Fetches one part of a file that a message of the room has. */
export type DownloadRequest = Omit<UploadRequest, 'bytes'>;

export interface DownloadAnswer {
  readonly ok: true;
  /** Missing where the part is not stored, or not any more. */
  readonly bytes?: Uint8Array;
}

/** The message is stored and published; in a moderated room of `items` clients: it was submitted. */
export interface MessageAnswer {
  readonly ok: true;
  readonly id: string;
}

/** Asks for stored messages or relations: `count` of them, those before the newest `skip`. */
export interface HistoryRequest {
  readonly room: string;
  readonly skip: number;
  readonly count: number;
  /** The list to read; the messages by default. */
  readonly list?: 'relations';
}

export interface HistoryAnswer {
  readonly ok: true;
  /** Oldest first. */
  readonly items: readonly string[];
}

/** A message as the documents' clients get it: in `chatHistory`, and as JSON in `chatMessage`. */
export interface DocumentMessage {
  readonly username: string;
  readonly message: string;
  readonly id?: string;
  readonly userId?: string;
  readonly avatarUrl?: string;
  /** Epoch ms. */
  readonly timestamp?: number;
}

/** What the room's topic brings: the event `item`. */
export interface RelayItem {
  readonly room: string;
  /** Missing for binary items. */
  readonly text?: string;
  /** By the service's word; missing for what servers publish. */
  readonly publisherId?: string;
  /** The topic's number for it. */
  readonly sequence: number;
}

/**
 * In the handshake's `auth`: a secret by which a browser is recognised again, where the host does not identify its user. 16
 * to 128 characters.
 */
export const GUEST_SECRET = 'momentoChatGuest';

/** In the handshake's `auth`: what the visitor has answered before the chat, texts by name; missing where nothing was asked. */
export const ANSWERS = 'answers';
