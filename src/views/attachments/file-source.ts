import type { Attachment } from '../../protocol/attachments.js';

/** Where the bytes of a room's files come from, checked against their message. */
export interface FileSource {
  /**
   * A `blob:` URL of a file, until as many calls of `close`.
   *
   * @throws ChatError, for example `attachment-lost` or `attachment-broken`; or the signal's reason
   */
  open(attachment: Attachment, signal?: AbortSignal): Promise<string>;
  /** A file that was opened is no longer shown. */
  close(attachment: Attachment): void;
  /** A file's bytes, to be saved. @throws as `open` does */
  blobOf(attachment: Attachment, signal?: AbortSignal): Promise<Blob>;
}
