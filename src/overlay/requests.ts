import type { Answer, Fault } from './protocol.js';

/** In ms. A working page answers at once; one that takes longer does not load, hangs, or is gone. */
const ANSWER_TIMEOUT_MS = 10_000;

const NOT_REACHABLE: Fault = {
  code: 'not-reachable',
  message: 'unable to reach the chat; its page does not answer.',
};

interface PendingRequest {
  readonly resolve: (id: string | undefined) => void;
  readonly reject: (error: Error) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** The requests that the chat has not answered yet, by number. Each ends after 10 s at the latest. */
export class Requests {
  readonly #pending = new Map<number, PendingRequest>();
  readonly #onFail: (request: number) => void;
  #last = 0;

  constructor(onFail: (request: number) => void) {
    this.#onFail = onFail;
  }

  /** @returns the request's number and its answer, which rejects with the code `not-reachable` after 10 s */
  begin(): readonly [request: number, answer: Promise<string | undefined>] {
    this.#last += 1;
    const request = this.#last;
    const answer = new Promise<string | undefined>((resolve, reject) => {
      const timer = setTimeout(() => this.fail(request), ANSWER_TIMEOUT_MS);
      this.#pending.set(request, { resolve, reject, timer });
    });
    return [request, answer];
  }

  /** Ignores a request that is settled already. */
  settle({ request, id, error }: Answer): void {
    const pending = this.#pending.get(request);
    this.#pending.delete(request);
    clearTimeout(pending?.timer);
    if (error) pending?.reject(Object.assign(new Error(error.message), error));
    else pending?.resolve(id);
  }

  fail(request: number, error = NOT_REACHABLE): void {
    this.#onFail(request);
    this.settle({ request, error });
  }

  failAll(): void {
    for (const request of [...this.#pending.keys()]) this.fail(request);
  }
}
