import { TokenBuckets } from './token-buckets.js';

/** How many files, and how many of their bytes, a server works on. */
export interface FileLimits {
  /** Files of one visitor in a minute, counted over all rooms. */
  readonly filesPerMinute: number;
  /** Bytes of one visitor's files in an hour, counted over all rooms. */
  readonly bytesPerHour: number;
  /** Files of one room's visitors in a minute. */
  readonly roomFilesPerMinute: number;
  /** Bytes of the files of one room's visitors in an hour. */
  readonly roomBytesPerHour: number;
}

/** Files that are to be worked on together. */
export interface FileLoad {
  readonly files: number;
  readonly bytes: number;
}

const MINUTE = 60;
const HOUR = 3_600;

/**
 * Limits the files of each visitor and of each room, before a byte of them is read. What was used comes back steadily. It
 * counts in this process's memory, the 10,000 visitors and the 10,000 rooms that were active last.
 */
export class FileQuota {
  readonly #files: TokenBuckets;
  readonly #bytes: TokenBuckets;
  readonly #roomFiles: TokenBuckets;
  readonly #roomBytes: TokenBuckets;

  /** @param now a monotonic clock, in ms */
  constructor(limits: FileLimits, now: () => number) {
    const { filesPerMinute, bytesPerHour, roomFilesPerMinute, roomBytesPerHour } = limits;
    this.#files = new TokenBuckets({ amount: filesPerMinute, seconds: MINUTE }, now);
    this.#bytes = new TokenBuckets({ amount: bytesPerHour, seconds: HOUR }, now);
    this.#roomFiles = new TokenBuckets({ amount: roomFilesPerMinute, seconds: MINUTE }, now);
    this.#roomBytes = new TokenBuckets({ amount: roomBytesPerHour, seconds: HOUR }, now);
  }

  /**
   * Counts files if they are within all limits; otherwise none of them counts.
   *
   * @param load as the sender claims it; `charge` counts what turns out to be more
   * @returns 0 if they are counted; otherwise in how many ms they may be, Infinity if together they are more than a limit
   */
  take(visitor: string, room: string, { files, bytes }: FileLoad): number {
    const uses = [
      { buckets: this.#files, key: visitor, amount: files },
      { buckets: this.#bytes, key: visitor, amount: bytes },
      { buckets: this.#roomFiles, key: room, amount: files },
      { buckets: this.#roomBytes, key: room, amount: bytes },
    ];
    const wait = Math.max(...uses.map(({ buckets, key, amount }) => buckets.msUntil(key, amount)));
    if (wait === 0) for (const { buckets, key, amount } of uses) buckets.take(key, amount);
    return wait;
  }

  /**
   * Counts bytes that were read, and that no sender had claimed.
   *
   * @param bytes the visitor has to wait for them, if they are more than were left
   */
  charge(visitor: string, room: string, bytes: number): void {
    this.#bytes.charge(visitor, bytes);
    this.#roomBytes.charge(room, bytes);
  }
}
