import { withDeadline, type Clock } from '../platform/clock.js';
import { MAX_ATTACHMENT_BYTES } from '../protocol/attachments.js';

/** A kept file. */
export interface FileRecord {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  readonly type: string;
  /** When it was kept, in epoch ms. */
  readonly at: number;
  /** The numbers of its parts that the room has. */
  readonly stored: readonly number[];
  readonly content: ArrayBuffer;
}

type Facts = Omit<FileRecord, 'content'>;

const NAME = 'momento-chat-files';
const VERSION = 1;
/** Apart from the bytes, so that the facts of all files are read without these. */
const FACTS = 'facts';
/** As buffers: WebKit cannot store blobs where it keeps nothing on the disk. */
const CONTENTS = 'contents';

/** Some browsers never answer: after so long, in ms, the database counts as broken. */
const PATIENCE_MS = 10_000;

const NEVER = new AbortController().signal;

/** The origin's database of files, which all its tabs share. Any script of the origin writes there: records may be anything. */
export class FileDatabase {
  readonly #clock: Clock;
  #opened: Promise<IDBDatabase> | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Stores a file. @param superfluous the keys of those that make way for it; in one transaction, also for other tabs */
  async put(
    { content, ...facts }: FileRecord,
    superfluous: (others: readonly Facts[]) => readonly string[],
  ): Promise<void> {
    await this.#run('readwrite', (transaction) => {
      const table = transaction.objectStore(FACTS);
      const all = table.getAll();
      all.onsuccess = () => {
        // One whose key cannot be read would stay forever.
        if (!all.result.every(isFacts)) clear(transaction);
        else remove(transaction, superfluous(all.result));
        table.put(facts);
        transaction.objectStore(CONTENTS).put(content, facts.key);
      };
      return undefined;
    });
  }

  /** Undefined where it is not kept, or broken. */
  async get(key: string): Promise<FileRecord | undefined> {
    const requests = await this.#run('readonly', (transaction) => ({
      facts: transaction.objectStore(FACTS).get(key) as IDBRequest<unknown>,
      content: transaction.objectStore(CONTENTS).get(key) as IDBRequest<unknown>,
    }));
    const facts = requests.facts.result;
    const content = requests.content.result;
    if (!isFacts(facts) || !(content instanceof ArrayBuffer)) return undefined;
    return content.byteLength === facts.size ? { ...facts, content } : undefined;
  }

  /** Notes which parts the room has, if the file is still kept. */
  async note(key: string, stored: readonly number[]): Promise<void> {
    await this.#run('readwrite', (transaction) => {
      const table = transaction.objectStore(FACTS);
      const known: IDBRequest<unknown> = table.get(key);
      known.onsuccess = () => {
        if (isFacts(known.result)) table.put({ ...known.result, stored });
      };
      return undefined;
    });
  }

  async remove(keys: readonly string[]): Promise<void> {
    await this.#run('readwrite', (transaction) => {
      remove(transaction, keys);
      return undefined;
    });
  }

  close(): void {
    const opened = this.#opened;
    this.#opened = undefined;
    opened?.then(
      (database) => database.close(),
      () => undefined,
    );
  }

  /** @returns what `work` returned, once the transaction is complete */
  #run<T>(mode: IDBTransactionMode, work: (transaction: IDBTransaction) => T): Promise<T> {
    const late = (): Error => {
      const error = new Error('IndexedDB does not answer.');
      // Nobody else is to wait for it.
      this.#opened = Promise.reject(error);
      this.#opened.catch(() => undefined);
      return error;
    };
    return withDeadline(this.#clock, PATIENCE_MS, NEVER, late, async () => {
      this.#opened ??= open(() => this.close());
      const database = await this.#opened;
      return new Promise((resolve, reject) => {
        const transaction = database.transaction([FACTS, CONTENTS], mode);
        const result = work(transaction);
        transaction.oncomplete = () => resolve(result);
        transaction.onabort = () =>
          reject(transaction.error ?? new Error('IndexedDB has aborted.'));
      });
    });
  }
}

/** @param onLost the database is closed by then, or has to be: another version or nobody is to have it */
function open(onLost: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    // Throws in sandboxed frames; then the promise rejects.
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(FACTS, { keyPath: 'key' });
      request.result.createObjectStore(CONTENTS);
    };
    request.onsuccess = () => {
      request.result.onversionchange = request.result.onclose = onLost;
      resolve(request.result);
    };
    request.onerror = () => reject(request.error ?? new Error('IndexedDB cannot be opened.'));
  });
}

function remove(transaction: IDBTransaction, keys: readonly string[]): void {
  for (const key of keys) {
    transaction.objectStore(FACTS).delete(key);
    transaction.objectStore(CONTENTS).delete(key);
  }
}

function clear(transaction: IDBTransaction): void {
  transaction.objectStore(FACTS).clear();
  transaction.objectStore(CONTENTS).clear();
}

function isFacts(value: unknown): value is Facts {
  if (typeof value !== 'object' || value === null) return false;
  const { key, size, type, at, stored } = value as Readonly<Record<string, unknown>>;
  return (
    typeof key === 'string' &&
    isCount(size) &&
    size <= MAX_ATTACHMENT_BYTES &&
    typeof type === 'string' &&
    typeof at === 'number' &&
    Array.isArray(stored) &&
    stored.every(isCount)
  );
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}
