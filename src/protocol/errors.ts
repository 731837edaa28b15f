import { ownFields } from './own-fields.js';

/**
 * The kinds of errors, as stable words that hosts can compare.
 *
 * - `configuration-invalid`: an attribute is missing or makes no sense; the message names it.
 * - `token-refused`: the token endpoint answered 401 or 403; asking again would not help.
 * - `token-not-found`: there is no token endpoint at that URL (404).
 * - `token-rejected`: the token endpoint does not accept the request, the room's name for instance (400 and the like).
 * - `token-invalid`: the token endpoint's answer is not of the documented shape.
 * - `token-rate-limited`: the token endpoint answered 429.
 * - `token-unavailable`: the token endpoint is down, unreachable or too slow.
 * - `token-short-lived`: tokens work, but live less than a minute; only reported, nothing fails.
 * - `not-authenticated`: Momento does not accept the token: expired, or of another account.
 * - `not-permitted`: the token does not allow this (reading, writing or publishing in the room).
 * - `cache-not-found`: there is no cache of that name in the account.
 * - `quota-exceeded`: a limit of the Momento account was reached.
 * - `service-rejected`: Momento refuses the request as invalid.
 * - `connection-lost`: the live connection broke, or fell silent.
 * - `connection-slow`: the history takes long to arrive; live messages are shown meanwhile.
 * - `service-unavailable`: Momento cannot be reached, is slow, or failed.
 * - `message-rejected`: the room's moderator did not let the message pass; `reason` is for the visitor.
 * - `sending-too-fast`: the room's moderator takes no more messages from this visitor for the moment.
 * - `message-too-long`: the message does not fit in a topic item (4 KB).
 * - `outbox-full`: too many messages wait to be sent.
 * - `attachment-not-allowed`: the room takes no files, or none of this type, or no more of them.
 * - `attachment-too-large`: the file exceeds the room's limit, or a picture has too many pixels.
 * - `attachment-broken`: the file is empty, or no picture that browsers can read.
 * - `attachment-lost`: the file's bytes are not here any more, to be sent or to be shown.
 */
export type ChatErrorCode =
  | 'configuration-invalid'
  | 'token-refused'
  | 'token-not-found'
  | 'token-rejected'
  | 'token-invalid'
  | 'token-rate-limited'
  | 'token-unavailable'
  | 'token-short-lived'
  | 'not-authenticated'
  | 'not-permitted'
  | 'cache-not-found'
  | 'quota-exceeded'
  | 'service-rejected'
  | 'connection-lost'
  | 'connection-slow'
  | 'service-unavailable'
  | 'message-rejected'
  | 'sending-too-fast'
  | 'message-too-long'
  | 'outbox-full'
  | 'attachment-not-allowed'
  | 'attachment-too-large'
  | 'attachment-broken'
  | 'attachment-lost';

/** Faults that pass: the same request may succeed later. All others need a change by the host. */
const PASSING: ReadonlySet<ChatErrorCode> = new Set([
  'token-rate-limited',
  'token-unavailable',
  'token-short-lived',
  'not-authenticated',
  'quota-exceeded',
  'connection-lost',
  'connection-slow',
  'service-unavailable',
]);

export interface ChatErrorOptions {
  /** The fault underneath, for the developer's console. */
  cause?: unknown;
  /** How long the other side asked to be left alone, in ms. */
  retryAfterMs?: number | undefined;
  /** What the visitor is told in place of the code's own words. */
  reason?: string | undefined;
}

/** Every fault of the chat: a code for programs, a sentence for developers, a cause for the curious. */
export class ChatError extends Error {
  override readonly name = 'ChatError';
  readonly code: ChatErrorCode;
  readonly retryAfterMs: number | undefined;
  /** What the visitor is told in place of the code's own words: a moderator's reason, say. A stranger's text. */
  readonly reason: string | undefined;

  /** @param message "unable to <do>; <reason>", in English: visitors get their own words for the code. */
  constructor(code: ChatErrorCode, message: string, options?: ChatErrorOptions) {
    const { cause, retryAfterMs, reason } = ownFields<ChatErrorOptions>(options);
    super(message, options && Object.hasOwn(options, 'cause') ? { cause } : undefined);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
    this.reason = reason;
  }

  /** Whether trying the same again later may work. */
  get passing(): boolean {
    return PASSING.has(this.code);
  }
}

/** @param doing the failed operation, "unable to <doing>; …", if the error itself does not name it */
export function asChatError(
  error: unknown,
  doing: string,
  code: ChatErrorCode = 'service-unavailable',
): ChatError {
  if (error instanceof ChatError) return error;
  return new ChatError(code, `unable to ${doing}; see the cause.`, {
    cause: error,
  });
}
