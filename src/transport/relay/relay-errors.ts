import { ChatError, type ChatErrorCode } from '../../protocol/errors.js';
import { ownFields } from '../../protocol/own-fields.js';
import type { RelayRefusalCode } from '../../protocol/relay.js';

/** A relay's codes in the chat's words; what is not listed is taken for a fault that passes. */
const CODES: Readonly<Partial<Record<RelayRefusalCode, ChatErrorCode>>> = {
  malformed: 'service-rejected',
  'not-allowed': 'not-permitted',
  'not-joined': 'connection-lost',
  'too-many-rooms': 'service-rejected',
  'message-too-long': 'message-too-long',
  'rate-limited': 'quota-exceeded',
  rejected: 'message-rejected',
};

/** @param doing what was tried: "unable to <doing>; …" */
export function toChatError(doing: string, refusal: Readonly<Record<string, unknown>>): ChatError {
  const { code, message, retryAfterMs } = refusal;
  const known = (ownFields(CODES)[String(code)] ?? 'service-unavailable') as ChatErrorCode;
  const says = typeof message === 'string' ? message.slice(0, 200) : '';
  return new ChatError(known, `unable to ${doing}; the relay says ${String(code)}: ${says}`, {
    ...(typeof retryAfterMs === 'number' ? { retryAfterMs } : {}),
    ...(known === 'message-rejected' && says !== '' ? { reason: says } : {}),
  });
}

/** Nobody is let in who was refused: neither now nor, by itself, later. */
export function toEntryError(error: ChatError): ChatError {
  if (error.code !== 'not-permitted') return error;
  return new ChatError('token-refused', error.message, { cause: error });
}

export function unreachable(cause?: unknown): ChatError {
  return new ChatError(
    'service-unavailable',
    'unable to enter the room; the relay cannot be reached, or does not allow this page’s origin (CORS).',
    { cause },
  );
}

export function connectionLost(): ChatError {
  return new ChatError(
    'connection-lost',
    'unable to go on receiving live messages; the connection to the relay broke.',
  );
}
