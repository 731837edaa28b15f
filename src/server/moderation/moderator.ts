import { systemClock, type Clock } from '../../platform/clock.js';
import { inboxOf } from '../../protocol/room-rules.js';
import { RoomRegistry } from './room-registry.js';
import { checkedWholeNumber } from '../host/checked-numbers.js';
import type { ModerationOptions } from './moderation-options.js';
import type { ModeratorStats } from './moderation-stats.js';
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
  /** Rooms to listen to for as long as this runs. Others come and go with the tokens that are issued for them. */
  rooms?: readonly string[];
  /**
   * Rooms that are listened to at a time, named ones included; 200 by default. More may be in use: those in which nobody
   * writes take turns then. The SDK has 400 streams a store (4 connections of 100), which a relay on the same store
   * shares; and Momento allows an account 100 subscriptions unless more was agreed.
   */
  maxRooms?: number;
  /** Rooms that one user may have tokens for at a time; 20 by default. */
  maxRoomsPerVisitor?: number;
  /** Rooms that one address may have tokens for at a time, where the endpoint has `addressOf`; 60 by default. */
  maxRoomsPerAddress?: number;
}

const DEFAULT_MAX_ROOMS = 200;
const DEFAULT_MAX_ROOMS_PER_VISITOR = 20;
const DEFAULT_MAX_ROOMS_PER_ADDRESS = 60;

export interface Moderator {
  /**
   * Listens to a room for so long at least, in seconds: the token endpoint says so for every token that it gives
   * away. Every other process that moderates with the same cache does so too, within half a minute.
   *
   * @throws {TypeError} for a name that no room may have
   */
  attend(room: string, seconds: number): void;
  /**
   * Whether a visitor may have a token for a room, for so long in seconds: asked by the token endpoint first. Counts
   * the room as theirs until then.
   *
   * @returns false where the visitor, the address, or all of them together have too many rooms
   */
  admit(room: string, seconds: number, visitor: RoomVisitor): boolean;
  /** The rooms that are being listened to. */
  readonly rooms: readonly string[];
  /**
   * Deals with a message that has come by another way, a relay's for instance, as if it had come by the inbox.
   * Never rejects: what goes wrong is told to `onError`, and the sender hears nothing and tries again.
   *
   * @param item the message as it would be published: JSON with an `id` and a `message`
   * @param userId who sent it, by the caller's word
   */
  submit(room: string, item: string, userId: string): Promise<void>;
  /** What an operator watches, at this moment. */
  stats(): ModeratorStats;
  /** Takes a message back, as {@link removeMessage} does. */
  removeMessage(room: string, id: string): Promise<void>;
  /** Ends a chat, as {@link closeRoom} does, and listens to it no more until somebody gets a token for it. */
  closeRoom(room: string): Promise<void>;
  /** Listens no more. What is under way ends by itself; the store is the caller's to close. */
  close(): void;
}

/**
 * Moderates rooms: listens to their inboxes, and writes what passes. Any number of processes may run one each, for
 * the same rooms; each message is written once, also when one of them ends in the middle of it.
 *
 * Each room takes one subscription in each process; Momento allows 100 for an account unless more was agreed,
 * and every visitor's browser takes one too.
 *
 * @throws {TypeError} at once when an option makes no sense.
 */
export function createModerator(options: ModeratorOptions, clock: Clock = systemClock): Moderator {
  const {
    store,
    rooms: namedRooms = [],
    maxRooms = DEFAULT_MAX_ROOMS,
    maxRoomsPerVisitor: perVisitor = DEFAULT_MAX_ROOMS_PER_VISITOR,
    maxRoomsPerAddress: perAddress = DEFAULT_MAX_ROOMS_PER_ADDRESS,
  } = options;
  const report = reporter(options);
  const moderation = new Moderation(options, clock);
  const named = new Set(namedRooms);
  named.forEach(checkRoom);
  checkedWholeNumber('maxRooms', maxRooms, named.size + 1, Number.MAX_SAFE_INTEGER);
  checkedWholeNumber('maxRoomsPerVisitor', perVisitor, 1, Number.MAX_SAFE_INTEGER);
  checkedWholeNumber('maxRoomsPerAddress', perAddress, 1, Number.MAX_SAFE_INTEGER);
  const listeners = new Map<string, TopicListener>();
  let roomsRefused = 0;
  let closed = false;

  function open(room: string): void {
    if (listeners.has(room)) return;
    const listener = new TopicListener(store, inboxOf(room), clock, {
      onItem: ({ text, publisherId }) => {
        if (text !== undefined) void handle(room, text, publisherId);
      },
      onFault: report,
    });
    listeners.set(room, listener);
  }

  async function handle(room: string, item: string, userId: string | undefined): Promise<void> {
    await moderation.handle(room, item, userId, () => registry.noteWritten(room));
  }

  function leave(room: string): void {
    if (named.has(room)) return;
    listeners.get(room)?.close();
    listeners.delete(room);
  }

  named.forEach(open);
  const registry = new RoomRegistry({
    maxRooms: maxRooms - named.size,
    visits: { perVisitor, perAddress },
    store,
    clock,
    onOpen: open,
    onClose: leave,
    onError: report,
  });

  return {
    attend(room, seconds) {
      checkRoom(room);
      if (!closed && !named.has(room)) registry.listenTo(room, seconds);
    },
    admit(room, seconds, visitor) {
      const isAdmitted = named.has(room) || registry.admit(room, seconds, visitor);
      if (!isAdmitted) roomsRefused += 1;
      return isAdmitted;
    },
    get rooms() {
      return [...listeners.keys()];
    },
    submit: handle,
    stats: () => ({
      rooms: named.size + registry.rooms,
      streams: [...listeners.values()].filter(({ live }) => live).length,
      listening: listeners.size,
      waiting: registry.waiting,
      roomsRefused,
      ...moderation.counts.stats,
    }),
    removeMessage: (room, id) => removeMessage(store, room, id, options.history),
    async closeRoom(room) {
      checkRoom(room);
      // First: what comes while the list is being deleted would begin the next one.
      await registry.leave(room);
      await closeRoom(store, room);
    },
    close() {
      closed = true;
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
