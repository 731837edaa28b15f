import type { Clock } from '../platform/clock.js';
import { BOT_PREFIX } from '../protocol/bot-prefix.js';
import {
  ACTIVITY,
  MAX_HERE_SECONDS,
  parseActivity,
  withDraft,
  type ActivityEvent,
} from '../protocol/kinds/activity.js';
import type { RoomEvent, Signal } from '../protocol/kinds/kind.js';
import type { Publisher } from '../protocol/room-rules.js';
import { SignalPace } from './pace.js';
import type { Person } from '../protocol/chat-user.js';
import { Visitors, type Draft } from './visitors.js';

/** The signals that a host switches on. */
export type SignalName = 'typing' | 'read' | 'presence';

/** The room, as far as signals need it. */
export interface ActivityRoom {
  add(kind: Signal): void;
  send(event: RoomEvent): Promise<void>;
  placeOf(messageId: string): number | undefined;
}

export interface ActivityOptions {
  readonly room: ActivityRoom;
  readonly clock: Clock;
  readonly signals: ReadonlySet<SignalName>;
  /** Operations a second, of all visitors together. */
  readonly budget: number;
  readonly isModerated: boolean;
  /** Whether the visitor is looking at the room: without it nothing is sent. */
  readonly isLooking: () => boolean;
  /** The visitor: the id is undefined as long as it is not known. */
  readonly visitor: () => { readonly id: string | undefined; readonly name: string };
  readonly onChange: () => void;
}

/** How often the visitor's presence is renewed at most, in ms. */
const PRESENCE_MS = 30_000;
/** Presence takes at most this share of the budget. */
const PRESENCE_SHARE = 0.5;
/** A visitor who is not heard of for so many intervals has left. */
const MISSED_INTERVALS = 2.2;
/** While the visitor writes, this is said again after so long, in ms. */
const TYPING_MS = 3_000;
/** It is believed for so long, in ms, so that one lost signal does not show. */
const TYPING_HOLDS_MS = 7_000;
/** So many others, on average, want to send at the same time as one who writes. */
const FEW_RIVALS = 0.5;
/** So many may have entered at the same time, on average. */
const ENTRY_RIVALS = 3;
/** Where a signal takes longer to be paid for, in ms, none is sent. */
const LONGEST_SPACING_MS = 600_000;
/** A visitor who enters waits for a random time up to this, in ms: many may enter at once, and nobody knows how many. */
const ENTRY_MS = 3_000;
/** If it cannot be said within this time, in ms, it is not said: it would be over. */
const TYPING_PATIENCE_MS = 5_000;

/**
 * The activity in a room: it tells the others what this visitor does, as often as the budget allows, and keeps what the others
 * do. One item says everything: the more there is to say, the less it costs.
 */
export class RoomActivity {
  readonly #options: ActivityOptions;
  readonly #pace: SignalPace;
  readonly #visitors: Visitors;
  #timer: unknown;
  #disposed = false;
  /** When the visitor last wrote something, and when this was last said, by the clock's monotonic time. */
  #typedAt = -Infinity;
  #typingSaidAt = -Infinity;
  /** The order up to which the visitor has read, and the one that was last said. */
  #read = 0;
  #readSaid = 0;
  #presenceSaidAt = -Infinity;
  /** Whether someone has come who does not know of this visitor yet. */
  #hasNewcomer = false;
  /** When it is this visitor's turn to say something, by the clock's monotonic time. Settled anew after each signal. */
  #turns: Partial<Record<'typing' | 'answer' | 'presence', number>>;

