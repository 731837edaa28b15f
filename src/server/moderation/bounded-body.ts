import type { Clock } from '../../platform/clock.js';

export interface BodyLimits {
  /** Of each body. */
  readonly maxBytes: number;
  /** How long a body may take, from its first byte to its last, in ms. */
  readonly maxMs: number;
  /** Bodies that may be under way at once. */
  readonly maxBodies: number;
}

/** Why a body was not read to its end. */
export type BodyFault = 'too-large' | 'too-slow';

/** A buffer's size before it has to grow, in bytes. */
const FIRST_BYTES = 1_024;

/**
 * Reads requests' bodies. A stranger can begin any number of them and end none: so they are bounded in size, in time
 * and in number. Where there are too many, the one that has taken longest is given up: an honest body is there at once.
 */
export class BodyReader {
  readonly #limits: BodyLimits;
  readonly #clock: Clock;
  /** Gives a body up, by the order in which they began. */
  readonly #underWay = new Set<() => void>();

  constructor(limits: BodyLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Rejects where the body breaks off. */
  async read(request: Request): Promise<Uint8Array | BodyFault> {
    const { maxBytes, maxMs, maxBodies } = this.#limits;
    if (Number(request.headers.get('Content-Length')) > maxBytes) return 'too-large';
    const reader = request.body?.getReader();
    if (!reader) return new Uint8Array();

    const [oldest] = this.#underWay;
    if (this.#underWay.size >= maxBodies) oldest?.();
    let giveUp = (): void => undefined;
    const givenUp = new Promise<BodyFault>((resolve) => {
      giveUp = () => {
        this.#underWay.delete(giveUp);
        resolve('too-slow');
      };
    });
    this.#underWay.add(giveUp);
    const timer = this.#clock.setTimeout(giveUp, maxMs);
    try {
      return await Promise.race([allOf(reader, maxBytes), givenUp]);
    } finally {
      this.#clock.clearTimeout(timer);
      this.#underWay.delete(giveUp);
      // Nobody reads the rest. A body that broke off cannot be cancelled, and need not be.
      reader.cancel().catch(() => undefined);
    }
  }
}

/** What the header says of the length need not be true, and a buffer of the largest would be one for each. */
async function allOf(
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
