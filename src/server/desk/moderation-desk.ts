import { systemClock, type Clock } from '../../platform/clock.js';
import { isId } from '../../protocol/ids.js';
import { MAX_SANCTION_SECONDS, MAX_SLOW_SECONDS } from '../../protocol/kinds/desk.js';
import { roomNameFault } from '../../protocol/room-name.js';
import { toRole, type Role } from '../../protocol/role.js';
import { checkedWholeNumber } from '../host/checked-numbers.js';
import { reporter } from '../host/report.js';
import { messageIn } from '../store/relation-list.js';
import { removeStoredMessage } from '../store/room-administration.js';
import type { HistoryLimits } from '../store/room-store.js';
import { Announcements, checkAnnouncement } from './announcements.js';
import { AuditLog, MAX_AUDIT_ENTRIES, type AuditEntry } from './audit-log.js';
import { DeskError } from './desk-error.js';
import type {
  DeskAction,
  ModerationDesk,
  ModerationDeskOptions,
  TimedAction,
} from './desk-options.js';
import { Pins } from './pins.js';
import { Reports } from './reports.js';
import { RoomGuard, type Restriction } from './room-guard.js';
import { RoomNotices } from './room-notices.js';
import { restrictionText } from './restriction-text.js';
import type { Sanction } from './sanctions.js';

export type {
  DeskAction,
  ModerationDesk,
  ModerationDeskOptions,
  ReportAction,
  TimedAction,
  UserAction,
} from './desk-options.js';

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
  const pins = new Pins(store, clock, history);
  const notices = new RoomNotices({ store, clock, guard, pins });
  const report = reporter(options);
  const announcements = new Announcements({ store, clock, history, report });

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
    await notices.tellSanction(room, userId, seconds);
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

  /** A message was edited or removed, or is to be unpinned: so is its pin. */
  async function change(room: string, id: string, text?: string): Promise<void> {
    if (await pins.change(room, id, text)) await notices.tellState(room);
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
      await notices.tellSanction(room, userId, 0);
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
      await notices.tellState(room);
    },
    async pin(action) {
      const { room, id } = action;
      checkMessageId(id);
      await check(action);
      const pin = await pins.make(room, id);
      if (!pin) return false;
      await note(action, { action: 'pin', messageId: id });
      await pins.add(room, pin);
      await notices.tellState(room);
      return true;
    },
    async unpin(action) {
      const { room, id } = action;
      checkMessageId(id);
      await check(action);
      await note(action, { action: 'unpin', messageId: id });
      await change(room, id);
    },
    async announce(action) {
      const { room, text } = action;
      checkAnnouncement(text);
      await check(action);
      await note(action, { action: 'announce' });
      return announcements.add(room, text, options.announcementName);
    },
    async removeMessage(action) {
      const { room, id } = action;
      await check(action);
      await note(action, { action: 'remove', messageId: id });
      await remove(room, id);
      await reports.settle(room, id);
      await change(room, id);
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
      for (const id of ids) await change(room, id);
      return ids.size;
    },
    async report({ room, id, by, reason }) {
      // Any member may: only the form of the report is checked.
      await check({ room, ...(reason !== undefined && { reason }) }, by);
      checkMessageId(id);
      const cut = reason?.slice(0, MAX_REASON_LENGTH);
      return reports.add(room, { by, messageId: id, ...(cut && { reason: cut }) });
    },
    reports: (room) => reports.of(room, history.limit),
    allReports: (has = () => true) => reports.ofAll(has, history.limit),
    async dismiss(action) {
      const { room, id } = action;
      await check(action);
      await note(action, { action: 'dismiss', messageId: id });
      await reports.settle(room, id);
    },
    sanctionOf: (room, userId) => guard.sanctions.of(room, userId),
    limitsOf: (room) => guard.limits.of(room),
    pinsOf: (room) => pins.of(room),
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
      stateFor: (room, userId) => notices.stateFor(room, userId),
      tellState: (room) => notices.tellState(room),
      noteChange: change,
      onReports: (listener) => reports.onChange(listener),
      isMuted: async (room, userId) => (await guard.sanctions.of(room, userId)) !== undefined,
      async banOf(room, userId) {
        const found = await guard.sanctions.of(room, userId);
        if (found?.kind !== 'ban') return undefined;
        return textFor({ because: 'sanction', ...found }, userId, room);
      },
    },
  };
}

/** @throws {TypeError} */
function checkMessageId(id: unknown): void {
  if (!isId(id)) throw new TypeError('unable to moderate; id is not the id of a message');
}
