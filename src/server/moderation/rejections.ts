import type { RejectionEvent } from '../../protocol/kinds/rejection.js';
import type { DeskGuard } from '../desk/desk-guard.js';
import type { Leases } from '../store/leases.js';
import type { RoomStore } from '../store/room-store.js';

/** The content of a rejection. */
export type Refusal = Pick<RejectionEvent, 'code' | 'reason' | 'retryAfterMs'>;

/** A message or a change of one, as far as its rejection needs it. */
export interface Rejectable {
  readonly room: string;
  /** Of its sender. */
  readonly userId: string;
  /** By which its sender recognizes it. */
  readonly id: string;
  /** Of its lease and its result, if that is another one. */
  readonly leaseId?: string;
}

interface Desk {
  readonly guard: DeskGuard;
}

/** In UTF-16 code units: a rejection with a longer reason might not fit in a topic item. */
const MAX_REASON_LENGTH = 200;

/** How long a process holds the lease of what it refuses for now, in ms, so that only one of them refuses it. */
const REFUSAL_MS = 2_000;

/** Tells senders that what they have sent does not pass. */
export class Rejections {
  readonly #store: Pick<RoomStore, 'publish'>;
  readonly #leases: Leases;

  constructor(store: Pick<RoomStore, 'publish'>, leases: Leases) {
    this.#store = store;
    this.#leases = leases;
  }

  /**
   * Refuses what has no verdict. Nothing is recorded, so a later try, within the limits, can succeed.
   *
   * @returns false if another process has the lease, and answers
   */
  async refuse(sent: Rejectable, refusal: Refusal): Promise<boolean> {
    const { room, userId, id, leaseId = id } = sent;
    if (!(await this.#leases.acquire(room, userId, leaseId, REFUSAL_MS))) return false;
    await this.publish(sent, refusal);
    return true;
  }

  /** Rejects what this process has a lease for. If that is not for good, the sender can try again with the same id. */
  async reject(sent: Rejectable, refusal: Refusal): Promise<void> {
    const { room, userId, id, leaseId = id } = sent;
    const { code, reason } = refusal;
    if (isFinal(refusal)) {
      const result = { state: 'rejected', code, ...withReason(reason) } as const;
      await this.#leases.record(room, userId, leaseId, result);
    }
    await this.publish(sent, refusal);
    if (!isFinal(refusal)) await this.#leases.release(room, userId, leaseId);
  }

  /**
   * Refuses for now what this process has a lease for, if its sender may not write now: it can try again with the same id.
   *
   * @param messageId of a new message, which needs a turn in slow mode
   * @returns whether it was refused
   */
  async putOff(sent: Rejectable, desk: Desk | undefined, messageId?: string): Promise<boolean> {
    const { room, userId, id, leaseId = id } = sent;
    const refusal = await desk?.guard.refusalOf(room, userId, messageId);
    if (!refusal) return false;
    const { reason, retryAfterMs } = refusal;
    const code = retryAfterMs === undefined ? 'rejected' : 'rate-limited';
    await this.publish(sent, { code, reason, ...withTime(retryAfterMs) });
    await this.#leases.release(room, userId, leaseId);
    return true;
  }

  /** Tells the sender, and nothing else. */
  async publish({ room, userId, id }: Rejectable, refusal: Refusal): Promise<void> {
    await this.#store.publish(room, rejectionItem(id, userId, refusal));
  }
}

/** Whether the same will not pass another time. */
export function isFinal({ code }: Refusal): boolean {
  return code === 'rejected' || code === 'too-long';
}

function withReason(reason: string | undefined): { reason?: string } {
  return reason ? { reason: reason.slice(0, MAX_REASON_LENGTH) } : {};
}

function withTime(retryAfterMs: number | undefined): { retryAfterMs?: number } {
  return retryAfterMs === undefined ? {} : { retryAfterMs };
}

/** The JSON that tells a sender that its message, or its change of one, does not pass. */
function rejectionItem(
  id: string,
  userId: string,
  { code, reason, retryAfterMs }: Refusal,
): string {
  const event: RejectionEvent = {
    ...{ type: 'rejection', id, userId, code },
    ...withReason(reason),
    ...withTime(retryAfterMs),
  };
  return JSON.stringify(event);
}
