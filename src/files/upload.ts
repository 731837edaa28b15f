import { PART_BYTES, partCount, type Attachment } from '../protocol/attachments.js';

/** So long the room is taken to have what it was given, in ms. */
const FRESH_MS = 60_000;

/** A file on its way to a room: which of its parts are stored, and which is next. */
export class Upload {
  readonly attachment: Attachment;
  readonly #abort = new AbortController();
  readonly #stored = new Set<number>();
  #bytes: Blob | undefined;
  /** When and how its first part was stored; undefined before, and where an earlier page has done so. */
  #began: { readonly way: number; readonly at: number } | undefined;
  #next = 0;
  #end = 0;
  #done: Promise<void> | undefined;
  #isGivenUp = false;

  constructor(attachment: Attachment) {
    this.attachment = attachment;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get bytes(): Blob | undefined {
    return this.#bytes;
  }

  /** Settles with the upload. */
  get done(): Promise<void> {
    return this.#done ?? Promise.resolve();
  }

  /** Resolves once no call is under way any more. */
  get settled(): Promise<void> {
    return this.done.catch(() => undefined);
  }

  /** The numbers of the parts that the room has. */
  get stored(): readonly number[] {
    return [...this.#stored];
  }

  /** No part that the room has, or may have, has this number or a higher one: a call that fails may have been carried out. */
  get end(): number {
    return this.#end;
  }

  /** Whether nobody wants it any more. */
  get isGivenUp(): boolean {
    return this.#isGivenUp;
  }

  /** 0 to 1. */
  get progress(): number {
    return this.#stored.size / partCount(this.attachment);
  }

  /** Whether all of it was stored a short time ago, over this way to the room. @param now as for `begin` */
  isFresh(way: number, now: number): boolean {
    return this.#began?.way === way && now - this.#began.at < FRESH_MS;
  }

  run(work: () => Promise<void>): Promise<void> {
    this.#done = work();
    return this.#done;
  }

  /**
   * @param stored the numbers of the parts that the room has already; others are ignored
   * @param way the number of the way to the room
   * @param now in ms, on any scale
   */
  begin(bytes: Blob, stored: readonly number[], way: number, now: number): void {
    this.#bytes = bytes;
    if (stored.length === 0) this.#began = { way, at: now };
    for (const part of stored) {
      if (part < partCount(this.attachment)) this.#stored.add(part);
    }
    this.#end = Math.max(-1, ...this.#stored) + 1;
  }

  /** The next part to be stored, in order; undefined: there is none left. */
  next(): number | undefined {
    const count = partCount(this.attachment);
    while (this.#stored.has(this.#next)) this.#next += 1;
    if (this.#next >= count) return undefined;
    const part = this.#next;
    this.#next += 1;
    this.#end = Math.max(this.#end, part + 1);
    return part;
  }

  async part(part: number): Promise<Uint8Array> {
    const start = part * PART_BYTES;
    const bytes = this.#bytes ?? new Blob();
    return new Uint8Array(await bytes.slice(start, start + PART_BYTES).arrayBuffer());
  }

  noteStored(part: number): void {
    this.#stored.add(part);
  }

  /** No further part is begun. */
  abort(): void {
    this.#abort.abort();
  }

  giveUp(): void {
    this.#isGivenUp = true;
    this.abort();
  }
}
