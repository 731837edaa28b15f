import type { FileFate, FileUploads } from '../core/room-files.js';
import type { Clock } from '../platform/clock.js';
import { partCount, type Attachment } from '../protocol/attachments.js';
import { ChatError } from '../protocol/errors.js';
import { sha256 } from '../protocol/digest.js';
import type { KeptFile, KeptFiles } from './kept-bytes.js';
import { Slots } from '../platform/slots.js';
import { StoreCalls, type StorePort } from './store-calls.js';
import { Upload } from './upload.js';

/** Calls at a time: the second one uses the link while the first waits for its answer. */
const PARTS_AT_A_TIME = 2;

/** How often the removal of a part is tried. It is gone in a day anyhow. */
const REMOVAL_TRIES = 5;

export interface UploaderOptions {
  readonly port: StorePort;
  readonly kept: KeptFiles;
  readonly clock: Clock;
  /** A part of this file is stored, or it failed. */
  readonly onProgress: (id: string) => void;
}

/** Stores the visitor's files in a room, part by part, and goes on with them after a reload. */
export class Uploader implements FileUploads {
  readonly #options: UploaderOptions;
  readonly #calls: StoreCalls;
  readonly #slots = new Slots(PARTS_AT_A_TIME);
  readonly #uploads = new Map<string, Upload>();
  /** The files that the room has lost, and that are stored again. */
  readonly #lost = new Set<string>();
  readonly #life = new AbortController();
  readonly #endListening: () => void;
  /** Counts the ways to the room's files: data may have been lost with the one before. */
  #ways = 0;

