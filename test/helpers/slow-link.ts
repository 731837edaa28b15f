import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface SlowLinkOptions {
  /** The server behind the link, on this machine. */
  readonly port: number;
  /** In each direction, for all connections together. */
  readonly bytesPerSecond: number;
  /** Of each direction, in ms. */
  readonly latencyMs: number;
}

export interface SlowLink {
  /** The near end, such as `http://127.0.0.1:40123`. */
  readonly url: string;
  close(): Promise<void>;
}

/** So much is carried at once, in bytes: small, so that connections share the link fairly. */
const PIECE = 256;

/** A link that carries few bytes, late, between a client and a server on this machine. */
export async function startSlowLink(options: SlowLinkOptions): Promise<SlowLink> {
  const { port, latencyMs } = options;
  const sockets = new Set<Socket>();
  const up = new Carrier(options.bytesPerSecond);
  const down = new Carrier(options.bytesPerSecond);
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [from, to, carrier] of [
      [near, far, up],
      [far, near, down],
    ] as const) {
      sockets.add(from);
      from.on('error', () => from.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      void pipe(from, to, carrier, latencyMs);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
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

/** One direction: what comes at the same time takes turns. */
class Carrier {
  readonly #bytesPerSecond: number;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(bytesPerSecond: number) {
    this.#bytesPerSecond = bytesPerSecond;
  }

  /** Resolves when so many bytes have been carried. */
  carry(bytes: number): Promise<unknown> {
    this.#turn = this.#turn.then(() => delay((1_000 * bytes) / this.#bytesPerSecond));
    return this.#turn;
  }
}
