/** The build must stop: the SDK is not what the trimmer knows. */
export class TrimError extends Error {
  override readonly name = 'TrimError';

  /** @param where a file, with the line where there is one */
  constructor(where: string, why: string) {
    super(`unable to trim the SDK; ${where}: ${why}`);
  }
}
