import type { ChatErrorCode } from '../errors.js';

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
  readonly readOnly: string;
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
