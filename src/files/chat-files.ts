import type { FileFate, FileUploads } from '../core/room-files.js';
import { systemClock, type Clock } from '../platform/clock.js';
import {
  cleanFileName,
  isPicture,
  MAX_ATTACHMENTS,
  type Attachment,
} from '../protocol/attachments.js';
import { asChatError, ChatError } from '../protocol/errors.js';
import { createMessageId } from '../protocol/ids.js';
import { toJson } from '../protocol/json.js';
import { Downloads } from './downloads.js';
import { KeptBytes } from './kept-bytes.js';
import type { Attached, RefusedFile } from './attached.js';
import type { ChatFilesHost, FilesPort } from './chat-files-host.js';
import { uploadByHost } from './host-upload.js';
import { prepare, type Prepared } from './prepare.js';
import { Slots } from '../platform/slots.js';
import type { FileSource } from '../views/attachments/file-source.js';
import type { TrayFile } from '../views/attachments/tray-file.js';
import type { UploadHook } from '../views/attachments/upload-hook.js';
import { described, Tray } from './tray.js';
import { Uploader } from './uploader.js';

/** The files of one room: those that the visitor sends, and those that the room's messages have. */
export class ChatFiles implements FileUploads, FileSource {
  readonly #host: ChatFilesHost;
  readonly #clock: Clock;
  readonly #kept: KeptBytes;
  readonly #uploader: Uploader;
  readonly #downloads: Downloads;
  /** A decoded picture takes up to 160 MB: one at a time. */
  readonly #preparing = new Slots(1);
  readonly #tray: Tray;
  /** Files that the page stores: under way, or not sent yet. */
  readonly #hosted = new Map<string, { readonly bytes: Blob; readonly life: AbortController }>();
  readonly #life = new AbortController();

