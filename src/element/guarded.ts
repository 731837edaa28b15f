import { toJson } from '../protocol/json.js';

/**
 * Wraps a function of the host that may be missing or throw: then the result is undefined. The first error is logged.
 *
 * @param name the function's name in the console
 */
export function guarded<Argument, Result>(
  name: string,
  hook: ((argument: Argument) => Result) | undefined,
): (argument: Argument) => Result | undefined {
  const log = onceLogged(name);
  return (argument) => {
    try {
      return hook?.(argument);
    } catch (error) {
      log(error);
      return undefined;
    }
  };
}

/** A text that differs where these values of the host do. They may be anything: what cannot be told apart counts as equal. */
export function keyOf(values: readonly unknown[]): string {
  try {
    return toJson(values);
  } catch {
    return values.map((value) => typeof value).join();
  }
}

/** Logs the first error of a function of the host. */
export function onceLogged(name: string): (error: unknown) => void {
  let logged = false;
  return (error) => {
    if (!logged) console.error(`${name} failed.`, error);
    logged = true;
  };
}
