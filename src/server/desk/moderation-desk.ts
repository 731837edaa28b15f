import { systemClock, type Clock } from '../../platform/clock.js';
import { isId } from '../../protocol/ids.js';
import { MAX_SANCTION_SECONDS, MAX_SLOW_SECONDS } from '../../protocol/kinds/desk.js';
import { roomNameFault } from '../../protocol/room-name.js';
import { toRole, type Role } from '../../protocol/role.js';
import { checkedWholeNumber } from '../host/checked-numbers.js';
import { reporter } from '../host/report.js';
import { messageIn } from '../store/relation-list.js';
import { removeStoredMessage } from '../store/room-administration.js';
import type { HistoryLimits, RoomStore } from '../store/room-store.js';
import { AuditLog, MAX_AUDIT_ENTRIES, type AuditEntry } from './audit-log.js';
import { DeskError } from './desk-error.js';
import type { DeskGuard } from './desk-guard.js';
import { Reports, type ReportedMessage } from './reports.js';
import type { RoomLimits } from './room-limits.js';
import { RoomGuard, type Restriction } from './room-guard.js';
import { restrictionText } from './restriction-text.js';
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
  /** Takes a message out of the queue without removing it. */
  dismiss(action: DeskAction & { readonly id: string }): Promise<void>;
  /** A user's mute or ban; undefined: none. */
  sanctionOf(room: string, userId: string): Promise<Sanction | undefined>;
  limitsOf(room: string): Promise<RoomLimits>;
  /** What was done in a room: the newest 1,000 actions, oldest first, for a day after the last one. */
  audit(room: string, limit?: number): Promise<readonly AuditEntry[]>;
  /** For the servers of this package: why a user may not write now. */
  readonly guard: DeskGuard;
}

const MAX_REASON_LENGTH = 200;
/** Ranks: a moderator acts on members, an owner also on moderators. */
const RANKS: Readonly<Record<Role, number>> = { member: 0, moderator: 1, owner: 2 };
const DEFAULT_HISTORY: HistoryLimits = { limit: 10_000, ttlSeconds: 86_400 };

/**
 * Creates a moderation desk: mutes, bans, slow mode, read-only rooms, removal, and a log of all that. Pass it as `desk` to the
 * moderator, the relay and the token endpoint. What it decides is stored in Momento, so that any process may act for all.
 *
 * Each message costs two more reads of the cache, and no other operation.
 */
