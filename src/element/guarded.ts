/**
 * Wraps a function of the host that may be missing or throw: then the result is undefined. The first error is logged.
 *
 * @param name the function's name in the console
 */
export function guarded<Argument, Result>(
  name: string,
  hook: ((argument: Argument) => Result) | undefined,
): (argument: Argument) => Result | undefined {
  let logged = false;
  return (argument) => {
    try {
      return hook?.(argument);
    } catch (error) {
      if (!logged) console.error(`${name} failed.`, error);
      logged = true;
      return undefined;
    }
  };
}
