import type { Attachment } from '../../protocol/attachments.js';
import type { ChatError } from '../../protocol/errors.js';

/** A file in the tray above the composer. */
export interface TrayFile {
  readonly id: string;
  /** Of the visitor's file at first, then of what is sent. */
  readonly name: string;
  readonly state: 'preparing' | 'uploading' | 'ready' | 'failed';
  /** Of its upload, 0 to 1. */
  readonly progress: number;
  readonly error: ChatError | undefined;
  /** Once prepared. */
  readonly attachment: Attachment | undefined;
  /** `blob:` URL of a picture. */
  readonly preview: string | undefined;
}
