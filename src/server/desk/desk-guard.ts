/** What a user is told who may not write now. */
export interface WritingRefusal {
  readonly reason: string;
  /** When it may pass, in slow mode. */
  readonly retryAfterMs?: number;
}

/** What the moderator, the relay and the token endpoint need of a desk. */
export interface DeskGuard {
  /**
   * Checks that a user may write now. In slow mode it takes their turn.
   *
   * @param messageId of a new message; without it, it is a change of one
   * @returns undefined if nothing is against it
   * @throws the error of the store, or of the host: the sender tries again
   */
  refusalOf(room: string, userId: string, messageId?: string): Promise<WritingRefusal | undefined>;
  /** Gives the turn of a message back that was not shown. */
  giveBack(room: string, userId: string): Promise<void>;
  /** @returns the reason for the user; undefined if they may enter */
  banOf(room: string, userId: string): Promise<string | undefined>;
}
