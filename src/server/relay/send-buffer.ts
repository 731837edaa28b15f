import type { Socket } from 'socket.io';

/** Packets that may wait for a client that does not read. */
const MAX_WAITING_PACKETS = 1_000;

/** Closes a connection whose client does not read. The client catches up when it reconnects. */
export function limitSendBuffer(connection: Socket['conn']): void {
  let waiting = 0;
  connection.on('packetCreate', () => {
    waiting += 1;
    if (waiting > MAX_WAITING_PACKETS) connection.close(true);
  });
  connection.on('flush', () => {
    waiting = 0;
  });
}
