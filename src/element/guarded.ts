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

/** Logs the first error of a function of the host. */
export function onceLogged(name: string): (error: unknown) => void {
  let logged = false;
  return (error) => {
    if (!logged) console.error(`${name} failed.`, error);
    logged = true;
  };
}
