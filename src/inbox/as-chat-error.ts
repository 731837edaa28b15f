import { ChatError } from '../protocol/errors.js';

/** As the widget's own, which it does not lend. @param doing the failed operation, “unable to <doing>; …” */
export function asChatError(error: unknown, doing: string): ChatError {
  if (error instanceof ChatError) return error;
  return new ChatError('service-unavailable', `unable to ${doing}; see the cause.`, {
    cause: error,
  });
}
