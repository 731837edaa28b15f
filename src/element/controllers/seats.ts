import type { ReactiveController, ReactiveElement } from 'lit';

/** By name: who has which number. */
const taken = new Map<string, unknown[]>();

/**
 * Numbers the elements in the page that go by the same name, from 0 on, in the order in which they came. Each keeps its
 * number until it leaves the document.
 */
export class Seats implements ReactiveController {
  readonly #host: ReactiveElement;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
  }

  /** @param from the first number that will do */
  take(name: string, from = 0): number {
    const seats = taken.get(name) ?? [];
    let number = seats.indexOf(this);
    if (number < 0) for (number = from; seats[number];) number += 1;
    // Out of the document nobody would give it back.
    if (this.#host.isConnected) seats[number] = this;
    taken.set(name, seats);
    return number;
  }

  hostDisconnected(): void {
    // One that is only moved keeps them.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      for (const seats of taken.values()) {
        const number = seats.indexOf(this);
        if (number >= 0) seats[number] = undefined;
      }
    });
  }
}
