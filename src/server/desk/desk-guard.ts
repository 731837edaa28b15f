import type { OwnDeskState } from '../../protocol/kinds/desk-state.js';

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
  /** What a visitor who enters is told. @throws the store's error */
  stateFor(room: string, userId: string): Promise<OwnDeskState>;
  /** Tells all who are in the room what holds in it: one of them may have missed it. @throws the store's error */
  tellState(room: string): Promise<void>;
  /** A message was edited, or removed if there is no text: its pin follows. @throws the store's error */
  noteChange(room: string, messageId: string, text?: string): Promise<void>;
  /** Calls the listener whenever this process has changed a queue of reports. */
  onReports(listener: () => void): void;
  /** Whether a user may not write, so that nobody needs to hear that they try. @throws the store's error */
  isMuted(room: string, userId: string): Promise<boolean>;
}

/** The option of those who pass signals on: what muted users do is told to nobody. */
export function mutesOf(desk: { readonly guard: DeskGuard } | undefined): {
  isMuted?: (userId: string, room: string) => Promise<boolean>;
} {
  return desk ? { isMuted: (userId, room) => desk.guard.isMuted(room, userId) } : {};
}
