import type { Clock } from '../../platform/clock.js';
import { toJson } from '../../protocol/json.js';
import { ACTIVITY } from '../../protocol/kinds/activity.js';
import { fitsInItem } from '../../protocol/limits.js';
import { growingPart } from './answer-text.js';

export interface BotProgressOptions {
  readonly clock: Clock;
  /** 0: only that it is writing. */
  readonly progressMs: number;
  readonly user: { readonly id: string; readonly name: string };
  readonly publish: (item: string) => Promise<void>;
}

/** How often it is said that the bot is writing, in ms, and how long readers believe it, in seconds. */
const TYPING_MS = 8_000;
const TYPING_SECONDS = 10;
/** How long readers take the bot for present, in seconds. */
const HERE_SECONDS = 60;

/**
 * Tells a room that its bot is writing, and what it has written so far. These are signals: nothing is stored, and a lost one
 * is not missed.
 */
export class BotProgress {
  readonly #options: BotProgressOptions;
  #text = '';
  #told = '';
  /** When it was told, by the clock's monotonic time, in ms. */
  #toldAt = -Infinity;
  #timer: unknown;

  constructor(options: BotProgressOptions) {
    this.#options = options;
    this.#tell();
  }

  /** @param text all of it so far */
  show(text: string): void {
    this.#text = text;
  }

  end(): void {
    this.#options.clock.clearTimeout(this.#timer);
  }

  #tell(): void {
    const { clock, progressMs } = this.#options;
    const draft = progressMs > 0 ? growingPart(this.#text) : '';
    const isOld = clock.elapsed() - this.#toldAt >= TYPING_MS;
    if (draft !== this.#told || isOld) this.#publish(draft);
    this.#timer = clock.setTimeout(() => this.#tell(), progressMs || TYPING_MS);
  }

  #publish(draft: string): void {
    const { clock, user, publish } = this.#options;
    this.#told = draft;
    this.#toldAt = clock.elapsed();
    const item = toJson({
      ...{ type: ACTIVITY, here: HERE_SECONDS, typing: TYPING_SECONDS },
      ...{ userId: user.id, username: user.name },
      ...(draft && { draft }),
    });
    // A failed signal is followed by the next one.
    if (fitsInItem(item)) publish(item).catch(() => undefined);
  }
}
