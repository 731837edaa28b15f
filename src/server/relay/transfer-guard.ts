import type { Clock } from '../../platform/clock.js';
import { RateLimiter, type ByteLimit } from '../limits/rate-limiter.js';
import { tooFast } from './relay-guard.js';
import { VISITORS_PER_ADDRESS, type RelayLimits } from './relay-limits.js';

/** What a part counts as at least, in bytes: the service counts each request as 1 KB or more. */
const LEAST_BYTES = 1_024;

/** The visitor whose client sends or fetches files. */
export interface Transferrer {
  readonly visitor: string;
  readonly address: string;
}

/** Bounds the bytes of files: the host pays for each of them. */
export class TransferGuard {
  readonly #uploads: ByteBudget;
  readonly #rooms: ByteBudget;
  readonly #checks: ByteBudget;
  readonly #downloads: ByteBudget;

  constructor({ uploadLimit, downloadLimit }: RelayLimits, clock: Clock) {
    const now = (): number => clock.elapsed();
    this.#uploads = new ByteBudget(uploadLimit, now);
    this.#rooms = new ByteBudget(severalTimes(uploadLimit), now);
    this.#checks = new ByteBudget(uploadLimit, now);
    this.#downloads = new ByteBudget(downloadLimit, now);
  }

  /** @throws RelayRefusal */
  takeUpload(by: Transferrer, room: string, bytes: number): void {
    this.#uploads.takeFor(by, bytes);
    this.#rooms.take(room, bytes);
  }

  /**
   * The relay, or a moderator, reads the files of a message: a client could announce the same upload again and again.
   *
   * @throws RelayRefusal
   */
  takeCheck(by: Transferrer, bytes: number): void {
    this.#checks.takeFor(by, bytes);
  }

  /** @throws RelayRefusal */
  takeDownload(by: Transferrer, bytes: number): void {
    this.#downloads.takeFor(by, bytes);
  }
}

/** The bytes of each visitor, and several times as many of all visitors of an address. */
class ByteBudget {
  readonly #limit: ByteLimit;
  readonly #own: RateLimiter;
  readonly #addresses: RateLimiter;

  constructor(limit: ByteLimit, now: () => number) {
    this.#limit = limit;
    this.#own = limiterOf(limit, now);
    this.#addresses = limiterOf(severalTimes(limit), now);
  }

  /** @throws RelayRefusal */
  takeFor({ visitor, address }: Transferrer, bytes: number): void {
    this.take(visitor, bytes);
    if (!this.#addresses.take(address, this.#counted(bytes))) throw this.#refusal(bytes);
  }

  /** @throws RelayRefusal */
  take(key: string, bytes: number): void {
    if (!this.#own.take(key, this.#counted(bytes))) throw this.#refusal(bytes);
  }

  /** More than the limit is taken as the limit, or it could never be taken. */
  #counted(bytes: number): number {
    return Math.min(Math.max(bytes, LEAST_BYTES), this.#limit.bytes);
  }

  #refusal(bytes: number): ReturnType<typeof tooFast> {
    const { bytes: most, seconds } = this.#limit;
    return tooFast(Math.ceil((1_000 * seconds * this.#counted(bytes)) / most));
  }
}

function limiterOf({ bytes, seconds }: ByteLimit, now: () => number): RateLimiter {
  return new RateLimiter({ messages: bytes, seconds }, now);
}

function severalTimes({ bytes, seconds }: ByteLimit): ByteLimit {
  return { bytes: VISITORS_PER_ADDRESS * bytes, seconds };
}
