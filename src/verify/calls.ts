import { withoutSecret } from '../server/token-endpoint/without-secret.js';
import { checked, isRateLimited, type Answer } from './answer.js';
import { operationsFor, type Data, type Meter } from './meter.js';
import type { Pace } from './pace.js';

/** Attempts of a call that the account's rate refuses, and the wait between them, in ms. */
const ATTEMPTS = 3;
const RATE_WAIT_MS = 1_500;

export interface CallCost {
  /** What the request brings, element by element. Without data it counts as one operation. */
  readonly sent?: readonly Data[];
  /** By how much the operations count: conditional writes and consistent reads count double. */
  readonly factor?: number;
  /** Operations that follow: a publication's deliveries. */
  readonly reserve?: number;
}

/** Makes calls at a target's pace, and counts them. */
export class Calls {
  readonly #meter: Meter;
  readonly #pace: Pace;
  readonly #secret: string;
  readonly #pending = new Set<Promise<unknown>>();

  /** @param secret the credential, which no message may repeat */
  constructor(meter: Meter, pace: Pace, secret: string) {
    this.#meter = meter;
    this.#pace = pace;
    this.#secret = secret;
  }

  /**
   * @param received what a response has brought, element by element
   * @throws Transient if the bound on operations does not allow the call, or the answer is some fault of the moment
   */
  async make<T>(
    { sent = [], factor = 1, reserve = 0 }: CallCost,
    call: () => Promise<Answer<T>>,
    received: (value: T) => readonly Data[] = () => [],
  ): Promise<Answer<T>> {
    const operations = factor * Math.max(1, operationsFor(sent));
    for (let attempt = 1; ; attempt += 1) {
      this.#meter.charge(operations, sent, reserve);
      await this.#pace.wait(operations + reserve);
      const raw = await this.tracked(call());
      const answer = { ...raw, message: withoutSecret(raw.message, this.#secret) };
      if (answer.value !== undefined) {
        const data = received(answer.value);
        this.#meter.note(factor * operationsFor(data), data);
      }
      if (!isRateLimited(answer) || attempt === ATTEMPTS) return checked(answer);
      await new Promise((resolve) => setTimeout(resolve, RATE_WAIT_MS));
    }
  }

  /** Lets `settled` wait for a call. */
  tracked<T>(call: Promise<T>): Promise<T> {
    this.#pending.add(call);
    return call.finally(() => this.#pending.delete(call));
  }

  /** Resolves when no call is under way. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#pending);
  }
}
