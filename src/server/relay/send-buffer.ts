import type { Socket } from 'socket.io';

/** Packets that may wait for a client that does not read, and the bytes of files among them. */
const MAX_WAITING_PACKETS = 1_000;
const MAX_WAITING_BYTES = 4_194_304;

/** Closes a connection whose client does not read. The client catches up when it reconnects. */
export function limitSendBuffer(connection: Socket['conn']): void {
  let packets = 0;
  let bytes = 0;
  connection.on('packetCreate', ({ data }: { data?: string | Uint8Array }) => {
    packets += 1;
    if (data instanceof Uint8Array) bytes += data.length;
    if (packets > MAX_WAITING_PACKETS || bytes > MAX_WAITING_BYTES) connection.close(true);
  });
  connection.on('flush', () => {
    packets = bytes = 0;
  });
}
