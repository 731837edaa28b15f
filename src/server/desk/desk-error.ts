/** Thrown if a moderator may not do what they ask for. */
export class DeskError extends Error {
  override readonly name = 'DeskError';
  readonly code = 'not-allowed';

  /** @param reason completes "unable to moderate; …" */
  constructor(reason: string) {
    super(`unable to moderate; ${reason}`);
  }
}
