import type { Clock } from '../platform/clock.js';
import { ChatError } from '../protocol/errors.js';
import { FILE_TTL_SECONDS } from '../protocol/attachments.js';
import { FileDatabase, type FileRecord } from './file-database.js';

/** A file's bytes, and the numbers of its parts that the room has already. */
export interface KeptFile {
  readonly bytes: Blob;
  readonly stored: readonly number[];
}

/** Keeps the bytes of files that are not sent yet. Nothing of it rejects: what cannot be kept is lost with the page. */
export interface KeptFiles {
  keep(id: string, bytes: Blob): Promise<void>;
  get(id: string): Promise<KeptFile | undefined>;
  /** The room has these parts. */
  noteStored(id: string, stored: readonly number[]): Promise<void>;
  drop(id: string): Promise<void>;
}

export interface KeptBytesOptions {
  /** Cache, room and user, as one text; undefined while the user is not known: then only this page has the bytes. */
  readonly owner: () => string | undefined;
  readonly clock: Clock;
  /** Called once where the browser keeps nothing over a reload. */
  readonly onFault: (fault: ChatError) => void;
  readonly database?: FileDatabase;
}

/** For all rooms of the origin. */
export const MAX_KEPT_FILES = 40;
export const MAX_KEPT_BYTES = 50 * 1024 * 1024;

/** Where the room has dropped the first parts, the rest is of no use. */
const MAX_AGE_MS = FILE_TTL_SECONDS * 1000;

/**
 * Files of all tabs in the browser's database, with the page's memory as the fallback: the database may be full or broken, and
 * in sandboxed frames and some private modes there is none. The oldest files make way for new ones.
 */
export class KeptBytes implements KeptFiles {
  readonly #options: KeptBytesOptions;
  readonly #database: FileDatabase;
  readonly #memory = new Map<string, FileRecord>();
  #isReported = false;
  #isDisposed = false;

  constructor(options: KeptBytesOptions) {
    this.#options = options;
    this.#database = options.database ?? new FileDatabase(options.clock);
  }

  async keep(id: string, bytes: Blob): Promise<void> {
    const { clock } = this.#options;
    const content = await bytes.arrayBuffer();
    const { key, owner } = this.#place(id);
    const { size, type } = bytes;
    const record = { key, size, type, at: clock.now(), stored: [], content };
    const isKept =
      owner !== undefined &&
      (await this.#try(async () => {
        await this.#database.put(record, (others) => superfluous(others, record, clock.now()));
        return true;
      }));
    if (!isKept) this.#remember(record);
  }

  async get(id: string): Promise<KeptFile | undefined> {
    const { key } = this.#place(id);
    const record = this.#memory.get(key) ?? (await this.#try(() => this.#database.get(key)));
    if (!record || isOld(record, this.#options.clock.now())) return undefined;
    const { content, type, stored } = record;
    return { bytes: new Blob([content], { type }), stored };
  }

  async noteStored(id: string, stored: readonly number[]): Promise<void> {
    const { key } = this.#place(id);
    const record = this.#memory.get(key);
    if (record) this.#memory.set(key, { ...record, stored });
    else await this.#try(() => this.#database.note(key, stored));
  }

  async drop(id: string): Promise<void> {
    const { key } = this.#place(id);
    this.#memory.delete(key);
    await this.#try(() => this.#database.remove([key]));
  }

  /** Lets go of the database: what is called later does nothing there. */
  dispose(): void {
    this.#isDisposed = true;
    this.#memory.clear();
    this.#database.close();
  }

  #place(id: string): { readonly key: string; readonly owner: string | undefined } {
    const owner = this.#options.owner();
    // No id has a line break.
    return { key: `${owner ?? ''}\n${id}`, owner };
  }

  #remember(record: FileRecord): void {
    for (const key of superfluous([...this.#memory.values()], record, record.at)) {
      this.#memory.delete(key);
    }
    this.#memory.set(record.key, record);
  }

  async #try<T>(operation: () => Promise<T>): Promise<T | undefined> {
    if (this.#isDisposed) return undefined;
    try {
      return await operation();
    } catch (cause) {
      this.#report(cause);
      return undefined;
    }
  }

  #report(cause: unknown): void {
    if (this.#isReported) return;
    this.#isReported = true;
    const text =
      'unable to keep a file over a reload; the browser’s database (IndexedDB) fails, see the cause.';
    this.#options.onFault(new ChatError('attachment-lost', text, { cause }));
  }
}

/** What a file's record says besides its bytes. */
type Measure = Pick<FileRecord, 'key' | 'size' | 'at'>;

/** The keys of those that have to go, so that another one has space: the old, then the oldest. */
function superfluous(kept: readonly Measure[], added: Measure, now: number): string[] {
  const others = kept.filter(({ key }) => key !== added.key).sort((a, b) => b.at - a.at);
  let count = 1;
  let { size } = added;
  return others
    .filter((other) => {
      count += 1;
      size += other.size;
      return isOld(other, now) || count > MAX_KEPT_FILES || size > MAX_KEPT_BYTES;
    })
    .map(({ key }) => key);
}

/** One that is far ahead of the clock is, too: the clock was set back since. */
function isOld({ at }: Pick<Measure, 'at'>, now: number): boolean {
  return !(Math.abs(now - at) < MAX_AGE_MS);
}
