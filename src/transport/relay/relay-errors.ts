import { ChatError, type ChatErrorCode } from '../../protocol/errors.js';
import { ownFields } from '../../protocol/own-fields.js';
import type { RelayRefusalCode } from '../../protocol/relay.js';

/** The chat's code for each code of a relay. Unlisted codes count as temporary faults. */
const CODES: Readonly<Partial<Record<RelayRefusalCode, ChatErrorCode>>> = {
  malformed: 'service-rejected',
  'not-allowed': 'not-permitted',
  'not-joined': 'connection-lost',
  'too-many-rooms': 'service-rejected',
  'message-too-long': 'message-too-long',
  'file-lost': 'attachment-lost',
  'file-refused': 'attachment-not-allowed',
  'rate-limited': 'quota-exceeded',
  rejected: 'message-rejected',
};

/** @param doing the failed action: "unable to <doing>; …" */
export function toChatError(doing: string, refusal: Readonly<Record<string, unknown>>): ChatError {
  const { code, message, retryAfterMs } = refusal;
  const known = (ownFields(CODES)[String(code)] ?? 'service-unavailable') as ChatErrorCode;
  const text = typeof message === 'string' ? message.slice(0, 200) : '';
  return new ChatError(known, `unable to ${doing}; the relay says ${String(code)}: ${text}`, {
    ...(typeof retryAfterMs === 'number' ? { retryAfterMs } : {}),
    ...(known === 'message-rejected' && text !== '' ? { reason: text } : {}),
  });
}

/** A refused visitor is not admitted, and no automatic retry follows. */
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
    'unable to continue receiving live messages; the connection to the relay broke.',
  );
}
