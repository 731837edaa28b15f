import { RoomActivity, type SignalName } from '../../src/signals/room-activity.js';
import type { RoomEvent, Signal } from '../../src/protocol/kinds/kind.js';
import { ownFields } from '../../src/protocol/own-fields.js';
import type { FakeClock } from '../helpers/fake-clock.js';
import { Random } from '../helpers/random.js';

/** How long an item is on its way, in ms. */
const LATENCY_MS = 100;

interface Member {
  readonly id: string;
  readonly activity: RoomActivity;
  kind: Signal | undefined;
  isLooking: boolean;
}

/** A room of visitors whose signals reach each other, and nothing else. */
export class FakeBus {
  readonly members: Member[] = [];
  /** When each signal was sent, and by whom. */
  readonly sent: { readonly at: number; readonly by: string; readonly event: RoomEvent }[] = [];
  readonly #clock: FakeClock;
  readonly #budget: number;
  readonly #random = new Random(1);

  constructor(clock: FakeClock, budget = 2) {
    this.#clock = clock;
    this.#budget = budget;
  }

  /** @param orders the place of each message, by its id */
  enter(
    id: string,
    names: readonly SignalName[],
    orders: Readonly<Record<string, number>> = {},
    isLooking = true,
  ) {
    const member: { -readonly [Key in keyof Member]: Member[Key] } = {
      id,
      kind: undefined,
      isLooking,
      activity: undefined as never,
    };
    member.activity = new RoomActivity({
      room: {
        add: (kind) => (member.kind = kind),
        send: (event) => {
          this.#publish(id, event);
          return Promise.resolve();
        },
        placeOf: (messageId) => orders[messageId],
      },
      clock: {
        now: () => this.#clock.now(),
        elapsed: () => this.#clock.elapsed(),
        random: () => this.#random.next(),
        setTimeout: (callback, ms) => this.#clock.setTimeout(callback, ms),
        clearTimeout: (timer) => this.#clock.clearTimeout(timer),
      },
      signals: new Set(names),
      budget: this.#budget,
      isModerated: false,
      isLooking: () => member.isLooking,
      visitor: () => ({ id, name: `${id}’s name` }),
      onChange: () => undefined,
    });
    this.members.push(member);
    member.activity.check();
    return member;
  }

  /** Operations: each signal is published, and delivered to every member. */
  operations(since: number): number {
    return this.sent.filter(({ at }) => at >= since).length * (1 + this.members.length);
  }

  #publish(by: string, event: RoomEvent): void {
    this.sent.push({ at: this.#clock.elapsed(), by, event });
    const text = JSON.stringify(event);
    this.#clock.setTimeout(() => {
      for (const { kind } of this.members) {
        const parsed = kind?.parse(ownFields(JSON.parse(text)));
        if (parsed) kind?.receive(parsed, { id: by, isServer: false }, undefined as never);
      }
    }, LATENCY_MS);
  }
}
