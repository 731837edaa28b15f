import type { Clock } from '../../platform/clock.js';
import type { ChatError } from '../../protocol/errors.js';
import type { Conversation } from '../../protocol/inbox.js';
import { TopicListener } from '../store/topic-listener.js';
import type { LiveRoomStore } from '../store/room-store.js';
import {
  byTime,
  listOf,
  type ConversationList,
  type ListQuery,
  type RememberedConversation,
} from './conversation-list.js';
import { wokenAt, type StoredConversation } from './conversation-state.js';
import { INBOX_TOPIC, readInboxEvent } from './inbox-topic.js';
import type { Register } from './register.js';
import { RegisterReader } from './register-reader.js';

/** The most conversations that a process remembers: some 20 MB. Those in which nothing was written for longest go first. */
const MAX_CONVERSATIONS = 20_000;
/** The longest time that a timer is set for, in ms: clocks may be put right meanwhile. */
const MAX_TIMER_MS = 60_000;

export interface ViewOptions {
  readonly store: LiveRoomStore;
  readonly register: Register;
  readonly clock: Clock;
  readonly ttlSeconds: number;
  /** The time of a snoozed conversation is over. */
  readonly onAwake: (room: string) => void;
  readonly onFault: (fault: ChatError | Error) => void;
}

interface Entry extends RememberedConversation {
  /** Epoch ms: it was written then, at the latest. */
  readonly writtenAt: number;
}

/**
 * The conversations as this process remembers them: read once from the register, and from then on told by the topic. So a list
 * costs no operation. They are read again, bit by bit, since what a killed process has not told is only in the register.
 */
export class ConversationView {
  readonly #options: ViewOptions;
  readonly #entries = new Map<string, Entry>();
  #sorted: readonly RememberedConversation[] | undefined;
  #listener: TopicListener | undefined;
  #reader: RegisterReader | undefined;
  #timer: unknown;
  #isClosed = false;

  constructor(options: ViewOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Whether all that agents would see is known: the register was read, and the topic’s stream is open. */
  get isWhole(): boolean {
    return this.#listener?.live === true && this.#reader?.isWhole === true;
  }

  /** Whether it listens to the topic. */
  get isLive(): boolean {
    return this.#listener?.live === true;
  }

  /** Begins to listen and to read, the first time. */
  start(): void {
    if (this.#listener || this.#isClosed) return;
    const { store, register, clock, onFault } = this.#options;
    const reader = new RegisterReader({
      register,
      clock,
      onRead: (room, stored) => this.#take(room, stored),
      known: () => [...this.#entries.keys()],
      report: onFault,
    });
    this.#reader = reader;
    this.#listener = new TopicListener(store, INBOX_TOPIC, clock, {
      onItem: ({ text, publisherId }) => {
        // Only servers publish here, and their API keys carry no id.
        if (text !== undefined && publisherId === undefined) this.#hear(text);
      },
      onFault,
      // What was published before the stream was open, or while it was broken, is only in the register.
      onCatchUp: () => reader.readAll(),
    });
    this.#wait();
  }

  /** Resolves when everything is read, or after a time, in ms. */
  async whole(ms: number): Promise<void> {
    await this.#reader?.whole(ms);
  }

  apply(shown: Conversation, writtenAt = this.#options.clock.now()): void {
    const known = this.#entries.get(shown.room);
    if (this.#isClosed || !this.#listener) return;
    if (known && known.shown.version >= shown.version) return;
    this.#entries.set(shown.room, { shown, writtenAt });
    this.#sorted = undefined;
    if (this.#entries.size > MAX_CONVERSATIONS) this.#dropOldest();
    if (shown.status === 'snoozed') this.#wait();
  }

  list(query: ListQuery): ConversationList {
    this.#sorted ??= [...this.#entries.values()].sort(byTime);
    return listOf(this.#sorted, query, this.#options.clock.now());
  }

  /** The rooms of all open conversations, newest first, as far as they are read within so many ms. */
  async openRooms(ms: number): Promise<readonly string[]> {
    this.start();
    await this.whole(ms);
    const now = this.#options.clock.now();
    const open = [...this.#entries.values()].filter(
      ({ shown }) => wokenAt(shown, now).status === 'open',
    );
    return open.sort(byTime).map(({ shown }) => shown.room);
  }

  close(): void {
    this.#isClosed = true;
    this.#options.clock.clearTimeout(this.#timer);
    this.#listener?.close();
    this.#reader?.close();
    this.#entries.clear();
    this.#sorted = undefined;
  }

  #hear(text: string): void {
    const event = readInboxEvent(text);
    if (event?.type === 'conversation') {
      const { conversation } = event;
      const known = this.#entries.get(conversation.room)?.shown;
      if (conversation.context) this.apply(conversation as Conversation);
      else if (known) this.apply({ ...conversation, context: known.context });
      else this.#reader?.readSoon(conversation.room);
    } else if (event?.type === 'changed') {
      const known = this.#entries.get(event.room)?.shown.version ?? 0;
      if (known < event.version) this.#reader?.readSoon(event.room);
    }
  }

  #take(room: string, stored: StoredConversation | undefined): void {
    if (stored) {
      this.apply(stored.shown, stored.writtenAt);
      return;
    }
    const known = this.#entries.get(room);
    // It may have been told while the register was read.
    if (!known || this.#options.clock.now() - known.writtenAt < MAX_TIMER_MS) return;
    this.#entries.delete(room);
    this.#sorted = undefined;
  }

  #dropOldest(): void {
    const newestFirst = [...this.#entries.values()].sort(byTime);
    for (const { shown } of newestFirst.slice(0.9 * MAX_CONVERSATIONS)) {
      this.#entries.delete(shown.room);
    }
    this.#sorted = undefined;
  }

  /** Looks when the next snoozed conversation is open again. */
  #wait(): void {
    const { clock } = this.#options;
    clock.clearTimeout(this.#timer);
    const now = clock.now();
    let next = now + MAX_TIMER_MS;
    for (const { shown } of this.#entries.values()) {
      if (shown.status === 'snoozed') next = Math.min(next, shown.snoozedUntil ?? now);
    }
    this.#timer = clock.setTimeout(() => this.#look(), Math.max(100, next - now));
  }

  #look(): void {
    const { clock, ttlSeconds, onAwake } = this.#options;
    const now = clock.now();
    for (const [room, { shown, writtenAt }] of this.#entries) {
      if (writtenAt + 1000 * ttlSeconds <= now) {
        this.#entries.delete(room);
        this.#sorted = undefined;
      } else if (wokenAt(shown, now) !== shown) onAwake(room);
    }
    this.#wait();
  }
}
