/**
 * A host's function, which may be missing or fail: then the answer is undefined, and its developer is told, once.
 *
 * @param name what to call it in the console
 */
export function guarded<Argument, Result>(
  name: string,
  hook: ((argument: Argument) => Result) | undefined,
): (argument: Argument) => Result | undefined {
  let told = false;
  return (argument) => {
    try {
      return hook?.(argument);
    } catch (error) {
      if (!told) console.error(`${name} failed.`, error);
      told = true;
      return undefined;
    }
  };
}
