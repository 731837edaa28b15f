import type { Clock } from '../../platform/clock.js';
import { parseJson, toJson } from '../../protocol/json.js';
import { AVAILABILITY, type AvailabilityEvent } from '../../protocol/kinds/availability.js';
import { keyOf } from '../store/leases.js';
import type { Agents } from './agents.js';
import { changeItem, type InboxStore } from './shared-item.js';
import type { Waits } from './waits.js';

/** The last agent may reload the page: visitors are told of it only after so long, in ms. */
const AWAY_MS = 10_000;
/** Rooms are told with so many ms in between: ten in a second. */
const SPACING_MS = 100;
/** A process that has not told all rooms so long after it should have, in ms, may be dead: another one tells them. */
const LATE_MS = 60_000;
/** How long the conversations may take to be read, in ms. */
const READING_MS = 60_000;
/** How often a process asks what the rooms were told last, in ms, as long as nothing has changed. */
const LOOK_MS = 60_000;
const TTL_SECONDS = 86_400;

/** What the rooms were told last, as stored. */
interface Told {
  readonly away: boolean;
  /** When a process began to tell them, in epoch ms. */
  readonly at: number;
  /** When it is late with that, in epoch ms; missing: it has told them all. */
  readonly lateAt?: number;
}

export interface AvailabilityNewsOptions {
  readonly store: InboxStore;
  readonly clock: Clock;
  readonly agents: Agents;
  readonly waits: Waits;
  /** The rooms of all open conversations, newest first, as far as they are read within so many ms. */
  readonly openRooms: (ms: number) => Promise<readonly string[]>;
  readonly report: (error: unknown) => void;
}

/**
 * Tells the visitors of open conversations when the first agent has come, and when the last one has gone. Of all processes, one
 * tells the rooms; if it is killed, another one does.
 */
export class AvailabilityNews {
  readonly #options: AvailabilityNewsOptions;
  /** What this process knows to have been told. */
  #known: { readonly away: boolean; readonly until: number } | undefined;
  #looking: Promise<void> | undefined;
  /** Whether something may have changed meanwhile. */
  #looksAgain = false;
  /** Since when no agent is here, by the clock's `elapsed()`; undefined: an agent is. */
  #awaySince: number | undefined;
  #timer: unknown;
  #isClosed = false;

  constructor(options: AvailabilityNewsOptions) {
    this.#options = options;
  }

  /** Call it whenever this process learns who is here. It never rejects. */
  look(): void {
    if (this.#isClosed) return;
    if (this.#looking) {
      this.#looksAgain = true;
      return;
    }
    this.#looksAgain = false;
    this.#looking = this.#look()
      .catch(this.#options.report)
      .finally(() => {
        this.#looking = undefined;
        if (this.#looksAgain) this.look();
      });
  }

  /** Resolves when nothing is told any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#options.clock.clearTimeout(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { agents, clock } = this.#options;
    const { agents: here, until } = await agents.presence();
    const now = clock.elapsed();
    const away = here.length === 0;
    if (!away) {
      this.#awaySince = undefined;
      // A browser that is gone says nothing.
      this.#lookAfter(Math.max(0, until - clock.now()) + 1);
    } else {
      this.#awaySince ??= now;
      const rest = this.#awaySince + AWAY_MS - now;
      if (rest > 0) return this.#lookAfter(rest);
    }
    if (this.#known?.away === away && this.#known.until > now) return;
    await this.#tell(away);
  }

  /** Tells the rooms, unless they were told, or another process is telling them. */
  async #tell(away: boolean): Promise<void> {
    const { store, clock } = this.#options;
    const at = Math.floor(clock.now());
    let isFirst = false;
    const { isChanged } = await this.#change((told) => {
      isFirst = !told;
      const isLate = told?.lateAt !== undefined && told.lateAt <= at;
      if (told?.away === away && !isLate) return undefined;
      // Where nobody was told anything within a day, the visitors' tokens say it.
      return { away, at, ...(told || !away ? { lateAt: at + READING_MS + LATE_MS } : {}) };
    });
    this.#known = { away, until: clock.elapsed() + LOOK_MS };
    if (!isChanged || (isFirst && away)) return;
    const answerSeconds = await this.#options.waits.median();
    const event: AvailabilityEvent = {
      type: AVAILABILITY,
      ...{ at, away },
      ...(answerSeconds !== undefined && { answerSeconds }),
    };
    const item = toJson(event);
    const rooms = await this.#options.openRooms(READING_MS);
    const lateAt = at + READING_MS + LATE_MS + 2 * SPACING_MS * rooms.length;
    await this.#change((told) => (told?.at === at ? { ...told, lateAt } : undefined));
    for (const room of rooms) {
      if (this.#isClosed) return;
      await store.publish(room, item).catch(this.#options.report);
      await new Promise<void>((resolve) => clock.setTimeout(resolve, SPACING_MS));
    }
    await this.#change((told) => (told?.at === at ? { away, at } : undefined));
  }

  async #change(
    next: (told: Told | undefined) => Told | undefined,
  ): Promise<{ isChanged: boolean }> {
    const { store, clock } = this.#options;
    return changeItem(store, clock, {
      key: keyOf('inbox-availability'),
      change(text) {
        // Only servers write this item, so its content is trusted.
        const told = next(parseJson(text) as Told | undefined);
        return told && { text: toJson(told), ttlSeconds: TTL_SECONDS };
      },
    });
  }

  #lookAfter(ms: number): void {
    const { clock } = this.#options;
    clock.clearTimeout(this.#timer);
    if (!this.#isClosed) this.#timer = clock.setTimeout(() => this.look(), ms);
  }
}