export function createModerationDesk(
  options: ModerationDeskOptions,
  clock: Clock = systemClock,
): ModerationDesk {
  const { store, history = DEFAULT_HISTORY } = options;
  const roleOf = async (userId: string, room: string): Promise<Role> =>
    toRole(await options.roleOf(userId, room));
  const guard = new RoomGuard({ store, clock, roleOf });
  const log = new AuditLog(store);
  const reports = new Reports(store, clock);
  const report = reporter(options);

  async function rank(userId: string, room: string): Promise<number> {
    return RANKS[await roleOf(userId, room)];
  }

  /** @throws {TypeError} for an invalid action; DeskError if the moderator may not do it */
  async function check({ room, by, reason }: DeskAction, userId?: string): Promise<void> {
    const fault = roomNameFault(room);
    if (fault !== undefined) throw new TypeError(`unable to moderate; the room name ${fault}`);
    if (userId !== undefined && !isId(userId)) {
      throw new TypeError('unable to moderate; userId is not the id of a user');
    }
    if (reason !== undefined && typeof reason !== 'string') {
      throw new TypeError('unable to moderate; reason is not a text');
    }
    if (by === undefined) return;
    const own = await rank(by, room);
    if (own === RANKS.member) throw new DeskError('this user is no moderator of the room');
    if (userId === undefined || userId === by) return;
    if ((await rank(userId, room)) >= own) {
      throw new DeskError('the other user is not below this one');
    }
  }

  /** Logged first: an action without an entry must not be. */
  async function note(
    { room, by, reason }: DeskAction,
    entry: Omit<AuditEntry, 'at' | 'by' | 'reason'>,
  ): Promise<void> {
    const whole: AuditEntry = {
      at: Math.floor(clock.now()),
      ...(by === undefined ? {} : { by }),
      ...entry,
      ...(reason ? { reason: reason.slice(0, MAX_REASON_LENGTH) } : {}),
    };
    await log.add(room, whole);
    try {
      options.onAction?.(whole, room);
    } catch (error) {
      report(error);
    }
  }

  async function sanction(kind: Sanction['kind'], action: TimedAction): Promise<void> {
    const { room, userId, seconds, reason } = action;
    checkedWholeNumber('seconds', seconds, 1, MAX_SANCTION_SECONDS);
    await check(action, userId);
    await note(action, { action: kind, userId, seconds });
    const until = Math.floor(clock.now()) + seconds * 1000;
    const shown = reason ? { reason: reason.slice(0, MAX_REASON_LENGTH) } : {};
    await guard.sanctions.set(room, userId, { kind, until, ...shown });
  }

  function textFor(restriction: Restriction, userId: string, room: string): string {
    let own: unknown;
    try {
      own = options.restrictionReason?.(restriction, userId, room);
    } catch (error) {
      // Without an answer the sender would try again and again.
      report(error);
    }
    return typeof own === 'string' ? own : restrictionText(restriction, clock.now());
  }

  const remove = (room: string, id: string): Promise<string> =>
    removeStoredMessage(store, room, id, clock, history);

  return {
    mute: (action) => sanction('mute', action),
    ban: (action) => sanction('ban', action),
    async lift(action) {
      const { room, userId } = action;
      await check(action, userId);
      await note(action, { action: 'lift', userId });
      await guard.sanctions.lift(room, userId);
    },
    async limit(action) {
      const { room, slowSeconds, readOnly } = action;
      await check(action);
      const before = await guard.limits.of(room);
      const limits = {
        slowSeconds: slowSeconds ?? before.slowSeconds,
        readOnly: readOnly ?? before.readOnly,
      };
      checkedWholeNumber('slowSeconds', limits.slowSeconds, 0, MAX_SLOW_SECONDS);
      if (typeof limits.readOnly !== 'boolean') {
        throw new TypeError('unable to use readOnly; it must be true or false');
      }
      await note(action, { action: 'limits', limits });
      await guard.limits.set(room, limits);
    },
    async removeMessage(action) {
      const { room, id } = action;
      await check(action);
      await note(action, { action: 'remove', messageId: id });
      await remove(room, id);
      await reports.settle(room, id);
    },
    async removeAllOf(action) {
      const { room, userId } = action;
      await check(action, userId);
      await note(action, { action: 'remove-all', userId });
      const stored = await store.fetch(room, history.limit);
      const ids = new Set<string>();
      for (const item of stored) {
        const message = messageIn(item)?.message;
        if (message?.author.id === userId) ids.add(message.id);
      }
      for (const id of ids) await remove(room, id);
      return ids.size;
    },
    async report({ room, id, by, reason }) {
      // Any member may: only the form of the report is checked.
      await check({ room, ...(reason !== undefined && { reason }) }, by);
      if (!isId(id)) throw new TypeError('unable to report; id is not the id of a message');
      const cut = reason?.slice(0, MAX_REASON_LENGTH);
      return reports.add(room, { by, messageId: id, ...(cut && { reason: cut }) });
    },
    reports: (room) => reports.of(room, history.limit),
    async dismiss(action) {
      const { room, id } = action;
      await check(action);
      await note(action, { action: 'dismiss', messageId: id });
      await reports.settle(room, id);
    },
    sanctionOf: (room, userId) => guard.sanctions.of(room, userId),
    limitsOf: (room) => guard.limits.of(room),
    audit: (room, limit = MAX_AUDIT_ENTRIES) => log.read(room, limit),
    guard: {
      async refusalOf(room, userId, messageId) {
        const found = await guard.restrictionOf(room, userId, messageId);
        if (!found) return undefined;
        const reason = textFor(found, userId, room);
        return found.because === 'slow-mode'
          ? { reason, retryAfterMs: found.retryAfterMs }
          : { reason };
      },
      giveBack: (room, userId) => guard.giveBack(room, userId),
      async banOf(room, userId) {
        const found = await guard.sanctions.of(room, userId);
        if (found?.kind !== 'ban') return undefined;
        return textFor({ because: 'sanction', ...found }, userId, room);
      },
    },
  };
}
