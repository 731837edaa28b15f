import type { ChatError } from '../protocol/errors.js';
import type { Session } from '../session/session.js';
import type { UploadHook } from '../views/attachments/upload-hook.js';
import type { StorePort } from './store-calls.js';

/** The way to the files of a room, and who sends them. */
export interface FilesPort extends StorePort {
  /** With the rules that the chat keeps to; undefined before the first token. */
  readonly session: Session | undefined;
}

/** The chat, as far as its files need it. */
export interface ChatFilesHost {
  readonly files: FilesPort;
  /** Stores files outside of the room; undefined: the room stores them. */
  readonly upload?: UploadHook | undefined;
  /** The origins from which files outside of the room may be fetched. */
  readonly origins?: readonly string[];
  /** The tray, or the progress of a file, has changed. */
  changed(): void;
  /** For the console, and the host's event. */
  fault(error: ChatError): void;
}
