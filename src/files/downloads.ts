import type { Clock } from '../platform/clock.js';
import { isPicture, PART_BYTES, partCount, type Attachment } from '../protocol/attachments.js';
import { ChatError } from '../protocol/errors.js';
import type { FileStore } from '../transport/transport.js';
import { BlobCache } from './blob-cache.js';
import { fetchHosted } from './hosted-files.js';
import { sha256 } from '../protocol/digest.js';
import { hasClaimedForm, readPictureHeader } from '../protocol/picture-header.js';
import { SharedTask } from './shared-task.js';
import { Slots } from '../platform/slots.js';
import { StoreCalls, type StorePort } from './store-calls.js';

/** Files at a time, and parts of one file: six calls at most. */
const FILES_AT_A_TIME = 3;
const PARTS_AT_A_TIME = 2;

/** How often a part is asked for, where faults pass. Then the visitor may try it again. */
const TRIES = 5;

/** What a page opens as a document nowhere: it is only saved. */
const DOWNLOAD_TYPE = 'application/octet-stream';

export interface DownloadsOptions {
  readonly port: StorePort;
  readonly clock: Clock;
  /** The origins of other storages, as far as files may be fetched from there. */
  readonly origins: () => readonly string[];
  /** The bytes of a file of the visitor's own, if they are here. */
  readonly own: (attachment: Attachment) => Blob | undefined;
  /** The bytes of a file that the visitor was about to send, as the browser has kept them over a reload. */
  readonly kept: (attachment: Attachment) => Promise<Blob | undefined>;
}

/**
 * Brings files of a room, and lets nothing pass that was not checked: the size, the hash, and of a picture the header. A
 * `blob:` URL has the origin of the page, so that its type is never the one that a writer claims.
 */
export class Downloads {
  readonly #options: DownloadsOptions;
  readonly #calls: StoreCalls;
  readonly #files = new Slots(FILES_AT_A_TIME);
  readonly #cache = new BlobCache();
  readonly #tasks = new Map<string, SharedTask<Blob>>();
  readonly #life = new AbortController();

  constructor(options: DownloadsOptions) {
    this.#options = options;
    this.#calls = new StoreCalls(options.port, options.clock);
  }

  /**
   * The `blob:` URL of a file, which stays until as many calls of `close`.
   *
   * @throws ChatError `attachment-lost` where parts are missing, `attachment-broken` where they are not those of the file, and
   *   faults of the service; or the signal's reason
   */
  async open(attachment: Attachment, signal?: AbortSignal): Promise<string> {
    const blob = await this.blobOf(attachment, signal);
    // Nobody waits for it any more, and nobody would close it.
    signal?.throwIfAborted();
    return this.#cache.show(contentOf(attachment), blob);
  }

  close(attachment: Attachment): void {
    this.#cache.hide(contentOf(attachment));
  }

  /** A file's bytes, with a type that is safe. @throws as `open` does */
  async blobOf(attachment: Attachment, signal?: AbortSignal): Promise<Blob> {
    signal?.throwIfAborted();
    this.#life.signal.throwIfAborted();
    const known = this.#cache.get(contentOf(attachment));
    if (known) return known;
    const key = keyOf(attachment);
    let task = this.#tasks.get(key);
    if (!task || task.isAborted) {
      const begun = new SharedTask((own) => this.#bring(attachment, own));
      task = begun;
      this.#tasks.set(key, begun);
      begun.onEnd(() => {
        if (this.#tasks.get(key) === begun) this.#tasks.delete(key);
      });
    }
    return task.join(signal);
  }

  dispose(): void {
    this.#life.abort();
    for (const task of this.#tasks.values()) task.abort();
    this.#tasks.clear();
    this.#cache.clear();
  }

  async #bring(attachment: Attachment, signal: AbortSignal): Promise<Blob> {
    const own = this.#options.own(attachment);
    const bytes = own
      ? new Uint8Array(await own.arrayBuffer())
      : await this.#files.run(signal, () => this.#find(attachment, signal));
    const blob = new Blob([bytes], { type: await checkedType(attachment, bytes) });
    signal.throwIfAborted();
    this.#cache.add(contentOf(attachment), blob);
    return blob;
  }

  /** After a reload, a message may show its file before the upload goes on: the room lacks parts of it then. */
  async #find(attachment: Attachment, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    try {
      return await this.#fetch(attachment, signal);
    } catch (error) {
      const kept = signal.aborted ? undefined : await this.#options.kept(attachment);
      if (!kept) throw error;
      return new Uint8Array(await kept.arrayBuffer());
    }
  }

  async #fetch(attachment: Attachment, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    if (attachment.url !== undefined) {
      return fetchHosted(attachment, this.#options.origins(), signal);
    }
    const bytes = new Uint8Array(attachment.size);
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < partCount(attachment)) {
        const part = next;
        next += 1;
        bytes.set(await this.#fetchPart(attachment, part, signal), part * PART_BYTES);
      }
    };
    const lanes = Array(PARTS_AT_A_TIME).fill(lane).map(lane);
    try {
      await Promise.all(lanes);
    } catch (error) {
      next = Infinity;
      throw error;
    }
    return bytes;
  }

  async #fetchPart(
    { id, size }: Attachment,
    part: number,
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    const get = (store: FileStore): Promise<Uint8Array | undefined> => store.get(id, part);
    const bytes = await this.#calls.call('fetch a file', get, signal, TRIES);
    const length = Math.min(PART_BYTES, size - part * PART_BYTES);
    // A removal leaves one byte, for a moment.
    if (!bytes || (bytes.length === 1 && length > 1)) {
      const text =
        'unable to show a file; the room has not all of it any more. Files are kept for a day.';
      throw new ChatError('attachment-lost', text);
    }
    if (bytes.length !== length) throw broken('a part is of another size than its message says');
    return bytes;
  }
}

/** The type under which a file may have a URL. @throws ChatError where it is not the one that its message describes */
async function checkedType(
  attachment: Attachment,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const { size, sha256: hash } = attachment;
  if (bytes.length !== size) throw broken('its size is not the one that its message says');
  if ((await sha256(bytes)) !== hash)
    throw broken('its bytes are not those that its message describes (SHA-256)');
  if (!isPicture(attachment)) return DOWNLOAD_TYPE;
  const header = readPictureHeader(bytes);
  if (!header) throw broken('by its bytes it is no picture');
  if (!hasClaimedForm(header, attachment))
    throw broken('its sides are not those that its message says');
  return header.type;
}

function broken(why: string): ChatError {
  const text = `unable to show a file; ${why}.`;
  return new ChatError('attachment-broken', text);
}

/**
 * What a file is, whatever its id: the hash was compared. A sender's picture that a moderator has passed is a file with another
 * id, and the same bytes.
 */
function contentOf({ sha256: hash, size, type, width, height }: Attachment): string {
  return [hash, size, type, width, height].join('\n');
}

/** Where the bytes are asked for. Not the id alone: another message may claim the same one. */
function keyOf(attachment: Attachment): string {
  return `${attachment.id}\n${contentOf(attachment)}`;
}
