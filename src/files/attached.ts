import type { Attachment } from '../protocol/attachments.js';
import type { ChatError } from '../protocol/errors.js';

/** What became of the files that a chat was given. Those that the visitor has taken out meanwhile are in neither list. */
export interface Attached {
  /** Those that can be sent, in the order of the files: with the next message, or by `send(text, { attachments })`. */
  readonly attachments: readonly Attachment[];
  readonly refused: readonly RefusedFile[];
}

/** A file that cannot be sent. */
export interface RefusedFile {
  readonly file: File;
  /** For example `attachment-not-allowed`, `attachment-too-large` or `attachment-broken`. */
  readonly error: ChatError;
}
