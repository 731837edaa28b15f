import { ChatError } from './errors.js';

/** The error where a module that the widget loads later is not served. */
export function missingModule(doing: string, name: string, cause: unknown): ChatError {
  return new ChatError(
    'configuration-invalid',
    `unable to ${doing}; momento-chat-${name}.js cannot be loaded. Serve it beside momento-chat.js.`,
    { cause },
  );
}

/**
 * A function that loads a module once. Where it cannot be loaded, the next call tries again.
 *
 * @returns a function that throws a ChatError `configuration-invalid` if the module cannot be loaded
 */
export function loader<T>(doing: string, name: string, load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return async () => {
    try {
      return await (loading ??= load());
    } catch (cause) {
      loading = undefined;
      throw missingModule(doing, name, cause);
    }
  };
}