  constructor(host: ChatFilesHost, clock: Clock = systemClock) {
    this.#host = host;
    this.#clock = clock;
    this.#tray = new Tray(() => this.#changed());
    this.#kept = new KeptBytes({
      owner: () => ownerOf(host.files),
      clock,
      onFault: (fault) => {
        if (!this.#life.signal.aborted) host.fault(fault);
      },
    });
    this.#uploader = new Uploader({
      port: host.files,
      kept: this.#kept,
      clock,
      onProgress: (id) => this.#progress(id),
    });
    this.#downloads = new Downloads({
      port: host.files,
      clock,
      origins: () => host.origins ?? [],
      own: (attachment) =>
        this.#hosted.get(attachment.id)?.bytes ?? this.#uploader.bytesOf(attachment),
      kept: async ({ id }) => (await this.#kept.get(id))?.bytes,
    });
  }

  get tray(): readonly TrayFile[] {
    return this.#tray.files;
  }

  /**
   * Prepares files, and begins to store them. What goes wrong is in their entries of the tray, too.
   *
   * @returns what became of them, once all of them are prepared
   */
  async add(files: Iterable<File>): Promise<Attached> {
    const refused: RefusedFile[] = [];
    const work: Promise<Attachment | undefined>[] = [];
    let full: ChatError | undefined;
    for (const file of files) {
      const id = createMessageId(this.#clock.now());
      if (!full) this.#tray.add({ id, name: cleanFileName(file.name) });
      const refuse = (error: ChatError): void => {
        refused.push({ file, error });
        this.#fail(id, error);
      };
      if (this.#tray.files.length > MAX_ATTACHMENTS) {
        const text = `unable to take a file; ${MAX_ATTACHMENTS} are the most of one message.`;
        // One entry says it for all.
        full ??= new ChatError('attachment-not-allowed', text);
        refuse(full);
      } else work.push(this.#add(id, file, refuse));
    }
    const taken = await Promise.all(work);
    return { attachments: taken.filter((attachment) => attachment !== undefined), refused };
  }

  /** Sets the description of a picture in the tray, for people who cannot see it; blank: none. */
  describe(id: string, alt: string): void {
    const attachment = this.#tray.find(id)?.attachment;
    if (attachment) this.#tray.change(id, { attachment: described(attachment, alt) });
  }

  /** Takes a file out of the tray. No part of it stays in the room. */
  drop(id: string): void {
    const file = this.#tray.find(id);
    if (!file) return;
    this.#tray.remove([id]);
    this.#hide(file);
    this.#forget(id);
    if (file.attachment) this.cancel([file.attachment]);
  }

  /** The files that go with a message, which may still be under way. Those that failed do not. */
  get sendable(): readonly Attachment[] {
    return this.#tray.sendable.slice(0, MAX_ATTACHMENTS).map(({ attachment }) => attachment);
  }

  /** Takes these files out of the tray: a message has them now. */
  take(attachments: readonly Attachment[]): void {
    const ids = attachments.map(({ id }) => id);
    const taken = this.#tray.files.filter(({ id }) => ids.includes(id));
    for (const file of taken) this.#hide(file);
    this.#tray.remove(ids);
  }

  /** Fills the tray again after a reload. Resolves when the bytes were looked for. */
  async putBack(attachments: readonly Attachment[]): Promise<void> {
    await Promise.all(attachments.map((attachment) => this.#restore(attachment)));
  }

  upload(attachments: readonly Attachment[], fate?: FileFate): Promise<void> {
    return this.#uploader.upload(attachments.filter(isInRoom), fate);
  }

  release(attachments: readonly Attachment[]): void {
    for (const { id } of attachments) this.#forget(id);
    this.#uploader.release(attachments);
  }

  cancel(attachments: readonly Attachment[]): void {
    for (const { id } of attachments) this.#forget(id);
    this.#uploader.cancel(attachments.filter(isInRoom));
  }

  /** The stored share of a file under way, 0 to 1; undefined for others. */
  progressOf(id: string): number | undefined {
    return this.#uploader.progressOf(id);
  }

  /**
   * A `blob:` URL of a file, checked, until as many calls of `close`.
   *
   * @throws ChatError, for example `attachment-lost` or `attachment-broken`; or the signal's reason
   */
  open(attachment: Attachment, signal?: AbortSignal): Promise<string> {
    return this.#downloads.open(attachment, signal);
  }

  /** A file that was opened is no longer shown. */
  close(attachment: Attachment): void {
    this.#downloads.close(attachment);
  }

  /** A file's bytes, to be saved. @throws as `open` does */
  blobOf(attachment: Attachment, signal?: AbortSignal): Promise<Blob> {
    return this.#downloads.blobOf(attachment, signal);
  }

  dispose(): void {
    this.#life.abort();
    for (const id of this.#hosted.keys()) this.#forget(id);
    this.#uploader.dispose();
    this.#downloads.dispose();
    this.#kept.dispose();
  }

  /** @returns what can be sent; undefined for what was refused, or taken out meanwhile */
  async #add(
    id: string,
    file: File,
    refuse: (error: ChatError) => void,
  ): Promise<Attachment | undefined> {
    try {
      const prepared = await this.#preparing.run(this.#life.signal, () => this.#prepare(id, file));
      if (!this.#isWanted(id)) return undefined;
      if (this.#host.upload) return await this.#addHosted(this.#host.upload, prepared);
      const { attachment, bytes } = prepared;
      await this.#kept.keep(id, bytes);
      if (!this.#isWanted(id)) {
        await this.#kept.drop(id);
        return undefined;
      }
      const { name } = attachment;
      this.#tray.change(id, { attachment, name, state: 'uploading' });
      const stored = this.#uploader.start(attachment, bytes);
      void this.#finish(id, Promise.all([stored, this.#show(attachment)]));
      return attachment;
    } catch (error) {
      if (this.#isWanted(id)) refuse(asChatError(error, 'send a file'));
      return undefined;
    }
  }

  /** The page stores it. Its message can be written when it has an address. */
  async #addHosted(hook: UploadHook, prepared: Prepared): Promise<Attachment | undefined> {
    const { id } = prepared.attachment;
    const life = new AbortController();
    this.#hosted.set(id, { bytes: prepared.bytes, life });
    const attachment = await uploadByHost(hook, prepared, life.signal, (progress) =>
      this.#tray.change(id, { progress }),
    );
    if (!this.#isWanted(id)) return undefined;
    const { name } = attachment;
    this.#tray.change(id, { attachment, name, state: 'ready', progress: 1 });
    await this.#show(attachment);
    return attachment;
  }

  /** Waits until a file of the tray is stored. */
  async #finish(id: string, stored: Promise<unknown>): Promise<void> {
    try {
      await stored;
      this.#tray.change(id, { state: 'ready', progress: 1 });
    } catch (error) {
      this.#fail(id, asChatError(error, 'send a file'));
    }
  }

  #forget(id: string): void {
    this.#hosted.get(id)?.life.abort();
    this.#hosted.delete(id);
  }

  async #prepare(id: string, file: File): Promise<Prepared> {
    const rules = this.#host.files.session?.attachments;
    if (rules) return prepare(file, rules, id);
    throw new ChatError('attachment-not-allowed', 'unable to take a file; the room takes none.');
  }

  async #restore(attachment: Attachment): Promise<void> {
    const { id, name } = attachment;
    if (this.#tray.find(id) || this.#tray.files.length >= MAX_ATTACHMENTS) return;
    this.#tray.add({ id, name, attachment, state: 'uploading' });
    void this.#finish(id, this.upload([attachment]));
    if (!isInRoom(attachment) || (await this.#kept.get(id))) await this.#show(attachment);
  }

  /** Shows a picture in the tray. Where that is impossible its name is there. */
  async #show(attachment: Attachment): Promise<void> {
    const { id } = attachment;
    if (!isPicture(attachment)) return;
    const preview = await this.#downloads.open(attachment).catch(() => undefined);
    if (preview === undefined) return;
    if (this.#isWanted(id)) this.#tray.change(id, { preview });
    else this.#downloads.close(attachment);
  }

  #hide({ attachment, preview }: TrayFile): void {
    if (attachment && preview !== undefined) this.#downloads.close(attachment);
  }

  #isWanted(id: string): boolean {
    return !this.#life.signal.aborted && this.#tray.find(id) !== undefined;
  }

  #progress(id: string): void {
    const progress = this.#uploader.progressOf(id);
    if (this.#tray.find(id)) this.#tray.change(id, { progress: progress ?? 0 });
    else this.#changed();
  }

  #fail(id: string, error: ChatError): void {
    if (!this.#isWanted(id)) return;
    this.#tray.change(id, { state: 'failed', error });
    this.#host.fault(error);
  }

  #changed(): void {
    if (!this.#life.signal.aborted) this.#host.changed();
  }
}

function isInRoom({ url }: Attachment): boolean {
  return url === undefined;
}

/** Whose bytes are kept: another visitor of the same browser does not get them. */
function ownerOf({ session }: FilesPort): string | undefined {
  return session && toJson([session.cacheName, session.room, session.user.id]);
}
