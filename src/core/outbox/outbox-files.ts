import { asChatError, type ChatError } from '../../protocol/errors.js';
import type { FileFate, FileUploads } from '../room-files.js';
import type { OutboxEntries } from './outbox-entries.js';
import type { OutboxEntry } from './outbox-entry.js';

/** The files of an outbox's messages: no message is sent before they are stored. */
export class OutboxFiles {
  readonly #uploads: FileUploads;
  readonly #entries: OutboxEntries;
  readonly #onUploaded: () => void;

  constructor(uploads: FileUploads, entries: OutboxEntries, onUploaded: () => void) {
    this.#uploads = uploads;
    this.#entries = entries;
    this.#onUploaded = onUploaded;
  }

  /** Begins, or goes on, to bring the files of a message to the room. Where that is impossible the message fails. */
  bring(entry: OutboxEntry, fate?: FileFate): void {
    const { message, uploaded } = entry;
    if (uploaded || !message?.attachments) return;
    this.#uploads.upload(message.attachments, fate).then(
      () => {
        entry.uploaded = true;
        this.#entries.save(entry);
        this.#onUploaded();
      },
      (error: unknown) => this.#entries.mark(entry, 'failed', asChatError(error, 'send the file')),
    );
  }

  /** The entry has failed. Where the room has lost the files since they were stored, the browser may still have them. */
  fail(entry: OutboxEntry, error: ChatError): void {
    const { message, uploaded } = entry;
    if (uploaded && message?.attachments && error.code === 'attachment-lost') {
      entry.uploaded = false;
      this.#entries.mark(entry, 'sending');
      this.bring(entry, 'lost');
    } else this.#entries.mark(entry, 'failed', error);
  }

  /** The message has arrived. */
  release({ message }: OutboxEntry): void {
    if (message?.attachments) this.#uploads.release(message.attachments);
  }

  /** The visitor gives a message up that no reader has seen. */
  cancel({ message }: OutboxEntry): void {
    if (message?.attachments) this.#uploads.cancel(message.attachments);
  }
}