  constructor(options: UploaderOptions) {
    this.#options = options;
    this.#calls = new StoreCalls(options.port, options.clock);
    this.#endListening = options.port.onStore((store) => {
      if (!store) this.#ways += 1;
    });
  }

  async upload(attachments: readonly Attachment[], fate?: FileFate): Promise<void> {
    if (fate === 'lost') for (const lost of attachments) await this.#startOver(lost);
    const each = (attachment: Attachment): Promise<void> =>
      fate === 'stored' ? this.#look(attachment) : outcome(this.#uploadOf(attachment));
    await Promise.all(attachments.map(each));
  }

  /** As `upload`, with bytes that are here, and kept already. */
  async start(attachment: Attachment, bytes: Blob): Promise<void> {
    await outcome(this.#uploadOf(attachment, bytes));
  }

  release(attachments: readonly Attachment[]): void {
    for (const { id } of attachments) {
      this.#uploads.delete(id);
      this.#lost.delete(id);
      void this.#options.kept.drop(id);
    }
  }

  cancel(attachments: readonly Attachment[]): void {
    for (const attachment of attachments) void this.#cancel(attachment);
  }

  /** The stored share of a file, 0 to 1; undefined where it is not under way. */
  progressOf(id: string): number | undefined {
    return this.#uploads.get(id)?.progress;
  }

  /** The bytes of a file of the visitor's that is under way, or stored and not released yet. */
  bytesOf({ id }: Attachment): Blob | undefined {
    return this.#uploads.get(id)?.bytes;
  }

  dispose(): void {
    this.#life.abort();
    this.#endListening();
    for (const upload of this.#uploads.values()) upload.giveUp();
    this.#uploads.clear();
  }

  /** Forgets that the room has parts of a file. @throws ChatError where that is the second time since the visitor has tried */
  async #startOver({ id }: Attachment): Promise<void> {
    const upload = this.#uploads.get(id);
    this.#uploads.delete(id);
    await this.#options.kept.noteStored(id, []);
    if (this.#lost.delete(id)) throw lostByRoom();
    this.#lost.add(id);
    if (upload?.bytes) this.#uploadOf(upload.attachment, upload.bytes);
  }

  /**
   * Looks whether a stored file is still there, if there is reason to doubt it: the way to the room has changed since, some
   * time has passed, or the page was reloaded. It looks at the first part, which is lost whenever the room has lost its data,
   * or the file's time is over.
   *
   * @throws ChatError `attachment-lost`
   */
  async #look({ id }: Attachment): Promise<void> {
    const { port, clock } = this.#options;
    if (this.#uploads.get(id)?.isFresh(this.#ways, clock.elapsed()) || !port.store) return;
    // A fault leaves it unknown: then sending the message shows what is wrong.
    const isLost = await port.store.get(id, 0).then(
      (bytes) => bytes === undefined,
      () => false,
    );
    if (isLost) throw lostByRoom();
  }

  #uploadOf(attachment: Attachment, bytes?: Blob): Upload {
    const { id } = attachment;
    const known = this.#uploads.get(id);
    if (known) return known;
    const upload = new Upload(attachment);
    if (this.#life.signal.aborted) upload.giveUp();
    this.#uploads.set(id, upload);
    upload
      .run(() => this.#run(upload, bytes))
      .catch(() => {
        // The next call tries it anew.
        if (this.#uploads.get(id) === upload) this.#uploads.delete(id);
        if (!upload.isGivenUp) this.#options.onProgress(id);
      });
    return upload;
  }

  async #run(upload: Upload, given: Blob | undefined): Promise<void> {
    const { attachment, signal } = upload;
    const kept = given ? undefined : await this.#options.kept.get(attachment.id);
    const bytes = given ?? kept?.bytes;
    if (!bytes || (kept && !(await isOf(attachment, bytes)))) {
      throw new ChatError(
        'attachment-lost',
        'unable to send a file; its bytes are not in this browser any more.',
      );
    }
    signal.throwIfAborted();
    upload.begin(bytes, kept?.stored ?? [], this.#ways, this.#options.clock.elapsed());
    const lanes = Array(PARTS_AT_A_TIME)
      .fill(upload)
      .map(() => this.#storeParts(upload));
    try {
      await Promise.all(lanes);
    } catch (error) {
      // The other lane ends with its part.
      upload.abort();
      throw error;
    } finally {
      await Promise.allSettled(lanes);
    }
  }

  async #storeParts(upload: Upload): Promise<void> {
    const { attachment, signal } = upload;
    const { id } = attachment;
    for (let part = upload.next(); part !== undefined; part = upload.next()) {
      const number = part;
      const content = await upload.part(number);
      await this.#calls.call(
        'store a file',
        (store) => this.#slots.run(signal, () => store.put(id, number, content)),
        signal,
      );
      upload.noteStored(number);
      void this.#options.kept.noteStored(id, upload.stored);
      signal.throwIfAborted();
      this.#options.onProgress(id);
    }
  }

  async #cancel(attachment: Attachment): Promise<void> {
    const { id } = attachment;
    const upload = this.#uploads.get(id);
    this.#uploads.delete(id);
    upload?.giveUp();
    const kept = upload ? undefined : await this.#options.kept.get(id);
    await this.#options.kept.drop(id);
    // A part on its way would be stored after its removal.
    await upload?.settled;
    const end = Math.min(partCount(attachment), upload?.end ?? endOf(kept));
    for (let part = 0; part < end && !this.#life.signal.aborted; part += 1) {
      await this.#remove(id, part);
    }
  }

  /** Does nothing where it is impossible: the visitor has given it up, and it is gone in a day. */
  async #remove(id: string, part: number): Promise<void> {
    const { signal } = this.#life;
    const remove = (): Promise<void> =>
      this.#calls.call(
        'remove a file',
        async (store) => {
          await this.#slots.run(signal, async () => store.remove?.(id, part));
        },
        signal,
        REMOVAL_TRIES,
      );
    await remove().catch(() => undefined);
  }
}

/** Whether kept bytes are those of the file: any script of the origin may have changed them. */
async function isOf({ size, sha256: hash }: Attachment, bytes: Blob): Promise<boolean> {
  return bytes.size === size && (await sha256(await bytes.arrayBuffer())) === hash;
}

/** Of an earlier upload: no part has this number, or a higher one. What it began may have arrived without its knowledge. */
function endOf(kept: KeptFile | undefined): number {
  return kept ? Math.max(-1, ...kept.stored) + 1 + PARTS_AT_A_TIME : Infinity;
}

function lostByRoom(): ChatError {
  return new ChatError('attachment-lost', 'unable to send a file; the room has lost it.');
}

/** Never settles where the upload was given up: then its message, or the room, is gone, and has not failed. */
async function outcome(upload: Upload): Promise<void> {
  try {
    await upload.done;
  } catch (error) {
    if (upload.isGivenUp) await new Promise(() => undefined);
    throw error;
  }
}
