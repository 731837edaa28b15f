import { connect } from 'node:net';

/** Sends a raw request that no current client would send, and returns the response's status. */
export function statusOfRaw(port: number, lines: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => (answer += text));
    socket.on('error', reject);
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])));
    socket.write(`${[...lines, 'Connection: close', '', ''].join('\r\n')}`);
  });
}
