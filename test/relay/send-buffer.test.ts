import { EventEmitter } from 'node:events';
import type { Socket } from 'socket.io';
import { describe, expect, it } from 'vitest';
import { limitSendBuffer } from '../../src/server/relay/send-buffer.js';

/** A connection that notes its closing. */
class Connection extends EventEmitter {
  closed = false;

  constructor() {
    super();
    limitSendBuffer(this as unknown as Socket['conn']);
  }

  close(): void {
    this.closed = true;
  }

  write(data?: string | Uint8Array): void {
    this.emit('packetCreate', { type: 'message', data });
  }
}

describe('what waits for a client', () => {
  it('is 1,000 packets at most, until it reads', () => {
    const connection = new Connection();
    for (let round = 0; round < 3; round += 1) {
      for (let count = 0; count < 1_000; count += 1) connection.write(round > 0 ? 'x' : undefined);
      expect(connection.closed).toBe(false);
      connection.emit('flush');
    }
    for (let count = 0; count < 1_001; count += 1) connection.write('x');
    expect(connection.closed).toBe(true);
  });

  it('is 4 MB of files at most, while a long history may be longer', () => {
    const connection = new Connection();
    const part = new Uint8Array(49_152);
    connection.write('x'.repeat(10_000_000));
    for (let count = 0; count < 85; count += 1) connection.write(part);
    expect(connection.closed).toBe(false);
    connection.write(part);
    expect(connection.closed).toBe(true);
  });
});
