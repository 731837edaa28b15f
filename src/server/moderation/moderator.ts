import { systemClock, type Clock } from '../../platform/clock.js';
import { inboxOf } from '../../protocol/room-rules.js';
import { RoomRegistry } from './room-registry.js';
import type { AttachmentRules } from '../../protocol/attachments.js';
import { checkedWholeNumber } from '../host/checked-numbers.js';
import type { ModerationOptions } from './moderation-options.js';
import type { ModeratorStats } from './moderation-stats.js';
import type { Internals } from './internals.js';
import { Moderation } from './moderation.js';
import { reporter } from '../host/report.js';
import { closeRoom, removeMessage } from '../store/room-administration.js';
import { roomNameFault } from '../../protocol/room-name.js';
import type { LiveRoomStore } from '../store/room-store.js';
import type { RoomVisitor } from './room-visits.js';
import { TopicListener } from '../store/topic-listener.js';

export interface ModeratorOptions extends ModerationOptions {
  /** In Node `momentoRoomStore({ credentialProvider })`, from `momento-chat/server/momento-room-store`. */
  store: LiveRoomStore;
  /** Rooms to listen to permanently. The moderator listens to other rooms while tokens for them are valid. */
  rooms?: readonly string[];
  /**
   * The most rooms to listen to at a time, including those in `rooms`; 200 by default. If more rooms are in use, those
   * without recent messages take turns. The SDK has 400 streams a store (4 connections of 100), shared with a relay on
   * the same store. Momento allows an account 100 subscriptions unless more was agreed.
   */
  maxRooms?: number;
  /**
   * The rooms are divided among the moderators on the same cache: each listens to its share. The rooms of a process that has
   * ended, killed perhaps, pass to the others after this time in seconds and a third of it at most; those of one that calls
   * `close()`, after a third. What is sent meanwhile is sent again by the browsers, 20 s later. 15 by default, from 6, since
   * a request to Momento may take 2 s, to 300, since browsers repeat a message for minutes, not for hours.
   *
   * Each process makes two requests in a third of this time, whatever the number of rooms. Give all processes the same options,
   * `bot` and `desk` included: each room has those of one process. 0: every process listens to every room. So it is, too, if
   * the `store` has no `setIfAbsentOrEqual` and `keysExist`.
   */
  roomLeaseSeconds?: number;
  /** The most rooms for which one user may have tokens at a time; 20 by default. */
  maxRoomsPerVisitor?: number;
  /** The most rooms for which one address may have tokens at a time, if the endpoint has `addressOf`; 60 by default. */
  maxRoomsPerAddress?: number;
}

const DEFAULT_MAX_ROOMS = 200;
const DEFAULT_ROOM_LEASE_SECONDS = 15;
/** Three requests of 2 s, the time limit of `momentoRoomStore`: a lease is renewed three times while it lasts. */
const MIN_ROOM_LEASE_SECONDS = 6;
const MAX_ROOM_LEASE_SECONDS = 300;
const DEFAULT_MAX_ROOMS_PER_VISITOR = 20;
const DEFAULT_MAX_ROOMS_PER_ADDRESS = 60;

export interface Moderator {
  /**
   * Has a room listened to for at least this time, in seconds. The token endpoint calls it for every token that it issues.
   * This process listens at once. Within a minute the room is left to the process whose share it is, or all other processes
   * that moderate with the same cache listen to it, too, where rooms are not divided.
   *
   * @throws {TypeError} for an invalid room name
   */
  attend(room: string, seconds: number): void;
  /**
   * Whether a visitor may have a token for a room, for this time in seconds. The token endpoint calls it before it
   * issues a token. The room counts as the visitor's for this time.
   *
   * @returns false if the visitor, the address, or all visitors together have too many rooms
   */
  admit(room: string, seconds: number, visitor: RoomVisitor): boolean;
  /** The files that moderated rooms take; undefined without `moderateAttachment`: none. The token endpoint reads it. */
  readonly attachments: AttachmentRules | undefined;
  /** The option: the token endpoint refuses whom it has banned. */
  readonly desk: ModerationOptions['desk'];
  /** The rooms that the moderator listens to. */
  readonly rooms: readonly string[];
  /**
   * Processes a message that did not come through the inbox, but from a relay, for example. It never rejects: errors
   * are passed to `onError`, and the sender, without an answer, tries again.
   *
   * @param item the message as it would be published: JSON with an `id` and a `message`
   * @param userId the sender, identified by the caller
   */
  submit(room: string, item: string, userId: string): Promise<void>;
  /** The current statistics, for monitoring. */
  stats(): ModeratorStats;
  /** Removes a message, like {@link removeMessage}. */
  removeMessage(room: string, id: string): Promise<void>;
  /** Ends a chat, like {@link closeRoom}, and stops listening to the room until a new token is issued for it. */
  closeRoom(room: string): Promise<void>;
  /** Stops listening. Messages in progress are still processed. The caller closes the store. */
  close(): void;
}

