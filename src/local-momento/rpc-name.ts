/** `ListFetch` of `/cache_client.Scs/ListFetch`: the name that faults and counts go by. */
export function rpcName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
