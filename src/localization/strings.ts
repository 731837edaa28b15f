import type { ChatErrorCode } from '../protocol/errors.js';

/** All texts that the widget shows, or gives to screen readers. */
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
  /** The divider where messages were missed that the history no longer holds. */
  readonly gap: string;
  readonly empty: string;
  /** The divider before the first unread message. */
  readonly unread: string;
  /** The button to the newest message, if `count` messages have arrived since the reader scrolled up. */
  readonly newMessages: (count: number) => string;
  /** The same button without new messages. */
  readonly toLatest: string;
  readonly loadingEarlier: string;
  readonly earlierFailed: string;
  /** The tombstone of a removed message. */
  readonly removed: string;
  /** The name of a message's reactions. */
  readonly reactions: string;
  /** Who reacted with an emoji: those with these names, the visitor, if `own`, and so many `others`. */
  readonly reactedBy: (
    emoji: string,
    names: readonly string[],
    own: boolean,
    others: number,
  ) => string;
  readonly addReaction: string;
  /** For screen readers, before the name and the text of the message that this one answers. */
  readonly inReplyTo: string;
  /** In place of an answered message that is not loaded. */
  readonly showOriginal: string;
  /** An answered message that is not in the history any more. */
  readonly originalGone: string;
  /** The mark of a message whose text was changed. */
  readonly edited: string;
  /** A change of a message has failed: its text, or a reaction. */
  readonly changeFailed: string;
  /** A message could not be removed. */
  readonly removalFailed: string;
  /** Shown near the limit: `count` bytes are left, or, below 0, the text is too long by that many. */
  readonly bytesLeft: (count: number) => string;
  /** The same in characters, where the host sets `max-length`. */
  readonly charactersLeft: (count: number) => string;
  /** In place of the author's name, where a new message that names the visitor is announced. */
  readonly mentionedYou: (name: string) => string;
  /** The name of the list of first messages that the visitor can send with one press. */
  readonly suggestions: string;
  readonly away: string;
  readonly readOnly: string;
  /** Shown in place of the composer when the chat was closed. */
  readonly ended: string;
  readonly connecting: string;
  readonly catchingUp: string;
  readonly reconnecting: string;
  readonly disconnected: string;
  readonly sending: string;
  readonly failed: string;
  /** For screen readers: the service has taken the message, and the room does not have it yet. */
  readonly sent: string;
  /** For screen readers: the room has the last own message. */
  readonly delivered: string;
  /** The author of a message without a name. */
  readonly unknownAuthor: string;
  /** The author of an own message, for screen readers. */
  readonly you: string;
  /** The button that opens the search in the conversation, and its field. */
  readonly search: string;
  /** Said when a message was reported. */
  readonly reported: string;
  /** The button at a block of code. */
  readonly copyCode: string;
  readonly save: string;
  /** The error messages that visitors see, by code. */
  readonly errors: Readonly<Record<ChatErrorCode, string>>;
}
