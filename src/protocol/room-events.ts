/**
 * Why a message does not pass. `rate-limited` is not for good; `moderation-failed`: nobody could look at it, and what
 * nobody has looked at is not shown.
 */
export type RejectionCode = 'rejected' | 'too-long' | 'rate-limited' | 'moderation-failed';

/** Tells a sender that a message does not pass. */
export interface RejectionEvent {
  readonly type: 'rejection';
  /** Of the message. */
  readonly id: string;
  /** Of its sender: everybody in the room hears it, and nobody else minds. */
  readonly userId: string;
  readonly code: RejectionCode;
  /** For the sender to read, in the host's words. */
  readonly reason?: string;
}

/** A message is taken back: it leaves every timeline. */
export interface RemovalEvent {
  readonly type: 'removal';
  /** Of the message. */
  readonly id: string;
}

/** The chat has ended: nothing more can be written. */
export interface ClosingEvent {
  readonly type: 'closing';
}

/** What a room's topic carries besides messages. Never stored. */
export type RoomEvent = RejectionEvent | RemovalEvent | ClosingEvent;

/** In a moderated room `x` browsers write to this topic, and only the moderator reads it. */
export function inboxOf(room: string): string {
  return `${room}-input`;
}

const REJECTION_CODES: readonly unknown[] = [
  'rejected',
  'too-long',
  'rate-limited',
  'moderation-failed',
] satisfies RejectionCode[];
const MAX_ID_LENGTH = 128;
const MAX_REASON_LENGTH = 200;

/** Reads an event's fields, which may be anything. Undefined: of no known type (from a later version, say), or broken. */
export function parseRoomEvent(fields: Readonly<Record<string, unknown>>): RoomEvent | undefined {
  const { type, id, userId, code, reason } = fields;
  if (type === 'closing') return { type };
  if (!isId(id)) return undefined;
  if (type === 'removal') return { type, id };
  if (type !== 'rejection' || !isId(userId) || !REJECTION_CODES.includes(code)) return undefined;
  return {
    type,
    id,
    userId,
    code: code as RejectionCode,
    ...(typeof reason === 'string' ? { reason: reason.slice(0, MAX_REASON_LENGTH) } : {}),
  };
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_ID_LENGTH;
}