  constructor(options: ActivityOptions) {
    const { room, clock, budget, isModerated, onChange } = options;
    this.#options = options;
    const turn = clock.elapsed() + clock.random() * ENTRY_MS;
    this.#turns = { answer: turn, presence: turn };
    this.#pace = new SignalPace(clock, budget, isModerated);
    this.#visitors = new Visitors(clock, () => {
      this.#pace.people = 1 + this.#visitors.readers;
      onChange();
    });
    room.add({
      type: ACTIVITY,
      parse: (fields) => {
        const event = parseActivity(fields);
        return event && withDraft(event, fields);
      },
      receive: (event, by) => this.#receive(event as ActivityEvent, by),
    });
  }

  get here(): readonly Person[] {
    return this.#options.signals.has('presence') ? this.#visitors.here : [];
  }

  get typing(): readonly Person[] {
    return this.#options.signals.has('typing') ? this.#visitors.typing : [];
  }

  /** What bots have written so far. */
  get drafts(): readonly Draft[] {
    return this.#options.signals.has('typing') ? this.#visitors.drafts : [];
  }

  /** How many others are known to be here. */
  get peopleCount(): number {
    return this.#visitors.here.length;
  }

  /** The others who have read a message. */
  readersOf(messageId: string): readonly Person[] {
    const order = this.#options.signals.has('read') && this.#options.room.placeOf(messageId);
    return order ? this.#visitors.readersOf(order) : [];
  }

  /** The visitor has changed the text. @param isEmpty whether nothing is left of it */
  typed(isEmpty: boolean): void {
    this.#typedAt = isEmpty ? -Infinity : this.#options.clock.elapsed();
    this.#plan();
  }

  /** The visitor has had this message in view, and all before it. */
  saw(messageId: string): void {
    this.#read = Math.max(this.#read, this.#options.room.placeOf(messageId) ?? 0);
    this.#plan();
  }

  /** A message has arrived, of this visitor or another one. */
  receiveMessage(author: { readonly id: string | undefined; readonly name: string }): void {
    const { id, name } = author;
    if (id === undefined) return;
    if (id === this.#options.visitor().id) this.#typedAt = -Infinity;
    else this.#visitors.receiveMessage({ id, name });
    this.#plan();
  }

  /** The visitor looks at the room now, or no longer does. */
  check(): void {
    this.#plan();
  }

  dispose(): void {
    this.#disposed = true;
    this.#options.clock.clearTimeout(this.#timer);
    this.#visitors.clear();
  }

  #receive({ draft, ...event }: ActivityEvent, { id, isServer }: Publisher): void {
    if (this.#disposed || id === undefined) return;
    this.#noteSignal();
    if (id !== this.#options.visitor().id) {
      // In a direct room nobody has looked at a visitor's. No visitor has a bot's id.
      const mayDraft = isServer || id.startsWith(BOT_PREFIX);
      const isNew = this.#visitors.receive(id, mayDraft && draft ? { ...event, draft } : event);
      this.#hasNewcomer ||= isNew;
    }
    this.#plan();
  }

  get #presenceMs(): number {
    const { people, spacingMs } = this.#pace;
    return Math.max(PRESENCE_MS, (people * spacingMs) / PRESENCE_SHARE);
  }

  /** How many seconds this visitor counts as being here. */
  get #hereSeconds(): number {
    return Math.ceil((MISSED_INTERVALS * this.#presenceMs) / 1000);
  }

  /** How long until the visitor's typing has to be said again, in ms; undefined: there is nothing to say. */
  get #typingDueMs(): number | undefined {
    const now = this.#options.clock.elapsed();
    if (!this.#options.signals.has('typing') || now - this.#typedAt > TYPING_MS) return undefined;
    return Math.max(0, this.#typingSaidAt + TYPING_MS - now);
  }

  /** Whether there is something to say at the next turn: a message was read, or a newcomer does not know of this visitor. */
  get #hasAnswer(): boolean {
    const { signals } = this.#options;
    const isRead = signals.has('read') && this.#read > 0;
    const isKnown = isRead || this.#presenceDueMs !== undefined;
    return (isRead && this.#read > this.#readSaid) || (this.#hasNewcomer && isKnown);
  }

  /** How long until the visitor's presence has to be said again, in ms; undefined: the room is too large for it. */
  get #presenceDueMs(): number | undefined {
    const { signals, clock } = this.#options;
    const isKept = signals.has('presence') && this.#hereSeconds <= MAX_HERE_SECONDS;
    if (this.#hasNewcomer && (isKept || this.#read > 0)) return 0;
    return isKept
      ? Math.max(0, this.#presenceSaidAt + this.#presenceMs - clock.elapsed())
      : undefined;
  }

  /** Sets the timer for the next thing to say. */
  #plan(): void {
    const { clock, isLooking } = this.#options;
    clock.clearTimeout(this.#timer);
    if (this.#disposed || !isLooking() || this.#pace.spacingMs > LONGEST_SPACING_MS) return;
    const waits = [this.#typingWait(), this.#answerWait(), this.#presenceWait()];
    const next = Math.min(...waits.map((wait) => wait ?? Infinity));
    if (next < Infinity) this.#timer = clock.setTimeout(() => this.#say(), next);
  }

  /** Few type at a time: those who do hardly have to give way to each other. */
  #typingWait(): number | undefined {
    const due = this.#typingDueMs;
    const wait = due === undefined ? Infinity : Math.max(due, this.#untilTurn('typing'));
    return wait <= TYPING_PATIENCE_MS ? wait : undefined;
  }

  /** All who look at a room read a message at the same time, and all see who comes. */
  #answerWait(): number | undefined {
    return this.#hasAnswer ? this.#untilTurn('answer', this.#pace.people - 2) : undefined;
  }

  /** The visitors' presence is due at different times, as different as their last signals, unless many have just come. */
  #presenceWait(): number | undefined {
    const due = this.#presenceDueMs;
    if (due === undefined) return undefined;
    const rivals = due > 0 ? 0 : Math.max(ENTRY_RIVALS, this.#pace.people - 2);
    return Math.max(due, this.#untilTurn('presence', rivals));
  }

  /** @param rivals how many others may want to say the same now */
  #untilTurn(what: 'typing' | 'answer' | 'presence', rivals = 0): number {
    const now = this.#options.clock.elapsed();
    this.#turns[what] ??= now + this.#pace.waitMs(Math.max(FEW_RIVALS, rivals));
    return Math.max(0, this.#turns[what] - now);
  }

  #noteSignal(): void {
    this.#pace.note();
    this.#turns = {};
  }

  #say(): void {
    const { signals, clock, room, visitor, isLooking } = this.#options;
    const { id, name } = visitor();
    if (!isLooking()) return;
    const isTyping = this.#typingDueMs !== undefined;
    const now = clock.elapsed();
    this.#noteSignal();
    this.#presenceSaidAt = now;
    this.#hasNewcomer = false;
    this.#readSaid = this.#read;
    if (isTyping) this.#typingSaidAt = now;
    const typingMs = Math.max(TYPING_HOLDS_MS, 2 * this.#pace.spacingMs);
    const event: ActivityEvent = {
      type: ACTIVITY,
      ...(id === undefined ? {} : { userId: id }),
      username: name,
      here: Math.min(this.#hereSeconds, MAX_HERE_SECONDS),
      ...(isTyping ? { typing: Math.ceil(typingMs / 1000) } : {}),
      ...(signals.has('read') && this.#read > 0 ? { read: this.#read } : {}),
    };
    // A lost one is not missed: the next one says it again.
    room.send(event).catch(() => undefined);
    this.#plan();
  }
}
