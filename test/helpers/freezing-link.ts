import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface FreezingLink {
  /** The near end, such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Connections that are open now stay open, and carry nothing more until `thaw()`; new ones work. */
  freeze(): void;
  /** What was held back goes on its way. */
  thaw(): void;
  close(): Promise<void>;
}

/** A link to a server on this machine whose connections freeze as those of a phone in a tunnel do: without a word. */
export async function startFreezingLink(port: number): Promise<FreezingLink> {
  const open = new Map<Socket, Socket>();
  const frozen = new Map<Socket, Socket>();
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.set(from, to);
      from.on('error', () => from.destroy());
      from.on('close', () => {
        open.delete(from);
        frozen.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    freeze() {
      for (const [from, to] of open) {
        from.unpipe(to);
        from.pause();
        frozen.set(from, to);
      }
    },
    thaw() {
      for (const [from, to] of frozen) from.pipe(to);
      frozen.clear();
    },
    async close() {
      for (const socket of open.keys()) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
