import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** The largest piece that is forwarded at once, in bytes. */
const PIECE_BYTES = 512;

interface Pace {
  /** Per connection and direction. */
  readonly bytesPerSecond: number;
  /** Per direction, in ms. */
  readonly latencyMs: number;
}

const FAST: Pace = { bytesPerSecond: Infinity, latencyMs: 0 };

/** A TCP proxy between one client and a server on this machine, which can be slowed down and cut. */
export class Link {
  #pace = FAST;
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer({ allowHalfOpen: true }, (near) => this.#connect(near));
  readonly #port: number;

  private constructor(port: number) {
    this.#port = port;
  }

  static async to(port: number): Promise<Link> {
    const link = new Link(port);
    link.#server.listen(0, '127.0.0.1');
    await once(link.#server, 'listening');
    return link;
  }

  /** The proxy's own URL, such as `http://127.0.0.1:40123`. */
  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  slow(pace: Pace): void {
    this.#pace = pace;
  }

  restore(): void {
    this.#pace = FAST;
  }

  /** Destroys every connection. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #connect(near: Socket): void {
    const far = connect({ port: this.#port, host: '127.0.0.1', allowHalfOpen: true });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => this.#sockets.delete(from));
      void this.#forward(from, to);
    }
  }

  /** Never rejects. Keeps the order of the bytes when the pace changes. */
  async #forward(from: Socket, to: Socket): Promise<void> {
    let arrived = Promise.resolve();
    try {
      // The end of one direction must not close the other.
      for await (const data of from.iterator({ destroyOnReturn: false })) {
        const bytes = data as Buffer;
        for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
          const piece = bytes.subarray(at, at + PIECE_BYTES);
          const { bytesPerSecond, latencyMs } = this.#pace;
          if (bytesPerSecond < Infinity) await delay((1000 * piece.length) / bytesPerSecond);
          const due = performance.now() + latencyMs;
          arrived = arrived.then(() => until(due)).then(() => void to.write(piece));
        }
      }
      await arrived;
      to.end();
    } catch {
      to.destroy(); // The connection broke.
    }
  }
}

async function until(due: number): Promise<void> {
  const left = due - performance.now();
  if (left > 0) await delay(left);
}
