import type { Strings } from '../localization/strings.js';
import type { PendingChange, PendingMessage } from '../protocol/message.js';

/** Says that a message, or a change of one, was not accepted, and why, as far as the reason is known. */
export function failureText(failed: PendingMessage | PendingChange, strings: Strings): string {
  const { error } = failed;
  return `${whatFailed(failed, strings)} ${(error && (error.reason ?? strings.errors[error.code])) ?? ''}`;
}

function whatFailed(failed: PendingMessage | PendingChange, strings: Strings): string {
  if (!('type' in failed)) return strings.failed;
  return failed.type === 'removal' ? strings.removalFailed : strings.changeFailed;
}
