/** An answer that is often given: it is chosen in the composer, after a slash. */
export interface CannedAnswer {
  /** What is typed after the slash. */
  readonly name: string;
  readonly text: string;
}
