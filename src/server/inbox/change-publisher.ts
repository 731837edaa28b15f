import type { Clock } from '../../platform/clock.js';
import { RetryDelay } from '../../platform/retry-delay.js';
import type { Conversation } from '../../protocol/inbox.js';
import { conversationItem, INBOX_TOPIC } from './inbox-topic.js';
import type { InboxStore } from './shared-item.js';

/** A room's changes are published no more often than this, in ms: each is delivered to every agent. */
const SPACING_MS = 1_000;

/** A room of which something was published within the last second. */
interface Spaced {
  /** What is to be published next. */
  latest: Conversation | undefined;
  readonly retry: RetryDelay;
  timer: unknown;
}

/** Tells the agents of changes: the first one of a room at once, later ones together. The last state of a room is always told. */
export class ChangePublisher {
  readonly #store: InboxStore;
  readonly #clock: Clock;
  readonly #report: (error: unknown) => void;
  readonly #rooms = new Map<string, Spaced>();
  #isClosed = false;

  constructor(store: InboxStore, clock: Clock, report: (error: unknown) => void) {
    this.#store = store;
    this.#clock = clock;
    this.#report = report;
  }

  /** How many rooms have changes that wait. */
  get waiting(): number {
    return [...this.#rooms.values()].filter(({ latest }) => latest).length;
  }

  add(conversation: Conversation): void {
    const { room } = conversation;
    const known = this.#rooms.get(room);
    const spaced = known ?? {
      latest: undefined,
      retry: new RetryDelay(this.#clock, { firstMs: 2 * SPACING_MS }),
      timer: undefined,
    };
    if ((spaced.latest?.version ?? 0) > conversation.version) return;
    spaced.latest = conversation;
    this.#rooms.set(room, spaced);
    if (!known || this.#isClosed) void this.#publish(room, spaced);
  }

  /** Publishes what waits, now. What fails then is only in the register. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { timer } of this.#rooms.values()) this.#clock.clearTimeout(timer);
    await Promise.all([...this.#rooms].map(([room, spaced]) => this.#publish(room, spaced)));
    this.#rooms.clear();
  }

  async #publish(room: string, spaced: Spaced): Promise<void> {
    const { latest } = spaced;
    if (!latest) {
      this.#rooms.delete(room);
      return;
    }
    spaced.latest = undefined;
    let delay = SPACING_MS;
    // From now on, so that a slow request does not let the next one wait.
    if (!this.#isClosed) this.#wait(room, spaced, delay);
    try {
      await this.#store.publish(INBOX_TOPIC, conversationItem(latest));
      spaced.retry.reset();
    } catch (error) {
      this.#report(error);
      spaced.latest ??= latest;
      delay = spaced.retry.next();
      if (this.#isClosed) return;
      this.#rooms.set(room, spaced);
      this.#wait(room, spaced, delay);
    }
  }

  #wait(room: string, spaced: Spaced, ms: number): void {
    this.#clock.clearTimeout(spaced.timer);
    spaced.timer = this.#clock.setTimeout(() => void this.#publish(room, spaced), ms);
  }
}
