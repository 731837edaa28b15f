import type { Clock } from '../../platform/clock.js';
import type { ChatMessage } from '../../protocol/message.js';
import { ownFields } from '../../protocol/own-fields.js';
import { RateLimiter, type RateLimit } from '../limits/rate-limiter.js';
import { keyOf } from '../store/leases.js';
import { messageIn } from '../store/relation-list.js';
import type { RoomStore } from '../store/room-store.js';
import { ReportedRooms } from './reported-rooms.js';

/** How many reports of a room are kept. */
export const MAX_REPORTS = 500;
/** Momento keeps a list for a day at most after its last entry. */
const TTL_SECONDS = 86_400;
/** The queue of all rooms reads so many of them: each is a list and its messages. */
const MAX_ROOMS = 20;
/** How many reports one user may make. */
const RATE_LIMIT: RateLimit = { messages: 20, seconds: 3_600 };

/** A member's report, as it is stored. It has no copy of the text: what is removed is gone. */
interface StoredReport {
  readonly at: number;
  readonly by: string;
  readonly messageId: string;
  readonly reason?: string;
}

/** A message that members have reported. */
export interface ReportedMessage {
  readonly message: ChatMessage;
  /** Oldest first. */
  readonly reports: readonly {
    /** Epoch ms. */
    readonly at: number;
    /** Who has reported it. */
    readonly by: string;
    readonly reason?: string;
  }[];
}

/** A reported message, and where it is. */
export interface RoomReport extends ReportedMessage {
  readonly room: string;
}

/** The reports of all rooms: a list for each, which no token opens. */
export class Reports {
  readonly #store: RoomStore;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #limiter: RateLimiter;
  readonly #rooms: ReportedRooms;
  readonly #listeners: (() => void)[] = [];

  constructor(store: RoomStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    this.#rooms = new ReportedRooms(store, clock);
    this.#limiter = new RateLimiter(RATE_LIMIT, () => clock.elapsed());
  }

  /** Is called whenever this process has changed a queue. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** @returns false if the user has reported this message before, or has made too many reports @throws the store's error */
  async add(room: string, { by, messageId, reason }: Omit<StoredReport, 'at'>): Promise<boolean> {
    if (!this.#limiter.take(by)) return false;
    const mark = keyOf('reported', room, by, messageId);
    if ((await this.#store.get(mark)) !== undefined) return false;
    const at = Math.floor(this.#clock.now());
    const report: StoredReport = { at, by, messageId, ...(reason && { reason }) };
    const limits = { limit: MAX_REPORTS, ttlSeconds: TTL_SECONDS };
    await this.#store.push(keyOf('reports', room), JSON.stringify(report), limits);
    await this.#rooms.add(room);
    // At the end: who is interrupted reports again, and what is stored twice is read once.
    const isFirst = await this.#store.setIfAbsent(mark, '1', TTL_SECONDS);
    this.#tell();
    return isFirst;
  }

  /**
   * The messages that were reported and are still there, the one that was reported last at the end.
   *
   * @param historyLimit so many of the newest messages are searched
   * @throws the store's error
   */
  async of(room: string, historyLimit: number): Promise<readonly ReportedMessage[]> {
    const [reports, stored] = await Promise.all([
      this.#read(room),
      this.#store.fetch(room, historyLimit),
    ]);
    const messages = new Map<string, ChatMessage>();
    for (const item of stored) {
      const message = messageIn(item)?.message;
      if (message) messages.set(message.id, message);
    }
    const byMessage = new Map<string, StoredReport[]>();
    for (const { report } of reports) {
      const earlier = byMessage.get(report.messageId) ?? [];
      if (earlier.some(({ by }) => by === report.by)) continue;
      byMessage.delete(report.messageId);
      byMessage.set(report.messageId, [...earlier, report]);
    }
    return [...byMessage].flatMap(([id, about]) => {
      const message = messages.get(id);
      const shown = about.map(({ messageId: _, ...report }) => report);
      return message ? [{ message, reports: shown }] : [];
    });
  }

  /**
   * The reported messages of the rooms that were reported last, in any of them the one that was reported last at the end.
   *
   * @param has whether the caller may see a room
   * @param historyLimit so many of a room's newest messages are searched
   * @throws the store's error
   */
  async ofAll(
    has: (room: string) => boolean,
    historyLimit: number,
  ): Promise<readonly RoomReport[]> {
    const entries = (await this.#rooms.all()).filter(([room]) => has(room)).slice(-MAX_ROOMS);
    const found: RoomReport[] = [];
    for (const [room, count] of entries) {
      const reports = await this.of(room, historyLimit);
      // Their messages were removed, or they were settled.
      if (reports.length === 0) await this.#rooms.drop(room, count);
      found.push(...reports.map((each) => ({ room, ...each })));
    }
    return found;
  }

  /** Takes the reports of a message out of the queue. @throws the store's error */
  async settle(room: string, messageId: string): Promise<void> {
    const own = (await this.#read(room)).filter(({ report }) => report.messageId === messageId);
    for (const { item } of own) await this.#store.remove(keyOf('reports', room), item);
    if (own.length > 0) this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  async #read(
    room: string,
  ): Promise<readonly { readonly item: string; readonly report: StoredReport }[]> {
    const items = await this.#store.fetch(keyOf('reports', room), MAX_REPORTS);
    // Only servers can write this list, so the reports are trusted.
    return items.map((item) => ({ item, report: ownFields<StoredReport>(JSON.parse(item)) }));
  }
}
