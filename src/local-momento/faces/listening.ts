import { once } from 'node:events';
import { isIPv6, type AddressInfo, type Server } from 'node:net';

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

/** Hosts that mean "every address of this machine": one can listen there, and call nobody. */
const EVERY_ADDRESS: ReadonlyMap<string, string> = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
  ['', '127.0.0.1'],
]);

/**
 * Where a client on this machine finds a server that listens on `host`. For "every address" that is
 * loopback, which the widget takes without https, as it would no other.
 */
export function reachableHost(host: string): string {
  return hostInUrl(EVERY_ADDRESS.get(host) ?? host);
}

/** A host as it stands before a port, in a URL or for gRPC: an IPv6 address in brackets. */
export function hostInUrl(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}
