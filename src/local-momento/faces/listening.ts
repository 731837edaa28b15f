import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';

/** Listens, and answers the port. Rejects with the system's error, such as `EADDRINUSE`. */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  server.listen({ host, port, exclusive: true });
  await once(server, 'listening');
  // A server that listens on a host and a port has an address of this kind.
  return (server.address() as AddressInfo).port;
}

/** Resolves once a server has stopped; its connections must be closed by then. */
export async function closed(server: Server): Promise<void> {
  if (!server.listening) return;
  const done = once(server, 'close');
  server.close();
  await done;
}

/** `host:port` as it stands in a URL. */
export function authority(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
