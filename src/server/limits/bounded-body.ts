import type { Clock } from '../../platform/clock.js';

export interface BodyLimits {
  /** The largest body. */
  readonly maxBytes: number;
  /** How long a body may take, from its first byte to its last, in ms. */
  readonly maxMs: number;
  /** The most bodies that are read at once. */
  readonly maxBodies: number;
}

/** Why a body was not read completely. */
export type BodyFault = 'too-large' | 'too-slow';

/** A buffer's initial size, in bytes. */
const FIRST_BYTES = 1_024;

/**
 * Reads the bodies of requests. A client could start any number of bodies and finish none, so their size, time and
 * number are limited. If there are too many, the oldest one is aborted, because an honest body arrives at once.
 */
export class BodyReader {
  readonly #limits: BodyLimits;
  readonly #clock: Clock;
  /** The functions that abort the pending bodies, oldest first. */
  readonly #pending = new Set<() => void>();

  constructor(limits: BodyLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Rejects if the connection breaks before the body is complete. */
  async read(request: Request): Promise<Uint8Array | BodyFault> {
    const { maxBytes, maxMs, maxBodies } = this.#limits;
    if (Number(request.headers.get('Content-Length')) > maxBytes) return 'too-large';
    const reader = request.body?.getReader();
    if (!reader) return new Uint8Array();

    const [oldest] = this.#pending;
    if (this.#pending.size >= maxBodies) oldest?.();
    let abort = (): void => undefined;
    const aborted = new Promise<BodyFault>((resolve) => {
      abort = () => {
        this.#pending.delete(abort);
        resolve('too-slow');
      };
    });
    this.#pending.add(abort);
    const timer = this.#clock.setTimeout(abort, maxMs);
    try {
      return await Promise.race([readAll(reader, maxBytes), aborted]);
    } finally {
      this.#clock.clearTimeout(timer);
      this.#pending.delete(abort);
      // The rest of the body is not needed. Cancelling a broken body rejects, which does no harm.
      reader.cancel().catch(() => undefined);
    }
  }
}

/**
 * The buffer grows with the body. The `Content-Length` header cannot be trusted, and allocating the largest size for
 * each request would waste memory.
 */
async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array | BodyFault> {
  let body = new Uint8Array(Math.min(FIRST_BYTES, maxBytes));
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return body.subarray(0, length);
    const end = length + value.length;
    if (end > maxBytes) return 'too-large';
    if (end > body.length) {
      const larger = new Uint8Array(Math.min(maxBytes, Math.max(end, 2 * body.length)));
      larger.set(body.subarray(0, length));
      body = larger;
    }
    body.set(value, length);
    length = end;
  }
}
