import type { ReactiveController, ReactiveElement } from 'lit';

/** The elements by name, each at its number. */
const taken = new Map<string, unknown[]>();

/**
 * Numbers the page's elements of the same name, from 0 on, in the order in which they were added. Each keeps its
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
    // Outside the document, no callback would give the number back.
    if (this.#host.isConnected) seats[number] = this;
    taken.set(name, seats);
    return number;
  }

  hostDisconnected(): void {
    // An element that is only moved keeps its numbers.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      for (const seats of taken.values()) {
        const number = seats.indexOf(this);
        if (number >= 0) seats[number] = undefined;
      }
    });
  }
}
