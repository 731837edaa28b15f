import type { Clock } from '../platform/clock.js';
import type { PendingMessage } from '../protocol/message.js';
import type { ComposerLimits } from './desk-host.js';
import type { RoomDesk } from './room-desk.js';
import { spokenEnd, spokenTime, type DeskStrings } from './words.js';

type Speech = () => { readonly words: DeskStrings; readonly language: string };

/** What a member may write now, as the composer says it. The server decides: this spares a visitor a refusal. */
export class MemberLimits {
  readonly #desk: RoomDesk;
  readonly #clock: Clock;
  readonly #speech: Speech;
  readonly #onChange: () => void;
  /** When the visitor last sent a message, by the clock's monotonic time in ms. */
  #sentAt = -Infinity;
  /** Of that message, while it is on its way. */
  #sentId: string | undefined;
  #timer: unknown;

  constructor(desk: RoomDesk, clock: Clock, speech: Speech, onChange: () => void) {
    this.#desk = desk;
    this.#clock = clock;
    this.#speech = speech;
    this.#onChange = onChange;
  }

  /** How often a member may write; empty where nothing limits the visitor. */
  get hint(): string {
    const { slowSeconds, readOnly } = this.#desk.state;
    if (slowSeconds === 0 || readOnly || this.#desk.isModerator || this.#desk.mutedMs > 0)
      return '';
    const { words, language } = this.#speech();
    return words.slowHint(spokenTime(slowSeconds, language));
  }

  /** @param isEdit whether a message is edited, which takes no turn */
  composer(isEdit: boolean): ComposerLimits {
    const { words, language } = this.#speech();
    const { mutedMs, isModerator, state } = this.#desk;
    if (mutedMs > 0) {
      const now = this.#clock.now();
      return { readOnly: true, reason: words.mutedUntil(spokenEnd(now + mutedMs, now, language)) };
    }
    if (isModerator) return {};
    if (state.readOnly) return { readOnly: true, reason: words.onlyModerators };
    const seconds = this.#waitSeconds;
    if (seconds === 0 || isEdit) return {};
    this.#tick();
    const reason = words.slowWait(spokenTime(seconds, language));
    return { waiting: true, wait: shortTime(seconds), reason };
  }

  /** The visitor has sent a message. */
  sent(id: string): void {
    this.#sentAt = this.#clock.elapsed();
    this.#sentId = id;
    this.#onChange();
  }

  /** Call it for each update of the chat. The server counts from when it takes the message, and not where it refuses it. */
  follow(pending: readonly PendingMessage[]): void {
    if (this.#sentId === undefined) return;
    const sent = pending.find(({ id }) => id === this.#sentId);
    if (sent && sent.state !== 'failed') return;
    this.#sentId = undefined;
    const isFree = sent && sent.error?.code !== 'sending-too-fast';
    this.#sentAt = isFree ? -Infinity : this.#clock.elapsed();
  }

  dispose(): void {
    this.#clock.clearTimeout(this.#timer);
  }

  get #waitSeconds(): number {
    const end = this.#sentAt + 1_000 * this.#desk.state.slowSeconds;
    return Math.max(0, Math.ceil((end - this.#clock.elapsed()) / 1_000));
  }

  /** Counts down by the second. */
  #tick(): void {
    this.#clock.clearTimeout(this.#timer);
    const past = this.#clock.elapsed() - this.#sentAt;
    this.#timer = this.#clock.setTimeout(this.#onChange, 1_001 - (past % 1_000));
  }
}

/** So that it fits on a button: `59`, `4:05`. */
function shortTime(seconds: number): string {
  if (seconds < 60) return String(seconds);
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}
