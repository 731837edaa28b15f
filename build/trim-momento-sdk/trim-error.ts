/** Stops the build: the SDK has a shape that the trimmer does not support. */
export class TrimError extends Error {
  override readonly name = 'TrimError';

  /** @param where a file, with the line if known */
  constructor(where: string, why: string) {
    super(`unable to trim the SDK; ${where}: ${why}`);
  }
}
