import { Transient } from './transient.js';

/** The size in bytes of which Momento counts each started one as an operation. */
const CHUNK_BYTES = 1024;

/** What a call sends or receives: each element counts by itself. */
export type Data = string | Uint8Array;

/** Bytes as UTF-8. */
export function bytesOf(data: Data): number {
  return typeof data === 'string' ? Buffer.byteLength(data) : data.length;
}

/** The operations for elements that travel in one direction: one for each started 1,024 bytes of each element. */
export function operationsFor(elements: readonly Data[]): number {
  return elements.reduce(
    (sum, data) => sum + Math.max(1, Math.ceil(bytesOf(data) / CHUNK_BYTES)),
    0,
  );
}

/**
 * Counts operations as Momento documents its metering, and refuses calls beyond a bound. Where the documents leave a
 * choice the count is the higher one: a call that fails counts in full.
 */
export class Meter {
  readonly #most: number;
  readonly #parent: Meter | undefined;
  #operations = 0;
  #closed = false;
  #bytes = 0;

  /** @param parent counts everything that this one counts, and has a bound of its own */
  constructor(most: number, parent?: Meter) {
    this.#most = most;
    this.#parent = parent;
  }

  get operations(): number {
    return this.#operations;
  }

  /** Bytes of keys' values, elements and messages, sent and received. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Counts a call before it is made.
   *
   * @param reserve operations that the call will cause later, such as deliveries, and that have to fit too
   * @throws Transient if the bound does not allow it, or the meter is closed
   */
  charge(operations: number, sent: readonly Data[] = [], reserve = 0): void {
    this.#check(operations + reserve);
    this.note(operations, sent);
  }

  /** Refuses every further call: a check that was given up may still be under way. */
  close(): void {
    this.#closed = true;
  }

  /** Counts what a call has brought. */
  note(operations: number, data: readonly Data[] = []): void {
    this.#operations += operations;
    this.#bytes += data.reduce((sum, each) => sum + bytesOf(each), 0);
    this.#parent?.note(operations, data);
  }

  #check(operations: number): void {
    if (this.#closed) throw new Transient('the check was ended');
    if (this.#operations + operations > this.#most) {
      throw new Transient(`it would take more than the ${this.#most} operations allowed`);
    }
    if (this.#parent) this.#parent.#check(operations);
  }
}
