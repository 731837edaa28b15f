import type { ChatErrorCode } from '../protocol/errors.js';

/** Every word that the widget shows or speaks. */
export interface Strings {
  /** Name of the conversation for assistive technology. */
  readonly conversation: string;
  readonly composerLabel: string;
  readonly composerPlaceholder: string;
  readonly send: string;
  readonly retry: string;
  readonly retryNow: string;
  readonly discard: string;
  readonly loading: string;
  /** Stands where messages were missed that the history no longer holds. */
  readonly gap: string;
  readonly empty: string;
  /** Stands before the first message that was not read yet. */
  readonly unread: string;
  /** Takes the reader to the end; `count` messages came while they were elsewhere. */
  readonly newMessages: (count: number) => string;
  readonly toLatest: string;
  readonly loadingEarlier: string;
  readonly earlierFailed: string;
  /** Stands in place of a message that was taken back. */
  readonly removed: string;
  /** How much may still be written, near the limit; below 0: how much is too much. In bytes. */
  readonly bytesLeft: (count: number) => string;
  /** The same in characters, where the host sets `max-length`. */
  readonly charactersLeft: (count: number) => string;
  /** The launcher's name, open or not: what it is now is said beside it. */
  readonly openChat: string;
  readonly closeChat: string;
  /** For the launcher's badge, read out. */
  readonly unreadMessages: (count: number) => string;
  /** The launcher's title, and the panel's name. */
  readonly title: string;
  readonly away: string;
  /** Tells how to write from within a game. */
  readonly pressToWrite: (key: string) => string;
  readonly readOnly: string;
  /** The chat is over: nothing more can be written. */
  readonly ended: string;
  readonly connecting: string;
  readonly catchingUp: string;
  readonly reconnecting: string;
  readonly disconnected: string;
  readonly sending: string;
  readonly failed: string;
  /** Who wrote a message that names nobody. */
  readonly unknownAuthor: string;
  /** Read out in place of the own name. */
  readonly you: string;
  /** What went wrong, in the visitor's words. */
  readonly errors: Readonly<Record<ChatErrorCode, string>>;
}
