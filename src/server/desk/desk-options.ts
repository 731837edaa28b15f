import type { PinnedMessage } from '../../protocol/kinds/desk-state.js';
import type { Role } from '../../protocol/role.js';
import type { HistoryLimits, RoomStore } from '../store/room-store.js';
import type { AuditEntry } from './audit-log.js';
import type { DeskGuard } from './desk-guard.js';
import type { ReportedMessage, RoomReport } from './reports.js';
import type { Restriction } from './room-guard.js';
import type { RoomLimits } from './room-limits.js';
import type { Sanction } from './sanctions.js';

export interface ModerationDeskOptions {
  /** The store of the rooms, the same as the moderator's or the relay's. */
  store: RoomStore;
  /** Returns a user's role in a room, as the moderator's `roleOf`: who may act, and on whom. */
  roleOf(userId: string, room: string): Role | Promise<Role>;
  /** The limits of the rooms: so many of the newest messages are searched. By default 10,000 messages. */
  history?: HistoryLimits;
  /**
   * Returns what a user is told who may not write, in their language; 200 characters of it at most. In English by default:
   * `You cannot write here for 5 minutes.`
   */
  restrictionReason?(restriction: Restriction, userId: string, room: string): string;
  /** What announcements have in place of an author’s name, in the language of the room. By default `Announcement`. */
  announcementName?: string;
  /** Receives each entry of the audit log, for a log of the host that is kept for longer. */
  onAction?(entry: AuditEntry, room: string): void;
  /** Receives the errors of `onAction` and `restrictionReason`, for the host's log. By default `console.error`. */
  onError?(error: unknown): void;
}

/** An action of a moderator on a room. */
export interface DeskAction {
  readonly room: string;
  /** The moderator's id, as the host has verified it. Without it, the host itself acts, and may do everything. */
  readonly by?: string;
  /** For the audit log; of a mute and a ban also for the user. 200 characters of it at most. */
  readonly reason?: string;
}

export interface UserAction extends DeskAction {
  /** Whom it concerns. */
  readonly userId: string;
}

export interface TimedAction extends UserAction {
  /** How long it holds, in whole seconds: 1 to 86,400 (a day: Momento keeps no item for longer). */
  readonly seconds: number;
}

export interface ReportAction {
  readonly room: string;
  /** Of the message. */
  readonly id: string;
  /** The member's id, as the host has verified it. */
  readonly by: string;
  /** In the member's words; 200 characters of it at most. */
  readonly reason?: string;
}

/** Moderators' tools. All processes obey from the next message on. */
export interface ModerationDesk {
  /** Lets a user only read for a while. In a direct room, where nothing stands between a browser and Momento, it does not hold. */
  mute(action: TimedAction): Promise<void>;
  /**
   * Mutes a user, and keeps them from entering: the token endpoint and the relay refuse them, if they have this desk. A user who
   * is in the room reads on until their token ends, which cannot be revoked; in a direct room they also write on.
   */
  ban(action: TimedAction): Promise<void>;
  /** Ends a mute or a ban. */
  lift(action: UserAction): Promise<void>;
  /** Limits what members may do in a room, for a day: `slowSeconds` from 0 (off) to 21,600, `readOnly`. What is left out stays. */
  limit(action: DeskAction & Partial<RoomLimits>): Promise<void>;
  /**
   * Pins a message above the conversation, for all who are in the room and all who come. Of more than 3 pins the oldest one goes.
   * In a direct room nobody sees them: any of its writers could forge them.
   *
   * @returns false if the room has no such message
   */
  pin(action: DeskAction & { readonly id: string }): Promise<boolean>;
  /** Takes a pin away; nothing happens where there is none. */
  unpin(action: DeskAction & { readonly id: string }): Promise<void>;
  /**
   * Writes a message of the room itself, of 1 to 2,000 UTF-16 code units: it has no author whom one could answer, mention or
   * mute. In a direct room it is shown as any other message.
   *
   * @returns the message's id
   */
  announce(action: DeskAction & { readonly text: string }): Promise<string>;
  /** Removes a message for everybody, like {@link removeMessage}. */
  removeMessage(action: DeskAction & { readonly id: string }): Promise<void>;
  /** Removes all stored messages of a user. @returns how many there were */
  removeAllOf(action: UserAction): Promise<number>;
  /**
   * Puts a message of another user into the queue of its room, once for each member.
   *
   * @returns false if there is nothing to do: the member has reported it before, or has made 20 reports within an hour
   */
  report(report: ReportAction): Promise<boolean>;
  /** The reported messages that are still in the room, the last one at the end: 500 reports at most, for a day after the last one. */
  reports(room: string): Promise<readonly ReportedMessage[]>;
  /**
   * The reported messages of all rooms that have some: those of the 20 rooms that were reported last. It needs a store with
   * `setIfEqual`, as `momentoRoomStore` has it; otherwise there are none.
   *
   * @param has the rooms that are of interest; all by default
   */
  allReports(has?: (room: string) => boolean): Promise<readonly RoomReport[]>;
  /** Takes a message out of the queue without removing it. */
  dismiss(action: DeskAction & { readonly id: string }): Promise<void>;
  /** A user's mute or ban; undefined: none. */
  sanctionOf(room: string, userId: string): Promise<Sanction | undefined>;
  limitsOf(room: string): Promise<RoomLimits>;
  /** The pinned messages of a room, oldest pin first. */
  pinsOf(room: string): Promise<readonly PinnedMessage[]>;
  /** What was done in a room: the newest 1,000 actions, oldest first, for a day after the last one. */
  audit(room: string, limit?: number): Promise<readonly AuditEntry[]>;
  /** For the servers of this package: why a user may not write now. */
  readonly guard: DeskGuard;
}
