import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { startLink, type Link } from './link.js';

export interface SlowLinkOptions {
  /** The bandwidth of each direction, shared by all connections. */
  readonly bytesPerSecond: number;
  /** The latency of each direction, in ms. */
  readonly latencyMs: number;
}

/** The size of one transfer, in bytes: small, so that connections share the link fairly. */
const PIECE = 256;

/** A link with limited bandwidth and latency. */
export function startSlowLink(
  port: number,
  { bytesPerSecond, latencyMs }: SlowLinkOptions,
): Promise<Link> {
  const carriers = { up: new Carrier(bytesPerSecond), down: new Carrier(bytesPerSecond) };
  return startLink(
    port,
    (from, to, direction) => void pipe(from, to, carriers[direction], latencyMs),
  );
}

async function pipe(from: Socket, to: Socket, carrier: Carrier, latencyMs: number): Promise<void> {
  try {
    for await (const data of from) {
      const bytes = data as Buffer;
      for (let at = 0; at < bytes.length; at += PIECE) {
        const piece = bytes.subarray(at, at + PIECE);
        await carrier.carry(piece.length);
        setTimeout(() => to.write(piece), latencyMs);
      }
    }
    setTimeout(() => to.end(), latencyMs);
  } catch {
    to.destroy(); // The connection broke.
  }
}

/** One direction's bandwidth; simultaneous transfers take turns. */
class Carrier {
  readonly #bytesPerSecond: number;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(bytesPerSecond: number) {
    this.#bytesPerSecond = bytesPerSecond;
  }

  /** Resolves once this many bytes are transferred. */
  carry(bytes: number): Promise<unknown> {
    this.#turn = this.#turn.then(() => delay((1_000 * bytes) / this.#bytesPerSecond));
    return this.#turn;
  }
}
