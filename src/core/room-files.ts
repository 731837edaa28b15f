import type { Attachment } from '../protocol/attachments.js';
import { ChatError } from '../protocol/errors.js';
import type { Session } from '../session/session.js';
import type { FileStore } from '../transport/transport.js';
import { Listeners, type Listener } from './listeners.js';

/** What became of files that were stored. */
export type FileFate = 'lost' | 'stored';

/** Brings the files of the visitor's messages to the room: a module that is loaded with the first of them. */
export interface FileUploads {
  /**
   * Resolves once all of these files are stored in the room, also after a reload. Faults that pass are no reason to reject:
   * it tries again.
   *
   * @param fate of files that were stored before. `lost`: the room has lost them, and they are stored again, once.
   * `stored`: nothing is stored; it only looks whether the room has lost them.
   * @throws ChatError, for example `attachment-lost` where the bytes are not here any more, or are lost again; with `stored`:
   * where they are not in the room
   */
  upload(attachments: readonly Attachment[], fate?: FileFate): Promise<void>;
  /** The message is sent: what was kept for it is not needed any more. */
  release(attachments: readonly Attachment[]): void;
  /** The message is given up: no part of its files is to stay in the room. */
  cancel(attachments: readonly Attachment[]): void;
  /** The room is left. Nothing of its files goes on. */
  dispose(): void;
}

/** Loads the module, for the files of one room. */
export type LoadFileUploads = (files: RoomFiles) => Promise<FileUploads>;

/**
 * The files of one room: the way to them, as the module that is loaded later uses it. They end with the room, however far the
 * module is.
 */
export class RoomFiles implements FileUploads {
  readonly #load: LoadFileUploads | undefined;
  readonly #onNotAuthenticated: () => void;
  readonly #listeners = new Listeners<FileStore | undefined>();
  #uploads: Promise<FileUploads> | undefined;
  #loaded: FileUploads | undefined;
  #isLeft = false;
  #store: FileStore | undefined;
  /** Who sends, and where; undefined before the first token. */
  session: Session | undefined;

  /** @param load undefined: nothing can be sent */
  constructor(load: LoadFileUploads | undefined, onNotAuthenticated: () => void) {
    this.#load = load;
    this.#onNotAuthenticated = onNotAuthenticated;
  }

  /** The way to the files; undefined while there is none. */
  get store(): FileStore | undefined {
    return this.#store;
  }

  set store(store: FileStore | undefined) {
    this.#store = store;
    this.#listeners.call(store);
  }

  /** Calls back for every new way to the files, and where it is lost. @returns the function that ends it */
  onStore(listener: Listener<FileStore | undefined>): () => void {
    return this.#listeners.add(listener);
  }

  /** The service no longer accepts the token: gets another one. */
  renewToken(): void {
    this.#onNotAuthenticated();
  }

  async upload(attachments: readonly Attachment[], fate?: FileFate): Promise<void> {
    const uploads = await this.load();
    await uploads.upload(attachments, fate);
  }

  release(attachments: readonly Attachment[]): void {
    this.#tell((uploads) => uploads.release(attachments));
  }

  cancel(attachments: readonly Attachment[]): void {
    this.#tell((uploads) => uploads.cancel(attachments));
  }

  dispose(): void {
    this.#isLeft = true;
    this.#loaded?.dispose();
  }

  /** Loads the module, unless it is loaded. @throws ChatError `configuration-invalid`; the next call tries again */
  load(): Promise<FileUploads> {
    if (!this.#load) {
      const text = 'unable to send a file; this program sends none.';
      return Promise.reject(new ChatError('configuration-invalid', text));
    }
    this.#uploads ??= this.#begin(this.#load);
    this.#uploads.catch(() => (this.#uploads = undefined));
    return this.#uploads;
  }

  async #begin(load: LoadFileUploads): Promise<FileUploads> {
    const uploads = await load(this);
    this.#loaded = uploads;
    if (this.#isLeft) uploads.dispose();
    return uploads;
  }

  /** Calls once the module is loaded, if it is asked for. Where it cannot be loaded there is nothing to tell. */
  #tell(call: (uploads: FileUploads) => void): void {
    this.#uploads?.then(call, () => undefined);
  }
}
