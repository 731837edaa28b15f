import type { Clock } from '../../platform/clock.js';
import { isBlank } from '../../protocol/blank.js';
import { createMessageId } from '../../protocol/ids.js';
import { toJson } from '../../protocol/json.js';
import { MAX_ANNOUNCEMENT_LENGTH } from '../../protocol/kinds/desk.js';
import { toWire } from '../../protocol/message-codec.js';
import { cleanName } from '../../protocol/names.js';
import type { HistoryLimits, RoomStore } from '../store/room-store.js';

/** What readers see in place of an author, where the host names nothing else. */
const NAME = 'Announcement';

export interface AnnouncementsOptions {
  readonly store: RoomStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly history: HistoryLimits;
  readonly report: (error: unknown) => void;
}

/**
 * Messages of a room itself. They are marked by a field that servers never take over from a client's message, and readers
 * believe where a server writes the room.
 */
export class Announcements {
  readonly #options: AnnouncementsOptions;

  constructor(options: AnnouncementsOptions) {
    this.#options = options;
  }

  /**
   * Stores and publishes an announcement.
   *
   * @returns the message's id
   * @throws the store's error if it is not stored
   */
  async add(room: string, text: string, name: string = NAME): Promise<string> {
    const { store, clock, history, report } = this.#options;
    const now = Math.floor(clock.now());
    const id = createMessageId(now);
    const author = { id: undefined, name: cleanName(name), verified: true };
    const wire = toWire({ id, text, author, sentAt: now }, now);
    const item = toJson({ ...wire, announcement: true });
    await store.push(room, item, history);
    const publish = (): Promise<void> => store.publish(room, item);
    // It is stored: given again, it would be there twice. Those who miss it now find it in the history.
    await publish().catch(publish).catch(report);
    return id;
  }
}

/** @throws {TypeError} unless it can be announced */
export function checkAnnouncement(text: unknown): void {
  if (typeof text === 'string' && !isBlank(text) && text.length <= MAX_ANNOUNCEMENT_LENGTH) return;
  throw new TypeError(
    `unable to announce; text is not a text of 1 to ${String(MAX_ANNOUNCEMENT_LENGTH)} characters`,
  );
}