/**
 * Moderates rooms: listens to their inboxes, and writes the messages that pass. Several processes may each run a
 * moderator on the same cache: they divide the rooms. Each message is written once, even if one of the processes ends while
 * it works on it.
 *
 * Each room needs one subscription. Momento allows 100 for an account unless more was agreed, and every visitor's browser
 * needs one too.
 *
 * @throws {TypeError} at once if an option is invalid
 */
export function createModerator(
  options: ModeratorOptions,
  clock: Clock = systemClock,
  internals: Internals = {},
): Moderator {
  const {
    store,
    rooms: namedRooms = [],
    maxRooms = DEFAULT_MAX_ROOMS,
    roomLeaseSeconds: leaseSeconds = DEFAULT_ROOM_LEASE_SECONDS,
    maxRoomsPerVisitor: perVisitor = DEFAULT_MAX_ROOMS_PER_VISITOR,
    maxRoomsPerAddress: perAddress = DEFAULT_MAX_ROOMS_PER_ADDRESS,
  } = options;
  const report = reporter(options);
  const moderation = new Moderation(options, clock, internals);
  const named = new Set(namedRooms);
  named.forEach(checkRoom);
  checkedWholeNumber('maxRooms', maxRooms, named.size + 1, Number.MAX_SAFE_INTEGER);
  if (leaseSeconds !== 0) {
    const bounds = [MIN_ROOM_LEASE_SECONDS, MAX_ROOM_LEASE_SECONDS] as const;
    checkedWholeNumber('roomLeaseSeconds', leaseSeconds, ...bounds);
  }
  checkedWholeNumber('maxRoomsPerVisitor', perVisitor, 1, Number.MAX_SAFE_INTEGER);
  checkedWholeNumber('maxRoomsPerAddress', perAddress, 1, Number.MAX_SAFE_INTEGER);
  const listeners = new Map<string, TopicListener>();
  let roomsRefused = 0;
  let closed = false;

  function open(room: string): void {
    if (listeners.has(room)) return;
    const listener = new TopicListener(store, inboxOf(room), clock, {
      onItem: ({ text, publisherId }) => {
        if (text !== undefined) void handle(room, text, publisherId, false);
      },
      onFault: report,
    });
    listeners.set(room, listener);
    options.bot?.onRoom(room);
  }

  async function handle(
    room: string,
    item: string,
    userId: string | undefined,
    isOnlyHere: boolean,
  ): Promise<void> {
    const onAccepted = (): void => registry.noteWritten(room);
    await moderation.handle(room, item, userId, { onAccepted, isOnlyHere });
  }

  function leave(room: string): void {
    listeners.get(room)?.close();
    listeners.delete(room);
  }

  const registry = new RoomRegistry({
    maxRooms: maxRooms - named.size,
    ...{ named, leaseSeconds },
    visits: { perVisitor, perAddress },
    store,
    clock,
    onOpen: open,
    onClose: leave,
    onError: report,
  });

  function attend(room: string, seconds: number): void {
    checkRoom(room);
    if (!closed && !named.has(room)) registry.listenTo(room, seconds);
  }

  const { bot } = options;
  options.inbox?.feed.connect({
    attend,
    attachments: moderation.attachments,
    bot: bot && { id: bot.id, name: bot.name },
  });

  return {
    attend,
    admit(room, seconds, visitor) {
      const isAdmitted = named.has(room) || registry.admit(room, seconds, visitor);
      if (!isAdmitted) roomsRefused += 1;
      return isAdmitted;
    },
    attachments: moderation.attachments,
    desk: options.desk,
    get rooms() {
      return [...listeners.keys()];
    },
    submit: (room, item, userId) => handle(room, item, userId, true),
    stats: () => ({
      rooms: named.size + registry.rooms,
      streams: [...listeners.values()].filter(({ live }) => live).length,
      listening: listeners.size,
      waiting: registry.waiting,
      processes: registry.processes,
      roomsRefused,
      ...moderation.stats,
    }),
    async removeMessage(room, id) {
      await removeMessage(store, room, id, options.history);
      await options.desk?.guard.noteChange(room, id);
    },
    async closeRoom(room) {
      checkRoom(room);
      // Stops listening first: a message that is stored after the list was deleted would start a new list.
      await registry.leave(room);
      await closeRoom(store, room, report);
    },
    close() {
      closed = true;
      options.bot?.close();
      void moderation.close();
      registry.dispose();
      for (const listener of listeners.values()) listener.close();
      listeners.clear();
    },
  };
}

function checkRoom(room: string): void {
  const fault = roomNameFault(room);
  if (fault !== undefined) throw new TypeError(`unable to moderate a room; its name ${fault}`);
}
