/** `ListFetch` of `/cache_client.Scs/ListFetch`: the name used by faults and call counts. */
export function rpcName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
