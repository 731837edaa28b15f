import type { Clock } from '../platform/clock.js';
import { createMessageId } from '../protocol/ids.js';
import {
  DESK_ANSWER,
  DESK_ORDER,
  parseDeskAnswer,
  type DeskAnswer,
  type DeskOrder,
  type DeskOutcome,
} from '../protocol/kinds/desk.js';
import {
  DESK_SANCTION,
  DESK_STATE,
  parseDeskSanction,
  readDeskState,
  type DeskSanctionEvent,
  type DeskState,
  type DeskStateEvent,
} from '../protocol/kinds/desk-state.js';
import type { EventFields } from '../protocol/kinds/kind.js';
import type { DeskHost, DeskRoom } from './desk-host.js';

/** An order without what every order has. */
export type Order = Omit<DeskOrder, 'type' | 'id'>;

/** A server holds an order for 5 s: before that it would not take it again. */
const ANSWER_MS = 6_000;
/** So often an order without an answer is sent. */
const TRIES = 3;
/** A visitor who may have missed something asks within this time, in ms, unless another one does: all read the answer. */
const ASK_MS = 10_000;

interface Waiting {
  readonly resolve: (outcome: DeskOutcome) => void;
}

/** What the server of a room says of its limits and pins, and the orders that a moderator gives it. */
export class RoomDesk {
  readonly #host: DeskHost;
  readonly #room: DeskRoom;
  readonly #clock: Clock;
  readonly #onChange: () => void;
  readonly #waiting = new Map<string, Waiting>();
  readonly #timers = new Set<unknown>();
  #state: DeskState = readDeskState({});
  /** When the visitor's mute ends, by the clock's monotonic time in ms. */
  #mutedUntil = -Infinity;
  #session: DeskHost['session'];
  /** Whether the visitor was connected, and is not connected any more. */
  #wasConnected = false;
  #isBroken = false;
  #asking: unknown;
  #disposed = false;

  constructor(host: DeskHost, room: DeskRoom, clock: Clock, onChange: () => void) {
    this.#host = host;
    this.#room = room;
    this.#clock = clock;
    this.#onChange = onChange;
    // Signals of others than the room's server are dropped: a member could send any of them.
    const { signals } = room;
    signals.add({
      type: DESK_STATE,
      parse: (fields: EventFields): DeskStateEvent => ({
        type: DESK_STATE,
        ...readDeskState(fields),
      }),
      receive: (event, by) => by.isServer && this.#take(event as DeskStateEvent),
    });
    signals.add({
      type: DESK_SANCTION,
      parse: parseDeskSanction,
      receive: (event, by) => by.isServer && this.#takeSanction(event as DeskSanctionEvent),
    });
    signals.add({
      type: DESK_ANSWER,
      parse: parseDeskAnswer,
      receive: (event, by) => by.isServer && this.#answer(event as DeskAnswer),
    });
  }

  get state(): DeskState {
    return this.#state;
  }

  /** How long the visitor's mute lasts, in ms; 0: they may write. */
  get mutedMs(): number {
    return Math.max(0, this.#mutedUntil - this.#clock.elapsed());
  }

  /** Whether the visitor is a moderator, whom no limits bind. */
  get isModerator(): boolean {
    const role = this.#host.session?.role;
    return role === 'moderator' || role === 'owner';
  }

  /** Call it for each update of the chat. */
  follow(): void {
    const { session, status } = this.#host;
    if (session && session !== this.#session) {
      this.#session = session;
      const { mutedSeconds = 0, ...state } = readDeskState(session.desk);
      this.#mute(mutedSeconds);
      if (state.at >= this.#state.at) this.#state = state;
    }
    const isConnected = status === 'connected';
    // What was said meanwhile may be lost.
    if (isConnected && this.#isBroken) this.#askSoon();
    this.#wasConnected ||= isConnected;
    this.#isBroken = this.#wasConnected && !isConnected;
  }

  /** Gives an order. It does not reject: an order without an answer is sent again, and has failed after 18 s. */
  async give(order: Order): Promise<DeskOutcome> {
    const id = createMessageId(this.#clock.now());
    return new Promise((resolve) => {
      this.#waiting.set(id, { resolve });
      const attempt = (tries: number): void => {
        if (!this.#waiting.has(id)) return;
        if (tries === 0) this.#settle(id, 'failed');
        else {
          this.#send({ type: DESK_ORDER, id, ...order });
          this.#after(ANSWER_MS, () => attempt(tries - 1));
        }
      };
      attempt(TRIES);
    });
  }

  /** Reports a message. Nobody hears of it, so there is no answer either: it is sent again only if it could not be sent. */
  report(target: string, tries = TRIES): void {
    const id = createMessageId(this.#clock.now());
    const order: DeskOrder = { type: DESK_ORDER, id, act: 'report', target };
    this.#room.signals.send(order).catch(() => {
      if (tries > 1) this.#after(ANSWER_MS, () => this.report(target, tries - 1));
    });
  }

  dispose(): void {
    this.#disposed = true;
    for (const timer of this.#timers) this.#clock.clearTimeout(timer);
    for (const id of [...this.#waiting.keys()]) this.#settle(id, 'failed');
  }

  #take({ type: _, ...state }: DeskStateEvent): void {
    this.#clock.clearTimeout(this.#asking);
    if (this.#disposed || state.at < this.#state.at) return;
    this.#state = state;
    this.#onChange();
  }

  #takeSanction({ user, seconds }: DeskSanctionEvent): void {
    if (this.#disposed || user !== this.#host.session?.user.id) return;
    this.#mute(seconds);
    this.#onChange();
  }

  #mute(seconds: number): void {
    this.#mutedUntil = this.#clock.elapsed() + 1_000 * seconds;
    if (seconds > 0) this.#after(1_000 * seconds + 1, this.#onChange);
  }

  #answer({ id, userId, outcome }: DeskAnswer): void {
    if (userId === this.#host.session?.user.id) this.#settle(id, outcome);
  }

  #settle(id: string, outcome: DeskOutcome): void {
    this.#waiting.get(id)?.resolve(outcome);
    this.#waiting.delete(id);
  }

  #askSoon(): void {
    this.#clock.clearTimeout(this.#asking);
    this.#asking = this.#after(this.#clock.random() * ASK_MS, () => {
      const id = createMessageId(this.#clock.now());
      this.#send({ type: DESK_ORDER, id, act: 'state' });
    });
  }

  /** What is lost is sent again, or asked for by the next visitor. */
  #send(order: DeskOrder): void {
    this.#room.signals.send(order).catch(() => undefined);
  }

  #after(ms: number, work: () => void): unknown {
    const timer = this.#clock.setTimeout(() => {
      this.#timers.delete(timer);
      if (!this.#disposed) work();
    }, ms);
    this.#timers.add(timer);
    return timer;
  }
}
