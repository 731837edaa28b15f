import { ChatError, type ChatErrorCode } from '../errors.js';
import { isId } from '../ids.js';
import type { Signal } from './kind.js';

/**
 * The reason why a message does not pass. `rate-limited` holds for a while only. `moderation-failed`: the moderation
 * hook could not look at the message, and the room shows no message that it has not looked at. `file-lost`: a file of it is
 * not stored any more, and the message passes once it is.
 */
export type RejectionCode =
  'rejected' | 'too-long' | 'rate-limited' | 'moderation-failed' | 'file-lost';

/** Tells a sender that a message does not pass. */
export interface RejectionEvent {
  readonly type: 'rejection';
  /** Of the message. */
  readonly id: string;
  /** Of its sender: every reader receives the event, and the others ignore it. */
  readonly userId: string;
  readonly code: RejectionCode;
  /** For the sender to read, in the host's words. */
  readonly reason?: string;
  /** With `rate-limited`: in how many ms the message may pass, where that is known. */
  readonly retryAfterMs?: number;
}

const ERRORS: Readonly<Record<RejectionCode, ChatErrorCode>> = {
  rejected: 'message-rejected',
  'moderation-failed': 'message-rejected',
  'too-long': 'message-too-long',
  'rate-limited': 'sending-too-fast',
  'file-lost': 'attachment-lost',
};
/** The longest reason that a reader shows, in UTF-16 code units. */
const MAX_REASON_LENGTH = 200;

export const rejection: Signal<RejectionEvent> = {
  type: 'rejection',
  parse({ id, userId, code, reason }) {
    if (!isId(id) || !isId(userId) || !isRejectionCode(code)) return undefined;
    return {
      type: 'rejection',
      id,
      userId,
      code,
      ...(typeof reason === 'string' ? { reason: reason.slice(0, MAX_REASON_LENGTH) } : {}),
    };
  },
  receive({ id, userId, code, reason }, by, room) {
    if (!by.isServer) return;
    const text = `unable to send the message; the room’s moderator says ${code}.`;
    room.reject(id, userId, new ChatError(ERRORS[code], text, { reason }));
  },
};

function isRejectionCode(code: unknown): code is RejectionCode {
  return typeof code === 'string' && Object.hasOwn(ERRORS, code);
}
