import { systemClock, type Clock } from '../clock.js';
import { Moderation, type ModerationOptions } from './moderation.js';
import { roomNameFault } from './room-name.js';
import type { LiveRoomStore } from './room-store.js';
import { TopicListener } from './topic-listener.js';

/** Browsers write to this topic of a moderated room, which only the server may read. */
export function inboxOf(room: string): string {
  return `${room}-input`;
}

export interface ModeratorOptions extends ModerationOptions {
  store: LiveRoomStore;
  /** Rooms to listen to from the start. Others come and go with the tokens that are issued for them. */
  rooms?: readonly string[];
}

export interface Moderator {
  /**
   * Listens to a room for so long at least, in seconds: the token endpoint says so for every token that it issues.
   *
   * @throws TypeError for a name that no room may have
   */
  attend(room: string, seconds: number): void;
  /** Rooms that are being listened to. */
  readonly rooms: readonly string[];
  /** Deals with a message that has come by another way, a relay for instance. */
  submit: Moderation['handle'];
  /** Listens no more. What is under way ends by itself. */
  close(): void;
}

/** Moderates rooms: listens to their inboxes, and writes what passes. Any number of processes may run one each. */
export function createModerator(options: ModeratorOptions, clock: Clock = systemClock): Moderator {
  const moderation = new Moderation(options, clock);
  const attended = new Map<string, { listener: TopicListener; timer: unknown }>();

  function listenTo(room: string): TopicListener {
    const fault = roomNameFault(room);
    if (fault !== undefined) throw new TypeError(`unable to moderate a room; its name ${fault}`);
    return new TopicListener(options.store, inboxOf(room), clock, {
      onItem: ({ text, publisherId }) => {
        if (text !== undefined) void moderation.handle(room, text, publisherId);
      },
      onFault: (error) => options.onError?.(error),
    });
  }

  for (const room of options.rooms ?? []) {
    attended.set(room, { listener: listenTo(room), timer: undefined });
  }
  const named = new Set(options.rooms);

  return {
    attend(room, seconds) {
      if (named.has(room)) return;
      const known = attended.get(room);
      if (known) clock.clearTimeout(known.timer);
      const listener = known?.listener ?? listenTo(room);
      const timer = clock.setTimeout(() => {
        listener.close();
        attended.delete(room);
      }, seconds * 1000);
      attended.set(room, { listener, timer });
    },
    get rooms() {
      return [...attended.keys()];
    },
    submit: (room, item, userId) => moderation.handle(room, item, userId),
    close() {
      for (const { listener, timer } of attended.values()) {
        clock.clearTimeout(timer);
        listener.close();
      }
      attended.clear();
    },
  };
}
