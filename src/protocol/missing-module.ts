import { ChatError } from './errors.js';

/** The error where a module that the widget loads later is not served. */
export function missingModule(doing: string, name: string, cause: unknown): ChatError {
  return new ChatError(
    'configuration-invalid',
    `unable to ${doing}; momento-chat-${name}.js cannot be loaded. Serve it beside momento-chat.js.`,
    { cause },
  );
}
