import type { Answer, Fault } from './protocol.js';

/** The chat answers at once; without an answer in this time, in ms, its page does not load, has gone or hangs. */
const ANSWER_TIMEOUT_MS = 10_000;

const NOT_REACHABLE: Fault = {
  code: 'not-reachable',
  message: 'unable to reach the chat; its page does not answer.',
};

interface Waiting {
  readonly resolve: (id: string | undefined) => void;
  readonly reject: (error: Error) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** What waits for the chat, by number. Nothing waits for ever. */
export class Requests {
  readonly #waiting = new Map<number, Waiting>();
  readonly #onLost: (request: number) => void;
  #last = 0;

  constructor(onLost: (request: number) => void) {
    this.#onLost = onLost;
  }

  /** @returns a request's number, and its answer: an error with the code `not-reachable` if none comes for 10 s */
  begin(): readonly [request: number, answer: Promise<string | undefined>] {
    this.#last += 1;
    const request = this.#last;
    const answer = new Promise<string | undefined>((resolve, reject) => {
      const timer = setTimeout(() => this.lose(request), ANSWER_TIMEOUT_MS);
      this.#waiting.set(request, { resolve, reject, timer });
    });
    return [request, answer];
  }

  /** Nothing happens to what is settled already. */
  settle({ request, id, error }: Answer): void {
    const waiting = this.#waiting.get(request);
    this.#waiting.delete(request);
    clearTimeout(waiting?.timer);
    if (error) waiting?.reject(Object.assign(new Error(error.message), error));
    else waiting?.resolve(id);
  }

  lose(request: number, error = NOT_REACHABLE): void {
    this.#onLost(request);
    this.settle({ request, error });
  }

  loseAll(): void {
    for (const request of [...this.#waiting.keys()]) this.lose(request);
  }
}
