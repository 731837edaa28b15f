import type { Strings } from '../localization/strings.js';
import type { PendingMessage } from '../protocol/message.js';

/** Says that a message was not sent, and why, as far as the reason is known. */
export function failureText({ error }: PendingMessage, strings: Strings): string {
  return `${strings.failed} ${(error && (error.reason ?? strings.errors[error.code])) ?? ''}`;
}
