import type { Clock } from '../../platform/clock.js';
import { partCount, type Attachment } from '../../protocol/attachments.js';
import { toJson } from '../../protocol/json.js';
import { BoundedMap } from '../limits/bounded-map.js';
import { FileQuota, type FileLimits } from '../limits/file-quota.js';
import { TokenBuckets } from '../limits/token-buckets.js';
import type { ModerationOptions } from './moderation-options.js';
import type { Refusal } from './rejections.js';
import type { Submission } from './submission.js';

export interface FileAdmissionOptions {
  readonly limits: FileLimits;
  readonly host: Pick<ModerationOptions, 'attachmentLimitReason'>;
  readonly clock: Clock;
  readonly report: (error: unknown) => void;
}

/** How many messages are remembered as counted. One that is forgotten counts once more. */
const MAX_COUNTED = 10_000;
const HOUR = 3_600;

/**
 * Decides which messages have their files looked at, by the limits of their senders and rooms: before a byte is read.
 *
 * Each process counts each message that it hears of, as it does for the rate limit, no matter which process gets the lease.
 * A sender repeats a message until it has an answer. So it counts again only after this process has read its files.
 */
export class FileAdmission {
  readonly #options: FileAdmissionOptions;
  readonly #quota: FileQuota;
  readonly #erasures: TokenBuckets;
  /** The messages that are counted, and whose files this process has not read since. */
  readonly #counted = new BoundedMap<string, true>(MAX_COUNTED);

  constructor(options: FileAdmissionOptions) {
    const { limits, clock } = options;
    const now = (): number => clock.elapsed();
    this.#options = options;
    this.#quota = new FileQuota(limits, now);
    // As many parts as the files of an hour have. Nothing else bounds the files that a refused message claims to have.
    const amount = partCount({ size: limits.bytesPerHour }) + 60 * limits.filesPerMinute;
    this.#erasures = new TokenBuckets({ amount, seconds: HOUR }, now);
  }

  /** @returns why the message's files are not looked at; undefined if they are: now they are counted */
  admit(submission: Submission): Refusal | undefined {
    const { room, userId, attachments = [] } = submission;
    const load = loadOf(attachments);
    const key = keyOf(submission, load);
    if (attachments.length === 0 || this.#counted.has(key)) return undefined;
    const wait = this.#quota.take(userId, room, load);
    if (wait === 0) {
      this.#counted.set(key, true);
      return undefined;
    }
    const reason = this.#reasonFor(wait, submission);
    // No later moment has more space for it.
    if (wait === Infinity) return { code: 'rejected', reason };
    return { code: 'rate-limited', reason, retryAfterMs: wait };
  }

  /** As `admit`. The files are about to be read: before another time they count again. */
  use(submission: Submission): Refusal | undefined {
    const refusal = this.admit(submission);
    this.#counted.delete(keyOf(submission, loadOf(submission.attachments ?? [])));
    return refusal;
  }

  /** Counts bytes that were read although the message's sender did not claim them. */
  charge({ room, userId }: Submission, bytes: number): void {
    this.#quota.charge(userId, room, bytes);
  }

  /** Whether the uploads of so many bytes may be erased now: each part costs a request. If not, they are gone in a day. */
  mayErase({ userId }: Submission, bytes: number): boolean {
    return this.#erasures.take(userId, partCount({ size: bytes }));
  }

  /** The host's words, if it has some. */
  #reasonFor(wait: number, { room, userId }: Submission): string {
    const { host, report } = this.#options;
    try {
      const reason: unknown = host.attachmentLimitReason?.(wait, userId, room);
      if (typeof reason === 'string') return reason;
    } catch (error) {
      report(error);
    }
    return ownReason(wait);
  }
}

/** @param wait in ms */
function ownReason(wait: number): string {
  if (wait === Infinity) return 'These are too many files, or too large ones, for one message.';
  const seconds = Math.ceil(wait / 1000);
  const time = seconds < 60 ? count(seconds, 'second') : count(Math.ceil(seconds / 60), 'minute');
  return `Too many files for now. Try again in ${time}.`;
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

function loadOf(attachments: readonly Attachment[]): { files: number; bytes: number } {
  return {
    files: attachments.length,
    bytes: attachments.reduce((sum, { size }) => sum + size, 0),
  };
}

/** With the load: under the same id there may be other files the next time. */
function keyOf(
  { room, userId, id }: Submission,
  { files, bytes }: { files: number; bytes: number },
): string {
  return toJson([room, userId, id, files, bytes]);
}
