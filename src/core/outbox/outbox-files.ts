import { asChatError } from '../../protocol/errors.js';
import type { FileUploads } from '../room-files.js';
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
  bring(entry: OutboxEntry): void {
    const { message, uploaded } = entry;
    if (uploaded || !message?.attachments) return;
    this.#uploads.upload(message.attachments).then(
      () => {
        entry.uploaded = true;
        this.#entries.save(entry);
        this.#onUploaded();
      },
      (error: unknown) => this.#entries.mark(entry, 'failed', asChatError(error, 'send the file')),
    );
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
