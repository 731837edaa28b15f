import { MomentoErrorCode } from '@gomomento/sdk';
import type { Clients } from './engine-node-clients.js';

/** The type of a call's response, or the code of its error. */
export function outcome(response: object): string {
  return 'errorCode' in response && typeof response.errorCode === 'function'
    ? String((response.errorCode as () => unknown)())
    : String((response as { type: unknown }).type);
}

/** The calls that read or write a room: those of the chat, and a few others. */
export const CALLS = {
  fetch: ({ cache }, name, room) => cache.listFetch(name, room),
  length: ({ cache }, name, room) => cache.listLength(name, room),
  get: ({ cache }, name, room) => cache.get(name, room),
  push: ({ cache }, name, room) => cache.listPushBack(name, room, 'x'),
  concatenate: ({ cache }, name, room) => cache.listConcatenateBack(name, room, ['x']),
  remove: ({ cache }, name, room) => cache.listRemoveValue(name, room, 'x'),
  set: ({ cache }, name, room) => cache.set(name, room, 'x'),
  delete: ({ cache }, name, room) => cache.delete(name, room),
  publish: ({ topics }, name, room) => topics.publish(name, room, 'x'),
  subscribe: ({ topics }, name, room) =>
    topics.subscribe(name, room, { onItem: () => undefined, onError: () => undefined }),
} satisfies Record<string, (clients: Clients, name: string, room: string) => Promise<object>>;

export const WRITES = ['push', 'concatenate', 'remove', 'set', 'delete', 'publish'] as const;

export async function outcomes(clients: Clients, cache: string, room: string): Promise<object> {
  const results: Record<string, string> = {};
  for (const [name, call] of Object.entries(CALLS)) {
    results[name] = outcome(await call(clients, cache, room));
  }
  return results;
}

/** The outcomes where all of these calls are refused because a permission is missing. */
export function refused(names: readonly string[] = Object.keys(CALLS)): object {
  return Object.fromEntries(names.map((name) => [name, MomentoErrorCode.PERMISSION_ERROR]));
}
