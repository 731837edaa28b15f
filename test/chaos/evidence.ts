import type { Ban } from './bans.js';

/** A message, as far as the verdict needs it. */
export interface MessageRecord {
  readonly id: string;
  readonly text: string;
  /** The id of the message that it answers. */
  readonly replyTo?: string;
}

/** A file as its message describes it. */
export interface FileRecord {
  /** What is before its ending is unique in a run. */
  readonly name: string;
  readonly size: number;
  /** In base64url, as the message says. */
  readonly sha256: string;
}

/** A file as a client brings it. */
export interface SeenFile extends FileRecord {
  /** SHA-256 of the bytes that the client got, in base64url; or the code of the error. */
  readonly got: string;
}

/** A message as a client shows it. */
export interface SeenMessage extends MessageRecord {
  readonly files?: readonly SeenFile[];
  readonly removed?: boolean;
  readonly edited?: boolean;
  /** Each emoji with the users who reacted, in the order of the page: `👍 ada grace`. */
  readonly reactions?: readonly string[];
}

/** A change of a message that a client was asked to make. */
export interface ChangeRecord {
  readonly type: 'reaction' | 'edit' | 'removal';
  /** The message's id. */
  readonly target: string;
  readonly emoji?: string;
  /** Whether the reaction is given, or taken back. */
  readonly on?: boolean;
  /** The new text. */
  readonly text?: string;
  /** Whether the element has accepted it; undefined if its page was left before it answered. */
  accepted: boolean | undefined;
}

/** The final state of a client. */
export interface Report {
  readonly status: string;
  /** The timeline, in order. */
  readonly messages: readonly SeenMessage[];
  /** Messages seen in the element since its page was loaded. */
  readonly held: readonly MessageRecord[];
  /** Ids of messages that were seen as removed since the page was loaded. */
  readonly seenRemoved?: readonly string[];
  /** The texts on the page, in order; empty for removed messages. */
  readonly shown: readonly string[];
  /** The texts of the timeline and of pending messages, in order; empty for removed ones. */
  readonly texts: readonly string[];
  readonly failed: readonly string[];
  /** The own changes that the visitor is told to have failed, as `type target`. */
  readonly failedChanges?: readonly string[];
  /** Ids of own messages that are shown as failed because of their files. */
  readonly failedFiles?: readonly string[];
  /** Ids of the messages before which others may be missing, as the visitor is told. */
  readonly gaps: readonly string[];
}

/** A journal entry: everything stored before is lost. */
export const WIPED = Symbol('wiped');

/** Every element that was ever added to a list, in order. */
export type Journal = readonly (string | typeof WIPED)[];

/** What is known of files beside what clients show. Files are named by what is before their ending. */
export interface FilesEvidence {
  /** By the id of the message with which an element sent them. */
  readonly sent: ReadonlyMap<string, readonly FileRecord[]>;
  /** SHA-256 in base64url of the files whose bytes no browser changes. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Those of which parts may be lost with the engine's data. */
  readonly mayBeLost: ReadonlySet<string>;
  /** Files of which the engine did not have all bytes when their message was stored. */
  readonly early: readonly FileFault[];
  /** Files that a reader could not get when it saw their message, though the service answered. */
  readonly unread: readonly FileFault[];
  /** Files of messages that are no longer in the list, of which the engine still has parts. */
  readonly left: readonly FileFault[];
  /** Errors that pages were told of files. */
  readonly errors: readonly string[];
}

/** What is wrong with a file of a message. */
export interface FileFault {
  /** The message's id. */
  readonly id: string;
  readonly name: string;
  readonly fault: string;
}

/** Everything that the verdict is based on. */
export interface Evidence {
  readonly files?: FilesEvidence;
  readonly bans?: readonly Ban[];
  /** When clients were asked to send their messages, by sender and id, by `performance.now()`. */
  readonly sentAt?: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** When messages were stored, by id, by `performance.now()`. */
  readonly storedAt?: ReadonlyMap<string, readonly number[]>;
  /** The messages that each client's element accepted for sending, in order. */
  readonly accepted: ReadonlyMap<string, readonly MessageRecord[]>;
  /** The changes that each client was asked to make, in order. */
  readonly changes?: ReadonlyMap<string, readonly ChangeRecord[]>;
  /** By the clients' names. A client without accepted messages only reads. */
  readonly reports: ReadonlyMap<string, Report>;
  /** Of the list of messages. */
  readonly journal: Journal;
  /** Of the list of relations. */
  readonly relationJournal?: Journal;
  /** The list’s final elements. */
  readonly list: readonly string[];
  /** The final elements of the list of relations. */
  readonly relations?: readonly string[];
  /** The number of messages that the list keeps. */
  readonly limit: number;
  /** The text after moderation; undefined if refused. By default texts do not change. */
  readonly moderated?: (text: string) => string | undefined;
  /** Whether only servers write the list, each message once. */
  readonly storedOnce?: boolean;
}
