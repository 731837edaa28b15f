import { once } from 'node:events';
import { isIPv6, type AddressInfo, type Server } from 'node:net';

/** Listens and returns the port. Rejects with the system's error, such as `EADDRINUSE`. */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  server.listen({ host, port, exclusive: true });
  await once(server, 'listening');
  // The address of a server that listens on a host and a port has this type.
  return (server.address() as AddressInfo).port;
}

/** Stops listening. Resolves once all connections are closed, which is up to the caller. */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const done = once(server, 'close');
  server.close();
  await done;
}

/** Loopback addresses for the hosts that mean "every address", which a client cannot connect to. */
const EVERY_ADDRESS: ReadonlyMap<string, string> = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
  ['', '127.0.0.1'],
]);

/**
 * The host by which a client on this machine reaches a server that listens on `host`. For "every
 * address" that is loopback, the only host that the widget accepts without https.
 */
export function reachableHost(host: string): string {
  return hostInUrl(EVERY_ADDRESS.get(host) ?? host);
}

/** Formats a host for use before a port: an IPv6 address gets brackets. */
export function hostInUrl(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}
