import type { RejectionEvent } from '../../protocol/kinds/rejection.js';

/** The content of a rejection. */
export type Refusal = Pick<RejectionEvent, 'code' | 'reason'>;

export function withReason(reason: string | undefined): { reason?: string } {
  return reason ? { reason } : {};
}

/** The JSON that tells a sender that its message, or its change of one, does not pass. */
export function rejectionItem(id: string, userId: string, { code, reason }: Refusal): string {
  const event: RejectionEvent = { type: 'rejection', id, userId, code, ...withReason(reason) };
  return JSON.stringify(event);
}
