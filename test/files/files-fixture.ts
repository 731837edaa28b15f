import { createHash } from 'node:crypto';
import type { StorePort } from '../../src/files/store-calls.js';
import { PART_BYTES, type Attachment } from '../../src/protocol/attachments.js';
import { createMessageId } from '../../src/protocol/ids.js';
import type { FileStore } from '../../src/transport/transport.js';
import { settle } from '../helpers/fake-clock.js';

/** A file store that keeps its parts in memory, and does with its calls what a test says. */
export class FakeStore implements FileStore {
  readonly parts = new Map<string, Uint8Array>();
  readonly calls: string[] = [];
  /** Calls at one time, at most. */
  busiest = 0;
  /** Errors of the next calls. */
  readonly faults: Error[] = [];
  /** Calls wait while this is set. */
  gate: Promise<void> | undefined;
  #busy = 0;

  async put(id: string, part: number, bytes: Uint8Array): Promise<void> {
    await this.#call(`put ${part}`);
    this.parts.set(`${id}/${part}`, bytes);
  }

  async get(id: string, part: number): Promise<Uint8Array | undefined> {
    await this.#call(`get ${part}`);
    return this.parts.get(`${id}/${part}`);
  }

  async remove(id: string, part: number): Promise<void> {
    await this.#call(`remove ${part}`);
    this.parts.delete(`${id}/${part}`);
  }

  /** Stores a file whole. */
  fill({ id }: Attachment, bytes: Uint8Array): void {
    for (let part = 0; part * PART_BYTES < bytes.length; part += 1) {
      this.parts.set(`${id}/${part}`, bytes.slice(part * PART_BYTES, (part + 1) * PART_BYTES));
    }
  }

  async #call(name: string): Promise<void> {
    this.calls.push(name);
    this.#busy += 1;
    this.busiest = Math.max(this.busiest, this.#busy);
    try {
      const fault = this.faults.shift();
      await this.gate;
      await settle();
      if (fault) throw fault;
    } finally {
      this.#busy -= 1;
    }
  }
}

/** The way to a store, which a test opens and closes. */
export class FakePort implements StorePort {
  renewals = 0;
  readonly #listeners = new Set<(store: FileStore | undefined) => void>();
  #store: FileStore | undefined;

  constructor(store?: FileStore) {
    this.#store = store;
  }

  get store(): FileStore | undefined {
    return this.#store;
  }

  set store(store: FileStore | undefined) {
    this.#store = store;
    for (const listener of this.#listeners) listener(store);
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  onStore(listener: (store: FileStore | undefined) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  renewToken(): void {
    this.renewals += 1;
  }
}

/** Bytes that are unlike in each part. */
export function someBytes(length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, at) => (at * 7 + Math.floor(at / PART_BYTES)) % 256);
}

export function attachmentOf(
  bytes: Uint8Array,
  more: Partial<Attachment> = { type: 'application/pdf' },
): Attachment {
  return {
    id: createMessageId(Date.now()),
    name: 'file',
    type: 'image/png',
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('base64url'),
    ...more,
  };
}
