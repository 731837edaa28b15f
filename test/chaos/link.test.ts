import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Link } from './link.js';

describe('Link', () => {
  let server: Server;
  let link: Link;
  let socket: Socket;
  let received: string;

  beforeEach(async () => {
    server = createServer((far) => far.pipe(far));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    link = await Link.to((server.address() as AddressInfo).port);
    socket = connect(Number(new URL(link.url).port), '127.0.0.1');
    received = '';
    socket.on('data', (data) => (received += data.toString()));
    await once(socket, 'connect');
  });

  afterEach(async () => {
    socket.destroy();
    await link.close();
    server.close();
  });

  it('forwards both directions, and closes when one side closes', async () => {
    socket.end('there and back');
    await once(socket, 'close');
    expect(received).toBe('there and back');
  });

  it('keeps the order of the bytes when the pace changes', async () => {
    link.slow({ bytesPerSecond: 50_000, latencyMs: 60 });
    socket.write('a'.repeat(2_000));
    link.restore();
    socket.end('b');
    await once(socket, 'close');
    expect(received).toBe(`${'a'.repeat(2_000)}b`);
  });

  it('destroys its connections when cut', async () => {
    socket.write('hello');
    await once(socket, 'data');
    link.cut();
    await once(socket, 'close');
    expect(socket.destroyed).toBe(true);
  });
});
